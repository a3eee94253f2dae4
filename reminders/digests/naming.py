"""Whether who is told may read whom a title names: a date stays its keeper's though their role has ended meanwhile."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from accounts.models import Delegation, Membership, Unit
from accounts.rights import Held, Rights
from reminders.digests.parcels import Parcel


class Naming:
    """The titles of some parcels as their readers may have them. Three queries, none where no title names anybody."""

    def __init__(self, parcels: list[Parcel], day: date):
        naming = [(parcel.recipient_id, row) for parcel in parcels for row in _rows(parcel) if row.source.naming]
        readers = {reader for reader, _row in naming if reader}
        self._rights = _rights_of(readers, day) if readers else {}
        units = {row.unit_id for _reader, row in naming if row.unit_id}
        self._units = Unit.objects.in_bulk(units) if units else {}

    def may_name(self, reader: int | None, row) -> bool:
        """Whether the title may be said as it is; to the office's address always."""
        naming = row.source.naming
        if naming is None or reader is None:
            return True
        return self._rights[reader].may(naming.right, self._units.get(row.unit_id))

    def title(self, reader: int | None, row) -> str:
        return row.title if self.may_name(reader, row) else row.source.naming.without(row)


def _rows(parcel: Parcel) -> Iterable:
    yield from (item.told.row for item in parcel.dates)
    yield from (untold.decision for untold in parcel.decisions)


def _rights_of(readers: set[int], day: date) -> dict[int, Rights]:
    """As each of them has when they sign in (``User.rights``)."""
    stands_in = Delegation.objects.on(day).filter(substitute__in=readers).values_list("substitute", "person")
    lent = defaultdict(set)
    for substitute, person in stands_in:
        lent[substitute].add(person)
    counted = readers.union(*lent.values())
    held = defaultdict(list)
    for row in Membership.objects.filter(user__in=counted).values_list("user", "user__name", "role", "unit__path"):
        held[row[0]].append(Held(*row))
    return {
        reader: Rights.of(reader, [each for key in {reader, *lent[reader]} for each in held[key]]) for reader in readers
    }
