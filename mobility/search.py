"""What the search box finds in the mobility room: stays, those that are not over first."""

from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from core.search import SearchResult, SearchSource, register
from mobility.bips.enums import BipState
from mobility.bips.querysets import VIEW_BIP
from mobility.enums import MobilityState
from mobility.models import Bip, Mobility
from mobility.querysets import VIEW


def stays(user, text):
    is_over = Case(When(state__in=MobilityState.over, then=Value(1)), default=Value(0))
    found = Mobility.objects.visible_to(user).matching(text).select_related("participant", "partner", "scheme")
    return found.order_by(is_over, "-starts_on", "pk")


def line(stay) -> SearchResult:
    facts = (stay.get_activity_display(), stay.get_direction_display(), stay.year, stay.get_state_display())
    return SearchResult(title=str(stay), subtitle=" · ".join(map(str, facts)), url=stay.get_absolute_url())


# No vocabulary: it would tell names of people to whoever may not see them.
register(
    SearchSource(
        name="mobilities",
        label=_("Mobility"),
        right=VIEW,
        order=15,
        queryset=stays,
        result=line,
        list_name="mobility:mobility_list",
    )
)


def bips(user, text):
    is_over = Case(When(state__in=BipState.open, then=Value(0)), default=Value(1))
    return Bip.objects.visible_to(user).matching(text).order_by(is_over, "-first_day", "pk")


def bip_line(bip) -> SearchResult:
    facts = (bip.get_role_display(), bip.year, bip.place, bip.get_state_display())
    subtitle = " · ".join(str(fact) for fact in facts if fact)
    return SearchResult(title=bip.title, subtitle=subtitle, url=bip.get_absolute_url())


register(
    SearchSource(
        name="bips",
        label=_("BIPs"),
        right=VIEW_BIP,
        order=16,
        queryset=bips,
        result=bip_line,
        list_name="mobility:bip_list",
    )
)
