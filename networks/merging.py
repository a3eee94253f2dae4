"""What a merger of two partners does with networks: the survivor is a member for as long as either was."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.models import JointOfferPartner, NetworkMembership
from partners.dependants import Dependant, Movement, register, rows_of
from partners.merge_steps import Step, change, removal


def move_memberships(movement: Movement) -> Iterator[Step]:
    """Periods in which both were members become one; every other one goes on at the survivor."""
    kept = defaultdict(list)
    for row in rows_of(NetworkMembership, "institution", movement.survivor):
        kept[row.network_id].append(row)
    for row in rows_of(NetworkMembership, "institution", movement.absorbed):
        mine = kept[row.network_id]
        rivals = [each for each in mine if _overlap(each, row)]
        if not rivals:
            yield change(row, {"institution_id": movement.survivor.pk})
            continue
        yield from _joined(rivals, row)
        kept[row.network_id] = [each for each in mine if each not in rivals[1:]]


def _joined(rivals: list[NetworkMembership], row: NetworkMembership) -> Iterator[Step]:
    """The first of ``rivals`` holds as long as any of them; the others go before it grows over their days."""
    note = _("Both are members of “%(network)s”: they are one member for the whole time.") % {"network": row.network}
    for each in (row, *rivals[1:]):
        yield from removal(each, note=note if each is row else "")
    first, together = rivals[0], [*rivals, row]
    period = {"since": _earliest(together), "until": _latest(together)}
    if period != {"since": first.since, "until": first.until}:
        yield change(first, period)
        first.since, first.until = period["since"], period["until"]


def _overlap(one: NetworkMembership, other: NetworkMembership) -> bool:
    first = max(one.since or date.min, other.since or date.min)
    return first <= min(one.until or date.max, other.until or date.max)


def _earliest(rows: list[NetworkMembership]) -> date | None:
    """None where any of them has no first day."""
    days = [row.since for row in rows]
    return None if None in days else min(day for day in days if day)


def _latest(rows: list[NetworkMembership]) -> date | None:
    days = [row.until for row in rows]
    return None if None in days else max(day for day in days if day)


def move_parts_in_offers(movement: Movement) -> Iterator[Step]:
    """Both may give one offer: the survivor stays once, and coordinates it if either does."""
    mine = {row.offer_id: row for row in rows_of(JointOfferPartner, "institution", movement.survivor)}
    for row in rows_of(JointOfferPartner, "institution", movement.absorbed):
        other = mine.get(row.offer_id)
        if other is None:
            yield change(row, {"institution_id": movement.survivor.pk})
            continue
        yield from removal(row, note=_("Both give “%(offer)s”: it is one of them.") % {"offer": row.offer})
        if row.is_coordinator and not other.is_coordinator:
            yield change(other, {"is_coordinator": True})


def _memberships(count: int) -> str:
    words = ngettext("%(count)s membership of a network", "%(count)s memberships of networks", count)
    return words % {"count": count}


def _parts(count: int) -> str:
    return ngettext("%(count)s part in a joint offer", "%(count)s parts in joint offers", count) % {"count": count}


register(Dependant(NetworkMembership, ("institution",), _memberships, move_memberships, order=15))
register(Dependant(JointOfferPartner, ("institution",), _parts, move_parts_in_offers, order=16))
