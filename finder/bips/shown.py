"""Published blended intensive programmes as students and staff read them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from core.eu_funding import EuFunding
from finder import published
from mobility.bips.enums import BipRole
from mobility.enums import Direction, MobilityState
from mobility.models import Bip, BipPartner, Mobility


@dataclass(frozen=True)
class ShownBip:
    """``left``: places for people of ours that nobody has yet; None where no number is agreed."""

    bip: Bip
    host: str
    partners: list[BipPartner]
    left: int | None
    is_over: bool
    can_apply: bool

    @property
    def funding(self) -> EuFunding:
        return EuFunding()


def shown_bips(on: date | None = None) -> tuple[list[ShownBip], list[ShownBip]]:
    """Those to come, the soonest first, and those that are over, the newest first. Four queries."""
    on = on or timezone.localdate()
    rows = list(_rows(published.bips()))
    taken = _taken(rows)
    shown = [_shown(bip, taken[bip.pk], on) for bip in rows]
    coming = [one for one in shown if not one.is_over]
    coming.sort(key=lambda one: (one.bip.first_day or date.max, one.bip.pk))
    return coming, [one for one in shown if one.is_over]


def shown_bip(pk: int, on: date | None = None) -> ShownBip | None:
    bip = _rows(published.bips()).filter(pk=pk).first()
    return _shown(bip, _taken([bip])[pk], on or timezone.localdate()) if bip else None


def _rows(bips):
    partners = BipPartner.objects.select_related("institution__country").order_by("pk")
    related = bips.select_related("scheme", "unit", "isced_field", "language")
    return related.prefetch_related(Prefetch("partners", partners))


def _taken(bips: list[Bip]) -> Counter:
    """How many of ours go with each; whoever was only nominated has no place yet."""
    stays = Mobility.objects.filter(bip__in=bips, direction=Direction.OUTGOING, state__in=MobilityState.takes_place)
    return Counter(stays.values_list("bip", flat=True))


def _shown(bip: Bip, taken: int, on: date) -> ShownBip:
    partners = list({row.institution_id: row for row in bip.partners.all()}.values())
    host = next((row for row in partners if row.role in BipRole.receives), None)
    is_over = bip.last_day is not None and bip.last_day < on
    left = None if bip.our_places is None else max(0, bip.our_places - taken)
    can_apply = not is_over and left != 0 and (bip.apply_by is None or bip.apply_by >= on)
    return ShownBip(bip, str(host.institution) if host else "", partners, left, is_over, can_apply)
