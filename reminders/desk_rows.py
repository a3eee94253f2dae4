"""A watched date as a row of a desk: who keeps it, for whom, in which unit, and what may be done about it at once."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership, Unit, User
from reminders.arrangement_words import arranged_words
from reminders.arrangements import ARRANGE, version_of
from reminders.keepers import OFFICES, Keeper
from reminders.sources import Act, WatchedDate


@dataclass(frozen=True)
class DeskRow:
    """One date with what its reader sees beside it.

    ``kept_by`` says who keeps it where that is not the person whose desk it is on, ``stands_for`` for whom that
    person sees to it. ``unit`` is "" where the person coordinates just that one. ``acts`` are those the reader
    has the right to, in the date's unit.
    """

    date: WatchedDate
    unit: str
    kept_by: str
    stands_for: str
    handed: str
    arranged: str
    acts: list[Act]
    may_arrange: bool

    is_group = False

    @property
    def name_in_group(self) -> str:
        """What it is called among others of its kind."""
        return self.date.source.grouping.member(self.date)

    @property
    def kind(self) -> str:
        """What it is, on the page of the object itself: a step by its name, anything else by its source."""
        return self.date.source.grouping.name(self.date)

    @property
    def rows(self) -> list["DeskRow"]:
        """What the line holds, as a group holds several."""
        return [self]

    @property
    def more_about(self) -> str:
        """What the menu of the row is called."""
        return _("More about %(title)s") % {"title": self.date.title}

    @property
    def arranging(self) -> str:
        """The address under which the pages lie that arrange something about the date."""
        return reverse("reminders:date_rest", args=self.date.key).removesuffix("rest/")

    @property
    def details(self) -> str:
        """When, where, with whom: what stands after the sentence."""
        kept_by = _("kept by %(name)s") % {"name": self.kept_by} if self.kept_by else ""
        return "".join(f" · {words}" for words in (self.unit, kept_by) if words)

    @property
    def version(self) -> str:
        """What a form remembers of the date."""
        return version_of(self.date)

    @property
    def slot(self) -> str:
        """The place of the row on the page, as an identifier."""
        return f"{self.date.source_name}-{self.date.object_id}".replace(".", "-")


def dressed(rows: list[WatchedDate], *, reader, person, keeper: Keeper) -> list[DeskRow]:
    """``rows`` as ``reader`` sees them on the desk of ``person`` (None: everybody's); a constant number of queries."""
    if not rows:
        return []
    units = Unit.objects.in_bulk({row.unit_id for row in rows if row.unit_id})
    whose = Whereabouts(rows, units, person, keeper)
    return [_dressed(row, units.get(row.unit_id), whose, reader, keeper) for row in rows]


def _dressed(row: WatchedDate, unit: Unit | None, whose: "Whereabouts", reader, keeper: Keeper) -> DeskRow:
    kept_by, stands_for = whose.words(row)
    is_readers = not kept_by and whose.person == reader
    return DeskRow(
        date=row,
        unit=str(unit) if unit and not (is_readers and whose.usual_units == {unit.pk}) else "",
        kept_by=kept_by,
        stands_for=stands_for,
        handed=_handed(row, reader),
        arranged=arranged_words(row, keeper.on),
        acts=[act for act in row.source.acts(row, reader) if not act.right or may_in(reader, act.right, unit)],
        may_arrange=is_readers or may_in(reader, ARRANGE, unit),
    )


def may_in(user, right: str, unit: Unit | None) -> bool:
    """Whether ``user`` has ``right`` in the unit of a date; for one without a unit, everywhere."""
    return user.has_perm(right, unit) if unit else user.rights.everywhere(right)


def _handed(row: WatchedDate, reader) -> str:
    """By whom the date was handed to its keeper, and with what words; to whom, ``kept_by`` says."""
    kept = row.arrangement
    if not kept or not kept.keeper_id or not kept.handed_by or kept.handed_by == reader:
        return kept.handed_note if kept and kept.keeper_id else ""
    words = _("Handed over by %(person)s") % {"person": kept.handed_by}
    return f"{words}: {kept.handed_note}" if kept.handed_note else words


class Whereabouts:
    """With whom each of some dates is, as ``reminders.keepers`` has it, in words for the desk of ``person``."""

    def __init__(self, rows: list[WatchedDate], units: dict[int, Unit], person, keeper: Keeper):
        self.person = person
        self._units = units
        self._keeper = keeper
        keys = {key for row in rows for key in self._people_of(row)}
        keys |= {keeper.presence.replaced_by[key] for key in keys & keeper.presence.replaced_by.keys()}
        self._names = dict(User.objects.filter(pk__in=keys | set(keeper.replaced)).values_list("pk", "name"))
        self._roles = self._roles_of_the_replaced()

    @property
    def usual_units(self) -> set[int]:
        """The units the person coordinates by a role of their own."""
        if not self._keeper.replaced:
            return set(self._keeper.units)
        return {unit for key, role, unit in self._roles if key == self.person.pk and role == Role.COORDINATOR}

    def words(self, row: WatchedDate) -> tuple[str, str]:
        """Who keeps ``row`` ("" for the person themself), and for whom the person sees to it."""
        presence = self._keeper.presence
        for key in self._people_of(row):
            if self.person and key == self.person.pk:
                return "", ""
            if self.person and key in self._keeper.replaced:
                return "", self._names[key]
            if presence.reaches(key):
                return self._named(key), ""
        if row.source.is_seen_to_in_units and row.unit_id in presence.units_with(Role.COORDINATOR):
            return self._of_group(Role.COORDINATOR, row.unit_id, self._keeper.units, _("the unit’s coordinators"))
        office = row.source.office
        words = _("the office") if office == Role.OFFICER else _("the quality office")
        return self._of_group(office, None, [None] if office in self._keeper.offices else [], words)

    def _of_group(self, role: str, unit: int | None, own: list, group: str) -> tuple[str, str]:
        """As one of several who hold the role; a substitute does so for somebody."""
        if not self.person or unit not in own:
            return group, ""
        if not self._keeper.replaced or (self.person.pk, role, unit) in self._roles:
            return "", ""
        stood_for = next(key for key in self._keeper.replaced if (key, role, unit) in self._roles)
        return "", self._names[stood_for]

    def _named(self, key: int) -> str:
        substitute = self._keeper.presence.replaced_by.get(key)
        if substitute is None:
            return self._names[key]
        return _("%(substitute)s, for %(person)s") % {"substitute": self._names[substitute], "person": self._names[key]}

    @staticmethod
    def _people_of(row: WatchedDate) -> list[int]:
        """Who it was handed to, then its owner, as far as there are such people."""
        handed = row.arrangement.keeper_id if row.arrangement else None
        return [key for key in (handed, row.owner_id) if key]

    def _roles_of_the_replaced(self) -> set[tuple]:
        """Who of the person and those they stand in for holds which role where; officers hold theirs anywhere."""
        if not self._keeper.replaced:
            return set()
        held = Membership.objects.filter(user__in=self._keeper.people).values_list("user", "role", "unit")
        return {(user, role, None if role in OFFICES else unit) for user, role, unit in held}
