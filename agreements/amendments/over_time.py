"""Which conditions of an agreement held on a day, and which numbers in which academic year, with its amendments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.amendments.states import AmendmentState
from agreements.enums import MobilityKind
from agreements.models import Agreement, Amendment
from agreements.services.conditions import ConditionValues
from agreements.services.proposals import values_of
from reference.academic_years import AcademicYear

MOST_YEARS = 20
Terms = dict[int, ConditionValues]  # by the key of the condition


@dataclass(frozen=True)
class YearCell:
    """The people of one condition in one academic year: at its beginning, and what changed during it."""

    people: int | None = None
    changes: tuple[tuple[date, int | None], ...] = ()

    @property
    def words(self) -> str:
        """“2; from 15 January 2027: 5”; “—” for none."""
        said = [_number(self.people)]
        for day, people in self.changes:
            said.append(_("from %(day)s: %(people)s") % {"day": date_format(day), "people": _number(people)})
        return "; ".join(said)


@dataclass(frozen=True)
class Line:
    """One condition through the years; ``is_gone`` where an amendment took it off."""

    direction: str
    kind: str
    fields: str
    cells: list[YearCell]
    is_gone: bool = False


@dataclass(frozen=True)
class NumbersByYear:
    years: list[AcademicYear]
    lines: list[Line]


class TermsOverTime:
    """The conditions of an agreement and what its amendments in effect made of them, read in a few queries."""

    def __init__(self, agreement: Agreement):
        rows = agreement.conditions.select_related("sender", "receiver", "sender_contact", "receiver_contact")
        rows = rows.prefetch_related("condition_fields__isced_field", "languages__language", "languages__isced_field")
        self.now: Terms = {row.pk: values_of(row) for row in rows.order_by("pk")}
        self.changes = [
            (amendment.effective_on, _by_key(amendment, is_before=True), _by_key(amendment, is_before=False))
            for amendment in _in_effect(agreement)
        ]

    @property
    def days(self) -> list[date]:
        """On which the terms changed, in their order."""
        return sorted({day for day, _before, _after in self.changes})

    def on(self, day: date) -> Terms:
        """What held on ``day``: the terms of today, without the amendments that took effect later."""
        terms = dict(self.now)
        for effective_on, before, after in reversed(self.changes):
            if effective_on > day:
                for key in after:
                    terms.pop(key, None)
                terms |= {key: said for key, said in before.items() if said is not None}
        return terms


def numbers_by_year(agreement: Agreement) -> NumbersByYear:
    """The people a year of every condition there is or was, by academic year, at most ``MOST_YEARS``."""
    over_time = TermsOverTime(agreement)
    versions = [over_time.on(date.min), *(over_time.on(day) for day in over_time.days)]
    newest: Terms = {}
    for version in versions:
        newest |= version
    years = _years(agreement, [one for version in versions for one in version.values()])
    held = [_held_in(year, over_time) for year in years]
    lines = [
        _line(key, said, [_cell(key, year, terms) for year, terms in zip(years, held, strict=True)], over_time.now)
        for key, said in sorted(newest.items())
    ]
    return NumbersByYear(years, lines)


def _in_effect(agreement: Agreement) -> Iterable[Amendment]:
    rows = agreement.amendments.filter(state=AmendmentState.IN_EFFECT).order_by("effective_on", "state_since", "number")
    return rows.prefetch_related(
        "proposals__sender_party__institution",
        "proposals__receiver_party__institution",
        "proposals__condition_fields__isced_field",
        "proposals__languages__language",
        "proposals__languages__isced_field",
        "proposals__sender_contact",
        "proposals__receiver_contact",
    )


def _by_key(amendment: Amendment, *, is_before: bool) -> dict[int, ConditionValues | None]:
    """What stood before, or what became of it: None where it was taken off."""
    return {
        row.condition_key: None if row.is_removal else values_of(row)
        for row in amendment.proposals.all()
        if row.is_before == is_before and row.condition_key is not None
    }


def _years(agreement: Agreement, versions: list[ConditionValues]) -> list[AcademicYear]:
    """From the first year of any condition to the last; where none says, those of the agreement, else from now on."""
    now = AcademicYear.current().first_year
    end = AcademicYear.of(agreement.ends_on).first_year if agreement.ends_on else now + 1
    begin = AcademicYear.of(agreement.starts_on).first_year if agreement.starts_on else min(now, end)
    firsts = [one.values["first_year"] or begin for one in versions]
    lasts = [one.values["last_year"] or end for one in versions]
    known = [year for year in (*firsts, *lasts) if year]
    if not known:
        return []
    first = max(min(known), max(known) - MOST_YEARS + 1)
    return [AcademicYear(year) for year in range(first, max(known) + 1)]


def _held_in(year: AcademicYear, over_time: TermsOverTime) -> list[tuple[date, Terms]]:
    """What held when the year began, then after each change during it."""
    during = [day for day in over_time.days if year.starts_on < day <= year.ends_on]
    return [(day, over_time.on(day)) for day in (year.starts_on, *during)]


def _cell(key: int, year: AcademicYear, terms: list[tuple[date, Terms]]) -> YearCell:
    numbers = [(day, _people(held.get(key), year)) for day, held in terms]
    (_begin, first), *later = numbers
    changes, last = [], first
    for day, people in later:
        if people != last:
            changes.append((day, people))
            last = people
    return YearCell(first, tuple(changes))


def _people(said: ConditionValues | None, year: AcademicYear) -> int | None:
    if said is None:
        return None
    first, last = said.values["first_year"], said.values["last_year"]
    is_held = (first is None or first <= year.first_year) and (last is None or year.first_year <= last)
    return said.values["people_per_year"] if is_held else None


def _line(key: int, said: ConditionValues, cells: list[YearCell], now: Mapping[int, ConditionValues]) -> Line:
    fields = ", ".join(str(field) for field in sorted(said.isced_fields, key=lambda field: field.pk))
    direction = f"{said.values['sender']} → {said.values['receiver']}"
    return Line(direction, str(MobilityKind(said.values["kind"]).label), fields, cells, key not in now)


def _number(people: int | None) -> str:
    return "—" if people is None else str(people)
