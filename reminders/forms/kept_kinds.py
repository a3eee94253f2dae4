"""The choices about one kind of thing a person keeps: which rows go, to which colleague.

Drawn by the page itself, because hundreds of rows through Django's widgets would be slow.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from core.keeping import KeptRow, Place
from reminders.leaving.person import Colleague, KeptGroup
from reminders.leaving.plans import Wish

MOST_SHOWN = 100  # rows of one kind; the others go with them, or stay
MOST_SEPARATE = 25  # rows that can each go to another colleague; of more, each unit's can
FOR_ALL = "to-all"
MOST_DIGITS = 18  # of the number of a colleague


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Select:
    """One choice of a colleague: its name in the form, and whom it offers."""

    name: str
    options: list[Option]


def select_of(name: str, colleagues: list[Colleague], data, given: int | None = None) -> Select:
    """The choice called ``name`` with what was chosen in the browser, or is given from before."""
    chosen = data.get(name, "") if data is not None else str(given or "")
    pairs = [(str(each.user.pk), each.label) for each in colleagues]
    return Select(name, [Option(value, label, value == chosen) for value, label in pairs])


@dataclass(frozen=True)
class ShownRow:
    row: KeptRow
    is_ticked: bool
    select: Select | None


@dataclass(frozen=True)
class ShownPlace:
    place: Place
    count: int
    select: Select


@dataclass
class KindPart:
    """The choices about one kind of thing; ``answers`` are those of the browser, or of the plan that is changed."""

    group: KeptGroup
    data: object = None
    given: dict[str, int] | None = None
    errors: list[str] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.group.things.name.replace(".", "-")

    @property
    def shown(self) -> list[KeptRow]:
        return self.group.rows[:MOST_SHOWN]

    @property
    def rest(self) -> list[KeptRow]:
        return self.group.rows[MOST_SHOWN:]

    @cached_property
    def ticked(self) -> set[str]:
        """The keys of the rows to be handed over."""
        if self.data is not None:
            rest = {row.key for row in self.rest} if self.data.get(f"{self.slug}-rest") else set()
            return (set(self.data.getlist(f"{self.slug}-row")) & {row.key for row in self.shown}) | rest
        if self.given is not None:
            return {row.key for row in self.group.rows if row.key in self.given}
        return {row.key for row in self.group.rows} if self.group.things.is_offered else set()

    @property
    def is_long(self) -> bool:
        """Whether the rows are folded, because nobody reads them one by one."""
        return len(self.group.rows) > MOST_SEPARATE

    @property
    def is_rest_ticked(self) -> bool:
        return any(row.key in self.ticked for row in self.rest)

    @property
    def has_separate_rows(self) -> bool:
        return 1 < len(self.group.rows) <= MOST_SEPARATE

    @property
    def has_separate_places(self) -> bool:
        return self.is_long and len(self.group.places) > 1

    @cached_property
    def select(self) -> Select:
        """The colleague for all rows that name no other."""
        return self._select(f"{self.slug}-to", self.group.colleagues_anywhere, self._usual)

    @cached_property
    def rows(self) -> list[ShownRow]:
        return [
            ShownRow(row, row.key in self.ticked, self._row_select(row) if self.has_separate_rows else None)
            for row in self.shown
        ]

    @cached_property
    def places(self) -> list[ShownPlace]:
        """The units, where each can have a colleague of its own."""
        if not self.has_separate_places:
            return []
        counts = Counter(row.place for row in self.group.rows)
        return [ShownPlace(place, counts[place], self._place_select(place)) for place in self.group.places]

    def wishes(self) -> Iterable[Wish]:
        """Who is to get each ticked row; a row for which nobody is chosen makes the part invalid."""
        for row in self.group.rows:
            if row.key in self.ticked:
                receiver = self._receiver(row)
                if receiver is None:
                    self.errors.append(_("Choose who gets what is ticked here, or take the ticks off."))
                    return
                yield Wish(self.group.things.name, row.key, receiver)

    def _receiver(self, row: KeptRow) -> int | None:
        names = [self._row_name(row)] if self.has_separate_rows else []
        if self.has_separate_places and row.place:
            names.append(self._place_name(row.place))
        answers = (self.data.get(name, "") for name in (*names, f"{self.slug}-to", FOR_ALL))
        return next((int(answer) for answer in answers if _is_number(answer)), None)

    @property
    def _usual(self) -> int | None:
        """Who gets most of it in the plan that is changed."""
        counts = Counter((self.given or {}).values())
        return counts.most_common(1)[0][0] if counts else None

    def _row_name(self, row: KeptRow) -> str:
        return f"{self.slug}-to-row-{row.key}"

    def _place_name(self, place: Place) -> str:
        return f"{self.slug}-to-unit-{place.path.strip('/').rpartition('/')[2]}"

    def _row_select(self, row: KeptRow) -> Select:
        given = (self.given or {}).get(row.key)
        other = given if given != self._usual else None
        return self._select(self._row_name(row), self.group.colleagues_at(row.place), other)

    def _place_select(self, place: Place) -> Select:
        given = Counter((self.given or {}).get(row.key) for row in self.group.rows if row.place == place)
        del given[None]
        usual = given.most_common(1)[0][0] if given else None
        return self._select(
            self._place_name(place), self.group.colleagues_at(place), usual if usual != self._usual else None
        )

    def _select(self, name: str, colleagues: list[Colleague], given: int | None) -> Select:
        return select_of(name, colleagues, self.data, given)


def _is_number(answer: str) -> bool:
    """Whether it can be the number of a person; Python refuses to read thousands of digits."""
    return answer.isascii() and answer.isdigit() and len(answer) <= MOST_DIGITS
