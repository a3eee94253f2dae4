"""What programmes show on pages of others: the programmes a partner takes part in, and the one of a stay."""

from django.utils.translation import gettext_lazy as _

from core.panels import Panel, register
from mobility.bips.querysets import VIEW_BIP
from mobility.models import Bip

SHOWN = 10


def programmes_of(institution, user) -> dict | None:
    """Those with the partner that ``user`` may read, the latest first."""
    keys = institution.bip_parts.values("bip")
    rows = Bip.objects.visible_to(user).filter(pk__in=keys).order_by("-first_day", "pk")[: SHOWN + 1]
    found = list(rows.only("title", "role", "state", "academic_year", "starts_on"))
    return {"bips": found[:SHOWN], "are_more": len(found) > SHOWN} if found else None


def programmes_in_network(network, user) -> dict | None:
    """Those of ours in which at least two of the network's members of today take part beside us, the latest first."""
    members = network.memberships.current().values("institution")
    rows = Bip.objects.visible_to(user).among(members).order_by("-first_day", "pk")[: SHOWN + 1]
    found = list(rows.only("title", "role", "state", "academic_year", "starts_on"))
    return {"bips": found[:SHOWN], "are_more": len(found) > SHOWN} if found else None


def programme_of_stay(stay, user) -> dict | None:
    bip = Bip.objects.visible_to(user).filter(pk=stay.bip_id).first() if stay.bip_id else None
    if bip is None:
        return None
    asked = bip.support_requests.filter(stay=stay).with_position().order_by("-pk").first()
    return {"bip": bip, "asked": asked}


def register_panels():
    """Called by the room's ``panels.py``."""
    register(
        Panel(
            page="partners.institution",
            name="bips",
            title=_("Blended intensive programmes"),
            template_name="mobility/bips/of_partner.html",
            facts=programmes_of,
            right=VIEW_BIP,
            order=35,
        )
    )
    register(
        Panel(
            page="networks.network",
            name="bips",
            title=_("Blended intensive programmes with its members"),
            template_name="mobility/bips/of_partner.html",
            facts=programmes_in_network,
            right=VIEW_BIP,
            order=30,
        )
    )
    register(
        Panel(
            page="mobility.mobility",
            name="bip",
            title=_("Blended intensive programme"),
            template_name="mobility/bips/of_stay.html",
            facts=programme_of_stay,
            right=VIEW_BIP,
            order=45,
        )
    )
