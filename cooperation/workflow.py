"""The workflows of the room, so that whoever asks the house for all of them finds these."""

from cooperation.activities.workflow import activity_workflow
from cooperation.plans.workflow import plan_workflow
from cooperation.proposals.workflow import proposal_workflow

__all__ = ["activity_workflow", "plan_workflow", "proposal_workflow"]
