"""What work plans and activities show on pages of partners, agreements, networks and stays."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from cooperation.models import Activity, WorkPlan
from cooperation.rights import VIEW
from core.panels import Panel, register

SHOWN = 6


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
    return _facts(plans, activities, f"agreement={agreement.pk}")


def of_network(network, user) -> dict | None:
    activities = Activity.objects.visible_to(user).filter(network=network)
    return _facts(WorkPlan.objects.none(), activities, f"network={network.pk}")


def of_stay(stay, user) -> dict | None:
    activities = Activity.objects.visible_to(user).filter(stay_links__stay=stay)
    return _facts(WorkPlan.objects.none(), activities, "")


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
