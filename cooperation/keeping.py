"""What a person keeps in the cooperation room; what is over is history and stays."""

from django.utils.translation import gettext_lazy, ngettext

from cooperation.activities.enums import ActivityState
from cooperation.activities.kept_tasks import KeptTasks
from cooperation.models import Activity, Proposal, WorkPlan
from cooperation.plans.enums import PlanState
from cooperation.proposals.enums import ProposalState
from cooperation.rights import CHANGE, CHANGE_PROPOSAL
from core.keeping import register
from mobility.keeping import KeptInMobility


def _plans(count: int) -> str:
    return ngettext("%(count)d work plan", "%(count)d work plans", count) % {"count": count}


def _activities(count: int) -> str:
    return ngettext("%(count)d activity", "%(count)d activities", count) % {"count": count}


def _proposals(count: int) -> str:
    return ngettext("%(count)d proposal", "%(count)d proposals", count) % {"count": count}


register(
    KeptInMobility(
        Proposal,
        "cooperation.proposals",
        gettext_lazy("Proposals"),
        right=CHANGE_PROPOSAL,
        states=ProposalState.kept,
        words=_proposals,
        order=72,
    )
)
register(
    KeptInMobility(
        WorkPlan,
        "cooperation.plans",
        gettext_lazy("Work plans"),
        right=CHANGE,
        states=PlanState.open,
        words=_plans,
        order=70,
    )
)
register(
    KeptInMobility(
        Activity,
        "cooperation.activities",
        gettext_lazy("Activities"),
        right=CHANGE,
        states=ActivityState.open,
        words=_activities,
        order=71,
    )
)
register(KeptTasks())
