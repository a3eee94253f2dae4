"""Numbers of the university from one spreadsheet: one row for each number."""

from collections import defaultdict

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit
from core.imports.importer import Importer
from core.imports.mapping import Mapping, headed
from core.imports.plans import Plan, RowAction, RowPlan
from core.jobs import Progress
from core.search_text import fold
from core.spreadsheets.table import Table
from insights.enums import DIVIDED, PART_OF, DividedBy, NumberKind
from insights.models import UniversityNumber
from insights.models.numbers import FIRST_YEAR, LAST_YEAR, MOST_PEOPLE
from insights.models.parts import part_said
from insights.numbers.services import contradictions, take_in_numbers
from insights.querysets import CHANGE_NUMBERS
from reference.academic_years import AcademicYear

LONGEST_SOURCE = 200
BLANKS = "\u0020\u00a0\u2009\u202f"

TARGETS = (
    headed("kind", gettext_lazy("What"), "kind, number of, measure, matt, vad", is_required=True),
    headed("unit", gettext_lazy("Unit"), "department, faculty, enhet, institution, unit code", is_required=True),
    headed("year", gettext_lazy("Academic year"), "year, lasar, ar", is_required=True),
    headed("divided_by", gettext_lazy("Of one"), "divided by, division, uppdelning"),
    headed("part", gettext_lazy("Of which alone"), "part, programme, program, level, niva, gender, kon"),
    headed("people", gettext_lazy("People"), "count, number, antal, personer, value", is_required=True),
    headed("source", gettext_lazy("Source"), "kalla, from", is_required=True),
)


class NumberImporter(Importer):
    """A number that is there already is changed; one that contradicts another is refused, row by row."""

    name = "university-numbers"
    title = gettext_lazy("Numbers of the university")
    description = gettext_lazy("Degree students, staff and graduates by unit and year: one row for each number.")
    right = CHANGE_NUMBERS
    back_url = "insights:number_list"
    targets = TARGETS

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        reading, rows = Reading(mapping), []
        for index, row in enumerate(table.rows, start=1):
            rows.append(reading.row(row))
            progress(index, len(table.rows))
        reading.refuse_contradictions(rows)
        return Plan(rows)

    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        rows = [row.payload for row in plan.good_rows if row.action != RowAction.UNCHANGED]
        take_in_numbers(rows, actor=actor)
        progress(len(rows), len(rows))


class Reading:
    """What one run knows while it goes through the rows: the units, and what is entered already."""

    def __init__(self, mapping: Mapping):
        self.mapping = mapping
        self.seen: dict[tuple, int] = {}

    @cached_property
    def units(self) -> dict[str, Unit]:
        """By folded code and name."""
        units = Unit.objects.filter(is_active=True)
        return {fold(name): row for row in units for name in (row.name_sv, row.name_en, row.code) if name}

    @cached_property
    def kinds(self) -> dict[str, NumberKind]:
        return {fold(name): kind for kind in NumberKind for name in (kind.value, str(kind.label))}

    @cached_property
    def divisions(self) -> dict[str, str]:
        named = {fold(name): way.value for way in DividedBy for name in (way.value, str(way.label))}
        return {"": "", **named}

    @cached_property
    def known(self) -> dict[tuple, UniversityNumber]:
        numbers = UniversityNumber.objects.all()
        return {(row.unit_id, row.academic_year, row.kind, row.divided_by, row.part): row for row in numbers}

    def row(self, row) -> RowPlan:
        cells = {target.name: self.mapping.cell(row, target.name).strip() for target in TARGETS}
        plan = RowPlan(row.number, " · ".join(filter(None, [cells["kind"], cells["unit"], cells["year"]])) or "–")
        given = {
            "kind": self.kinds.get(fold(cells["kind"])),
            "unit": self.units.get(fold(cells["unit"])),
            "academic_year": read_year(cells["year"]),
            "divided_by": self.divisions.get(fold(cells["divided_by"])),
            "part": cells["part"],
            "people": read_people(cells["people"]),
            "source": cells["source"],
        }
        plan.refuse(*self.reasons(given, cells), *reasons_of_part(given, cells))
        if not plan.is_refused:
            self.decide(given, plan)
        return plan

    def reasons(self, given, cells):
        """A sentence for each cell that cannot be understood."""
        if given["kind"] is None:
            known = ", ".join(str(kind.label) for kind in NumberKind)
            yield _("“%(text)s” is none of: %(known)s.") % {"text": cells["kind"][:60], "known": known}
        if given["unit"] is None:
            yield _("There is no unit “%(text)s” in use.") % {"text": cells["unit"][:60]}
        if given["academic_year"] is None:
            yield _("“%(text)s” is not an academic year: write it as 2026/27.") % {"text": cells["year"][:60]}
        if given["people"] is None:
            words = {"text": cells["people"][:60], "most": MOST_PEOPLE}
            yield _("“%(text)s” is not a whole number from 0 to %(most)d.") % words
        if not 0 < len(given["source"]) <= LONGEST_SOURCE:
            yield _("Say where the number was read, in at most %(most)s characters.") % {"most": LONGEST_SOURCE}

    def decide(self, given, plan: RowPlan):
        given["part"] = part_said(given["divided_by"], given["part"]) if given["divided_by"] else ""
        key = key_of(given)
        first = self.seen.setdefault(key, plan.number)
        if first != plan.number:
            plan.refuse(_("Row %(row)s says it already.") % {"row": first})
            return
        known, plan.payload = self.known.get(key), given
        if known is None:
            plan.action = RowAction.CREATE
        elif (known.people, known.source) != (given["people"], given["source"]):
            plan.action = RowAction.UPDATE

    def refuse_contradictions(self, plans: list[RowPlan]):
        """A part that would be more than its whole once the file is in: both rows are refused."""
        good = {key_of(row.payload): row for row in plans if row.payload and not row.is_refused}
        people = defaultdict(dict)
        for key, row in self.known.items():
            people[key[:2]][key[2:]] = row.people
        for key, row in good.items():
            people[key[:2]][key[2:]] = row.payload["people"]
        for key, plan in good.items():
            known = {of: count for of, count in people[key[:2]].items() if concerns(key[2:], of)}
            plan.refuse(*contradictions(known))


def key_of(given: dict) -> tuple:
    """Unit and year, then what is counted and of which alone."""
    return given["unit"].pk, given["academic_year"], given["kind"], given["divided_by"], given["part"]


def concerns(number: tuple, other: tuple) -> bool:
    """Whether two numbers of a unit and year can contradict: of the same part, or of the same kind and division."""
    (kind, *of), (other_kind, *other_of) = number, other
    if kind != other_kind:
        return of == other_of and (PART_OF.get(kind) == other_kind or PART_OF.get(other_kind) == kind)
    return of[0] in (other_of[0], "") or other_of[0] == ""


def reasons_of_part(given, cells):
    """Only graduates are divided; a level and a gender are known ones, a programme has a name."""
    way, text = given["divided_by"], {"text": (cells["part"] or cells["divided_by"])[:60]}
    if way is None or (cells["part"] and not way):
        yield _("“%(text)s”: say whether this is a programme, a level or a gender.") % text
    elif way and given["kind"] not in (None, *DIVIDED):
        yield _("Only graduates are divided by programme, level or gender.")
    elif way and part_said(way, cells["part"]) is None:
        yield _("“%(text)s” is no %(division)s known here.") % {**text, "division": str(DividedBy(way).label).lower()}


def read_year(text: str) -> int | None:
    try:
        year = AcademicYear.parse(text).first_year
    except ValueError:
        return None
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def read_people(text: str) -> int | None:
    bare = text.translate({ord(blank): None for blank in BLANKS})
    is_number = bare.isascii() and bare.isdecimal() and len(bare) <= len(str(MOST_PEOPLE))
    return int(bare) if is_number and int(bare) <= MOST_PEOPLE else None
