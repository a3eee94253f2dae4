"""What the search box finds in the cooperation room: work plans and activities, those that are not over first."""

from django.db.models import Case, Value, When
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cooperation.activities.enums import ActivityState
from cooperation.models import Activity, Proposal, WorkPlan
from cooperation.plans.enums import PlanState
from cooperation.proposals.enums import ProposalState
from cooperation.rights import VIEW, VIEW_PROPOSAL
from core.search import SearchResult, SearchSource, register


def _over_last(states) -> Case:
    return Case(When(state__in=states, then=Value(0)), default=Value(1))


def plans(user, text):
    found = WorkPlan.objects.visible_to(user).matching(text).select_related("unit")
    return found.order_by(_over_last(PlanState.open), "-starts_on", "pk")


def plan_line(plan) -> SearchResult:
    facts = (plan.unit, f"{date_format(plan.starts_on)} – {date_format(plan.ends_on)}", plan.get_state_display())
    return SearchResult(title=plan.title, subtitle=" · ".join(map(str, facts)), url=plan.get_absolute_url())


def activities(user, text):
    found = Activity.objects.visible_to(user).matching(text).select_related("country")
    return found.order_by(_over_last(ActivityState.open), "-starts_on", "pk")


def activity_line(activity) -> SearchResult:
    facts = (activity.get_kind_display(), date_format(activity.starts_on), activity.city, activity.get_state_display())
    subtitle = " · ".join(str(fact) for fact in facts if fact)
    return SearchResult(title=activity.title, subtitle=subtitle, url=activity.get_absolute_url())


def proposals(user, text):
    found = Proposal.objects.visible_to(user).matching(text).select_related("unit", "call__deadline")
    return found.order_by(_over_last(ProposalState.kept), "-call__deadline__due_on", "pk")


def proposal_line(proposal) -> SearchResult:
    facts = (proposal.title, proposal.call, proposal.get_state_display())
    title, subtitle = proposal.acronym, " · ".join(map(str, facts))
    return SearchResult(title=title, subtitle=subtitle, url=proposal.get_absolute_url())


register(
    SearchSource(
        name="proposals",
        label=_("Proposals"),
        right=VIEW_PROPOSAL,
        order=19,
        queryset=proposals,
        result=proposal_line,
        list_name="cooperation:proposal_list",
    )
)
register(
    SearchSource(
        name="work_plans",
        label=_("Work plans"),
        right=VIEW,
        order=17,
        queryset=plans,
        result=plan_line,
        list_name="cooperation:plan_list",
    )
)
register(
    SearchSource(
        name="activities",
        label=_("Activities"),
        right=VIEW,
        order=18,
        queryset=activities,
        result=activity_line,
        list_name="cooperation:activity_list",
    )
)
