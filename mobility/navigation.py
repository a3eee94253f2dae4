from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, Group, register
from mobility.bips.querysets import VIEW_BIP
from mobility.models import ApplicationRound, Bip, Mobility
from mobility.querysets import VIEW, VIEW_PROJECT
from mobility.rounds.enums import RoundState
from mobility.rounds.querysets import VIEW_ROUND


def abroad_count(user) -> int:
    """How many are away, here or there, today."""
    return Mobility.objects.visible_to(user).abroad().count()


register(
    Entry(
        label=_("Mobility"),
        url_name="mobility:mobility_list",
        group=Group.EXCHANGE,
        right=VIEW,
        order=20,
        count=abroad_count,
        count_words=_("away today"),
    )
)
register(
    Entry(
        label=_("Grant projects"),
        url_name="mobility:project_list",
        group=Group.EXCHANGE,
        right=VIEW_PROJECT,
        order=22,
    )
)


def undecided_count(user) -> int:
    """Rounds that are closed and wait for their allocation."""
    return ApplicationRound.objects.visible_to(user).filter(state=RoundState.CLOSED).count()


def open_bip_count(user) -> int:
    return Bip.objects.visible_to(user).open().count()


register(
    Entry(
        label=_("BIPs"),
        url_name="mobility:bip_list",
        group=Group.EXCHANGE,
        right=VIEW_BIP,
        order=23,
        count=open_bip_count,
        count_words=_("open"),
    )
)
register(
    Entry(
        label=_("Application rounds"),
        url_name="mobility:round_list",
        group=Group.EXCHANGE,
        right=VIEW_ROUND,
        order=21,
        count=undecided_count,
        count_words=_("to decide"),
    )
)
