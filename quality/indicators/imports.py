"""Values of many follow-ups from one spreadsheet: one row for each indicator of each follow-up."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.imports.importer import Importer
from core.imports.mapping import Mapping, headed
from core.imports.plans import Plan, RowAction, RowPlan
from core.jobs import Progress
from core.search_text import fold
from core.spreadsheets.table import Table
from quality.enums import IndicatorKind, ValueOrigin
from quality.indicators.asking import why_closed
from quality.indicators.numbers import figure_words, read_figure
from quality.indicators.own import own_follow_ups
from quality.indicators.values import Entry, save_values
from quality.models import FollowUp, Indicator, IndicatorValue
from quality.objectives.judging import holds_in
from quality.querysets import RUN
from reference.academic_years import AcademicYear

LONGEST_TEXT, LONGEST_REMARK = 8000, 500

TARGETS = (
    headed("process", gettext_lazy("Process"), "process code, processkod, code", is_required=True),
    headed("unit", gettext_lazy("Unit"), "department, faculty, enhet, institution, unit code", is_required=True),
    headed("year", gettext_lazy("Academic year"), "year, lasar, ar", is_required=True),
    headed("indicator", gettext_lazy("Indicator"), "indicator code, measure, indikator, nyckeltal", is_required=True),
    headed("value", gettext_lazy("Value"), "result, varde, resultat, figure, number", is_required=True),
    headed("remark", gettext_lazy("Remark"), "note, comment, anmarkning, kommentar"),
)


class DataImporter(Importer):
    """Rows name a follow-up that the person runs or was asked to fill in; others are refused, one by one.

    An empty value leaves what is there. Whose rows they are decides, so each import is its person's alone.
    """

    name = "quality-data"
    title = gettext_lazy("Values of indicators")
    description = gettext_lazy("One row for each indicator of a follow-up: process, unit, year, indicator, value.")
    right = RUN
    back_url = "quality:follow_up_list"
    is_personal = True
    targets = TARGETS

    def __init__(self, person=None):
        self.person = person

    def of(self, person):
        return DataImporter(person)

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        reading, rows = Reading(self.person, mapping), []
        for index, row in enumerate(table.rows, start=1):
            rows.append(reading.row(row))
            progress(index, len(table.rows))
        return Plan(rows)

    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        entries: dict[int, dict[int, Entry]] = defaultdict(dict)
        for row in plan.good_rows:
            if row.action != RowAction.UNCHANGED:
                follow_up, indicator, entry = row.payload
                entries[follow_up][indicator] = entry
        for done, (follow_up, written) in enumerate(entries.items(), start=1):
            row = FollowUp.objects.get(pk=follow_up)
            save_values(row, actor=actor, entries=written, origin=ValueOrigin.IMPORTED)
            progress(done, len(entries))


class Reading:
    """What one run knows while it goes through the rows: the person's follow-ups, their values, what is asked."""

    def __init__(self, person, mapping: Mapping):
        self.person, self.mapping = person, mapping
        self.seen: dict[tuple[int, int], int] = {}

    @cached_property
    def follow_ups(self) -> dict[tuple[str, str, int], FollowUp]:
        """By code of the process, code or name of the unit, and year."""
        found = {}
        for row in own_follow_ups(self.person):
            for unit in {row.unit.code, row.unit.name_en, row.unit.name_sv} - {""}:
                found[fold(row.process.code), fold(unit), row.academic_year] = row
        return found

    @cached_property
    def values(self) -> dict[tuple[int, int], IndicatorValue]:
        rows = IndicatorValue.objects.filter(follow_up__in={row.pk for row in self.follow_ups.values()})
        return {(value.follow_up_id, value.indicator_id): value for value in rows}

    @cached_property
    def indicators(self) -> dict[tuple[int, str], Indicator]:
        """By process and code or name."""
        rows = Indicator.objects.filter(process__in={row.process_id for row in self.follow_ups.values()})
        return {
            (row.process_id, fold(name)): row for row in rows for name in (row.name_sv, row.name_en, row.code) if name
        }

    def row(self, row) -> RowPlan:
        cells = {target.name: self.mapping.cell(row, target.name).strip() for target in TARGETS}
        plan = RowPlan(
            row.number, " · ".join(filter(None, [cells["process"], cells["unit"], cells["indicator"]])) or "–"
        )
        follow_up = self.follow_up(cells, plan)
        indicator = self.indicator(cells, follow_up, plan) if follow_up else None
        if follow_up and indicator:
            plan.title = f"{follow_up} · {indicator.name}"
            self.refuse_twice(follow_up, indicator, plan)
            self.entry(cells, follow_up, indicator, plan)
        return plan

    def follow_up(self, cells, plan: RowPlan) -> FollowUp | None:
        try:
            year = AcademicYear.parse(cells["year"])
        except ValueError:
            plan.refuse(_("“%(text)s” is not an academic year: write it as 2026/27.") % {"text": cells["year"]})
            return None
        found = self.follow_ups.get((fold(cells["process"]), fold(cells["unit"]), year.first_year))
        if found is None:
            plan.refuse(_("No follow-up of this process, unit and year is yours to fill in."))
        elif sentence := why_closed(found):
            plan.refuse(sentence)
        return found

    def indicator(self, cells, follow_up: FollowUp, plan: RowPlan) -> Indicator | None:
        found = self.indicators.get((follow_up.process_id, fold(cells["indicator"])))
        if found is None or not holds_in(found, follow_up.academic_year):
            plan.refuse(_("The follow-up does not ask for “%(text)s”.") % {"text": cells["indicator"][:60]})
            return None
        if found.figure:
            plan.refuse(_("The portal computes this itself."))
        if found.kind == IndicatorKind.FILE:
            plan.refuse(_("A file is uploaded on the page of the follow-up."))
        return found

    def refuse_twice(self, follow_up: FollowUp, indicator: Indicator, plan: RowPlan):
        first = self.seen.setdefault((follow_up.pk, indicator.pk), plan.number)
        if first != plan.number:
            plan.refuse(_("Row %(row)s says it already.") % {"row": first})

    def entry(self, cells, follow_up: FollowUp, indicator: Indicator, plan: RowPlan):
        before = Entry.of(self.values.get((follow_up.pk, indicator.pk)))
        number, text = before.number, before.text
        try:
            if cells["value"] and indicator.has_figure:
                number = read_figure(cells["value"], is_share=indicator.is_share)
            elif cells["value"]:
                text = cells["value"]
        except ValidationError as error:
            plan.refuse(*error.messages)
        if len(text) > LONGEST_TEXT or len(cells["remark"]) > LONGEST_REMARK:
            plan.refuse(_("“%(value)s…” is too long.") % {"value": (cells["remark"] or text)[:40]})
        if plan.is_refused:
            return
        if indicator.is_share and number and number != before.number and 0 < number < 1:
            words = {"figure": figure_words(number, indicator)}
            plan.doubts.append(
                _("This is taken as %(figure)s: a share is written in per cent, not as a fraction.") % words
            )
        entry = Entry(number, text, cells["remark"] or before.note)
        plan.payload = (follow_up.pk, indicator.pk, entry)
        if entry != before:
            plan.action = RowAction.CREATE if before.is_empty else RowAction.UPDATE
