"""The ways to and between the pages of networks."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.views.details import Tab
from networks.models import JointOffer, Network


def crumbs(network: Network | None = None, offer: JointOffer | None = None) -> list[dict]:
    """The way here, outermost first."""
    way = [{"label": _("Networks"), "url": reverse("networks:network_list")}]
    return [*way, *({"label": str(one), "url": one.get_absolute_url()} for one in (network, offer) if one)]


def import_url(network: Network | None = None) -> str:
    """Where members are taken in from a spreadsheet, those of ``network`` unless the file says otherwise."""
    page = reverse("core:import_create", args=["network-members"])
    return f"{page}?network={network.pk}" if network else page


def tabs_of(network: Network, current: str) -> list[Tab]:
    """The pages of one network."""
    named = (
        ("overview", _("Overview"), "network_detail", None),
        ("members", _("Members"), "member_list", network.memberships.current().count()),
        ("pictures", _("Map and years"), "network_pictures", None),
        ("history", _("History"), "network_history", None),
    )
    return [
        Tab(name, label, reverse(f"networks:{page}", args=[network.pk]), count, is_current=name == current)
        for name, label, page, count in named
    ]
