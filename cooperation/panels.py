"""What work plans and activities show on pages of partners, agreements, networks and stays."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperation.models import Activity, Proposal, WorkPlan
from cooperation.rights import VIEW, VIEW_PROPOSAL
from core.panels import Panel, register

SHOWN, YEARS_SHOWN = 6, 3


def _facts(plans, activities, query: str) -> dict | None:
    """The newest of both; ``query`` is that of the lists which show all."""
    shown = list(activities.for_list().order_by("-starts_on", "-pk")[: SHOWN + 1])
    running = list(plans.order_by("-ends_on", "pk")[: SHOWN + 1])
    if not shown and not running:
        return None
    return {
        "plans": running[:SHOWN],
        "activities": shown[:SHOWN],
        "are_more": max(len(shown), len(running)) > SHOWN,
        "query": query,
    }


def of_partner(institution, user) -> dict | None:
    plans = WorkPlan.objects.visible_to(user).with_partner(institution)
    return _facts(plans, Activity.objects.visible_to(user).with_partner(institution), f"partner={institution.pk}")


def of_agreement(agreement, user) -> dict | None:
    plans = WorkPlan.objects.visible_to(user).filter(agreement=agreement)
    activities = Activity.objects.visible_to(user).under_agreement(agreement)
    facts = _facts(plans, activities, f"agreement={agreement.pk}")
    return facts and facts | {"agreement": agreement.pk, "report_years": _years(facts["activities"])}


def _years(activities) -> list[int]:
    """The years that have begun and in which one of the activities lies, the newest first."""
    this = timezone.localdate().year
    years = {year for row in activities for year in range(row.starts_on.year, row.ends_on.year + 1)}
    return sorted((year for year in years if year <= this), reverse=True)[:YEARS_SHOWN]


def of_network(network, user) -> dict | None:
    activities = Activity.objects.visible_to(user).filter(network=network)
    return _facts(WorkPlan.objects.none(), activities, f"network={network.pk}")


def of_stay(stay, user) -> dict | None:
    activities = Activity.objects.visible_to(user).filter(stay_links__stay=stay)
    return _facts(WorkPlan.objects.none(), activities, "")


def proposals_of_partner(institution, user) -> dict | None:
    found = Proposal.objects.visible_to(user).with_partner(institution).select_related("call__deadline")
    shown = list(found[: SHOWN + 1])
    return {"proposals": shown[:SHOWN], "are_more": len(shown) > SHOWN, "partner": institution} if shown else None


def proposal_of_project(project, user) -> dict | None:
    found = Proposal.objects.visible_to(user).filter(project=project).select_related("call__deadline").first()
    return {"proposals": [found], "are_more": False} if found else None


panel = partial(
    Panel,
    name="cooperation",
    title=_("What is done together"),
    template_name="cooperation/panels/lines.html",
    right=VIEW,
    order=32,
)
register(panel(page="partners.institution", facts=of_partner))
register(panel(page="agreements.agreement", facts=of_agreement))
register(panel(page="networks.network", facts=of_network))
register(panel(page="mobility.mobility", facts=of_stay, title=_("Activity it belongs to"), order=46))

of_proposals = partial(
    Panel,
    name="proposals",
    title=_("Proposals together"),
    template_name="cooperation/proposals/panel.html",
    right=VIEW_PROPOSAL,
    order=33,
)
register(of_proposals(page="partners.institution", facts=proposals_of_partner))
register(of_proposals(page="mobility.project", facts=proposal_of_project, title=_("Proposal it came from")))
