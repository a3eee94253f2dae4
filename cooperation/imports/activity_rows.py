"""Rows of activities against the portal as it is: which each means, and what becomes of it."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.activities import doi
from cooperation.activities.enums import ActivityKind, PartnerRole
from cooperation.activities.partners import PartnerValues
from cooperation.activities.querysets import PEOPLE
from cooperation.imports.activity_changes import ActivityChange
from cooperation.imports.activity_columns import TARGETS
from cooperation.imports.cells import Cells, days, euro, whole_number
from cooperation.imports.comparing import changed, told
from cooperation.imports.known import Known
from cooperation.imports.trial import try_out
from cooperation.models import Activity
from core.errors import PortalError
from core.imports.mapping import Mapping
from core.imports.plans import RowAction, RowPlan
from core.search_text import fold
from core.spreadsheets.table import Row

LINES = ("reference", "title", "specialisation", "place", "city", "funding_source", "link")
TEXTS = ("description", "remarks")
NEEDED = ("title", "kind", "unit", "starts_on")


class ActivityReading:
    """One sheet of activities, read for ``actor``. Each row leaves with its ``ActivityChange``, or refused."""

    def __init__(self, mapping: Mapping, actor):
        self.mapping, self.actor, self.known = mapping, actor, Known(actor)
        self.seen: dict[tuple, int] = {}
        counts = {f"planned_{who}": whole_number for who in PEOPLE}
        self.readers = {
            "unit": self.known.unit,
            "coordinator": self.known.person,
            "agreement": self.known.agreement,
            "network": self.known.network,
            "country": self.known.country,
            "edition": whole_number,
            "planned_cost": euro,
            **counts,
        }
        self.told_readers = {f"actual_{who}": whole_number for who in PEOPLE} | {"actual_cost": euro}

    def read(self, row: Row) -> RowPlan:
        """What becomes of the row."""
        plan = RowPlan(row.number, "–")
        cells = Cells(row, self.mapping, plan, TARGETS)
        plan.title = cells.line("title") or cells.line("reference") or "–"
        values, actual = self._values(cells), self._told(cells)
        partners, dois = self._partners(cells), self._dois(cells)
        if not plan.is_refused:
            try:
                self._decide(cells, values, partners, actual, dois)
            except PortalError as error:
                plan.refuse(str(error.sentence))
        return plan

    def _values(self, cells: Cells) -> dict:
        values = {name: cells.line(name) for name in LINES if cells.line(name)}
        values |= {name: cells.text(name) for name in TEXTS if cells.text(name)}
        values |= {name: meaning for name in ("kind", "direction") if (meaning := cells.meaning(name))}
        values |= cells.read_all(self.readers) | days(cells)
        if "unit" not in values and (code := self.mapping.option("unit")) and not cells.line("unit"):
            values["unit"] = self.known.unit(code)
        return values | self._under(cells, values)

    def _under(self, cells: Cells, values: dict) -> dict:
        """The work plan, whose agreement the row may name but not contradict, and the series."""
        agreement, on = values.get("agreement"), values.get("starts_on")
        plan = cells.read("plan", lambda written: self.known.plan(written, agreement, on))
        series = cells.read("series", lambda written: self.known.series(written, values.get("unit")))
        if plan and agreement and plan.agreement_id != agreement.pk:
            words = {"plan": plan, "agreement": plan.agreement}
            cells.plan.refuse(_("“%(plan)s” carries out another agreement: “%(agreement)s”.") % words)
        found = {"plan": plan, "agreement": plan.agreement if plan else None, "series": series}
        return {name: value for name, value in found.items() if value}

    def _told(self, cells: Cells) -> dict:
        report = {"report": cells.text("report")} if cells.text("report") else {}
        return cells.read_all(self.told_readers) | report

    def _partners(self, cells: Cells) -> list[PartnerValues]:
        role, found = cells.meaning("role") or PartnerRole.CO_ORGANISER, {}
        for written in cells.several("partners"):
            whose = self.known.whose(written, cells.line("country_of_partners"))
            cells.plan.doubts.extend(whose.doubts)
            if whose.partner is None:
                cells.plan.refuse(whose.refusal)
                continue
            institution = self.known.institution(whose.partner.pk)
            if not institution.is_home:
                found[institution.pk] = PartnerValues(institution, role)
        return list(found.values())

    def _dois(self, cells: Cells) -> list[str]:
        found = []
        for written in cells.several("doi"):
            try:
                found.append(doi.normalised(written))
            except ValidationError as error:
                cells.plan.refuse(f"“{written[:60]}”: {error.messages[0]}")
        return list(dict.fromkeys(filter(None, found)))

    def _decide(self, cells: Cells, values: dict, partners: list, actual: dict, dois: list):
        plan, existing = cells.plan, self._existing(values)
        self._refuse_twice(plan.number, values, existing)
        _fill_gaps(values, existing, cells.labels)
        _drop_direction(values, existing)
        _refuse_before_it_was_held(actual, values.get("starts_on") or existing.starts_on)
        change = ActivityChange(existing, values, partners, actual, dois)
        if existing:
            _leave_what_is_there(change, has_role=bool(cells.line("role")))
            plan.notes += told(existing, change.fields | change.told)
            plan.notes += [_("Takes part: %(partner)s") % {"partner": row.institution} for row in change.partners]
        plan.payload = change
        if change.is_empty:
            return
        plan.action = RowAction.UPDATE if existing else RowAction.CREATE
        change.override_reason = cells.line("override") or self.mapping.option("override_reason").strip()
        try_out(plan, lambda reason: change.write(self.actor, reason), change.override_reason, Activity)

    def _existing(self, values: dict) -> Activity | None:
        """The one with the reference; else the one of the title, the day and the unit that has no other."""
        known = Activity.objects.select_related("unit", "agreement", "plan", "series")
        reference = values.get("reference", "")
        if reference and (found := known.filter(reference=reference).first()):
            return found
        if not {"title", "starts_on", "unit"} <= values.keys():
            return None
        same = known.filter(title__iexact=values["title"], starts_on=values["starts_on"], unit=values["unit"])
        return (same.filter(reference="") if reference else same).first()

    def _refuse_twice(self, number: int, values: dict, existing: Activity | None):
        marks = [_mark(values, existing)]
        if values.get("series") and values.get("edition"):
            marks.append(("edition", values["series"].pk, values["edition"]))
        for mark in marks:
            if (earlier := self.seen.setdefault(mark, number)) != number:
                raise PortalError(_("Row %(row)s already describes this activity.") % {"row": earlier})


def _mark(values: dict, existing: Activity | None) -> tuple:
    """By what a second row of the file would mean the same activity."""
    if existing:
        return ("activity", existing.pk)
    if reference := values.get("reference"):
        return ("reference", reference)
    return (fold(values.get("title", "")), values.get("unit"), values.get("starts_on"))


def _fill_gaps(values: dict, existing: Activity | None, labels: dict):
    """What a new activity needs; one without a last day ends on its first."""
    if existing:
        return
    if missing := [str(labels[name]) for name in NEEDED if name not in values]:
        raise PortalError(_("A new activity also needs: %(fields)s.") % {"fields": ", ".join(missing)})
    values.setdefault("ends_on", values["starts_on"])


def _drop_direction(values: dict, existing: Activity | None):
    """A kind that has no direction keeps none, whatever the file says."""
    if (values.get("kind") or existing.kind) not in ActivityKind.has_direction:
        values.pop("direction", None)


def _refuse_before_it_was_held(actual: dict, starts_on):
    if actual and starts_on > timezone.localdate():
        sentence = _("It begins on %(day)s: how it was can be told once it has been held.")
        raise PortalError(sentence % {"day": date_format(starts_on)})


def _leave_what_is_there(change: ActivityChange, *, has_role: bool):
    """Take out of the change what the activity has already."""
    existing = change.existing
    change.fields, change.told = changed(existing, change.fields), changed(existing, change.told)
    there = {row.institution_id: row.role for row in existing.partners.all()}
    change.partners = [
        row
        for row in change.partners
        if row.institution.pk not in there or (has_role and there[row.institution.pk] != row.role)
    ]
    published = set(existing.outputs.values_list("doi", flat=True))
    change.dois = [each for each in change.dois if each not in published]
