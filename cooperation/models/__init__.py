from cooperation.models.activities import Activity
from cooperation.models.links import ActivityBip, ActivityStay
from cooperation.models.outputs import ActivityDocument, Output
from cooperation.models.overrides import RestrictionOverride
from cooperation.models.people import ActivityPartner, NamedPerson
from cooperation.models.plans import PlanGoal, WorkPlan
from cooperation.models.programme import FollowUpTask, ProgrammeItem
from cooperation.models.series import Series

__all__ = [
    "Activity",
    "ActivityBip",
    "ActivityDocument",
    "ActivityPartner",
    "ActivityStay",
    "FollowUpTask",
    "NamedPerson",
    "Output",
    "PlanGoal",
    "ProgrammeItem",
    "RestrictionOverride",
    "Series",
    "WorkPlan",
]
