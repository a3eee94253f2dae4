"""The sentences of a mail: why a date or a decision came to this reader. Said in the language active then."""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Delegation, User
from reminders.decision_notices import UntoldDecision
from reminders.digests.naming import Naming
from reminders.digests.parcels import DateItem, Parcel
from reminders.enums import ToldAs


@dataclass
class People:
    """Everybody a mail may name or be sent to, and until when those are away whom somebody replaces."""

    by_key: dict[int | None, User] = field(default_factory=dict)
    away_until: dict[int, date | None] = field(default_factory=dict)
    naming: Naming = field(default_factory=lambda: Naming([], date.min))

    @classmethod
    def of(cls, parcels: list[Parcel], day: date) -> "People":
        """Read with a constant number of queries, however many they are."""
        keys: set[int | None] = {parcel.recipient_id for parcel in parcels}
        to_the_office = None in keys
        replaced: set[int | None] = set()
        for parcel in parcels:
            for item in parcel.dates:
                keys |= {item.told.row.owner_id, *(telling.recipient_id for telling in item.told.keepers)}
                replaced |= {item.telling.instead_of_id, *(telling.instead_of_id for telling in item.told.keepers)}
            replaced |= {decision.instead_of_id for decision in parcel.decisions}
        wanted = (keys | replaced) - {None}
        people = User.objects.filter(pk__in=wanted).only("name", "email", "language", "is_active")
        away = Delegation.objects.on(day).filter(person__in=replaced - {None})
        by_key = {person.pk: person for person in people} | ({None: the_office()} if to_the_office else {})
        return cls(by_key, dict(away.values_list("person", "ends_on")), Naming(parcels, day))

    def name(self, key: int | None) -> str:
        """The person's name; "" for nobody, and for who is no longer kept."""
        return str(self.by_key.get(key, "")) if key else ""

    def names(self, keys) -> str:
        return ", ".join(sorted({self.name(key) for key in keys} - {""}))


def the_office() -> User:
    """The reader of what comes to the office's address; nobody who could sign in."""
    return User(name=_("International office"), email=settings.OFFICE_EMAIL, language=settings.LANGUAGE_CODE)


def why_told(item: DateItem, people: People) -> str:
    """Why this date came to this reader; "" where it is simply theirs."""
    telling, row = item.telling, item.told.row
    if telling.recipient_id is None:
        return _("Nobody keeps it, and the portal has no officer who could: this comes to the office’s address.")
    if not telling.is_keeping:
        return _in_place_of(telling.instead_of_id, people, who_keeps(item, people))
    if telling.told_as == ToldAs.HANDED:
        return _handed(row.arrangement, people)
    owner = people.name(row.owner_id)
    because = ""
    if telling.told_as == ToldAs.UNIT:
        because = _left(owner) or _("Nobody in particular keeps it; you coordinate the unit.")
    if telling.told_as == ToldAs.OFFICE and (row.owner_id or row.unit_id):  # the rest is the office's own
        because = _left_to_the_office(owner)
    return _in_place_of(telling.instead_of_id, people, because)


def why_to_decide(untold: UntoldDecision, people: People) -> str:
    """Why the decision is this reader's; "" where it is simply theirs."""
    because = ""
    if untold.told_as == ToldAs.OFFICE:
        role = dict(Role.choices).get(untold.decision.role, untold.decision.role)
        because = _("It comes to the office, for nobody else there has the role “%(role)s”.") % {"role": role}
    return _in_place_of(untold.instead_of_id, people, because)


def who_keeps(item: DateItem, people: People) -> str:
    """Whose the date is, for those who are told because it stays overdue."""
    keepers = [telling for telling in item.told.keepers if telling.told_as != ToldAs.OFFICE]
    names = people.names(telling.recipient_id for telling in keepers)
    return _("Kept by %(people)s.") % {"people": names} if names else _("Nobody keeps it but the office.")


def moved(item: DateItem) -> str:
    """Both dates of a date that was moved; "" where it was not, or where this reader knows."""
    before, now = item.told.row.moved_from, item.told.row.due_on
    if not item.has_moved or before is None:
        return ""
    return _("Moved from %(before)s to %(now)s.") % {"before": date_format(before), "now": date_format(now)}


def _in_place_of(key: int | None, people: People, because: str) -> str:
    """``because``, after the words for whom the reader stands in, if for anybody."""
    person = people.by_key.get(key) if key else None
    if person is None:
        return because
    until = people.away_until.get(person.pk)
    if not person.is_active:
        words = _("For %(person)s, who has left.") % {"person": person}
    elif until:
        words = _("For %(person)s, who is away until %(day)s.") % {"person": person, "day": date_format(until)}
    else:
        words = _("For %(person)s, who is away.") % {"person": person}
    return f"{words} {because}".strip()


def _handed(arrangement, people: People) -> str:
    if arrangement is None or arrangement.handed_by is None:
        return _("Handed to you.")
    if arrangement.handed_by_id == arrangement.keeper_id:
        return _("You took it over.")
    words = {"person": arrangement.handed_by, "note": arrangement.handed_note}
    if arrangement.handed_note:
        return _("Handed to you by %(person)s: “%(note)s”") % words
    return _("Handed to you by %(person)s.") % words


def _left(owner: str) -> str:
    return _("%(person)s, who kept it, has left; you coordinate the unit.") % {"person": owner} if owner else ""


def _left_to_the_office(owner: str) -> str:
    if owner:
        words = {"person": owner}
        return _("Nobody else keeps it: %(person)s has left, and the unit has no coordinator.") % words
    return _("Nobody else keeps it: it has no coordinator.")
