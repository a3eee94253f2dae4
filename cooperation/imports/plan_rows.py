"""Rows of work plans against the portal as it is: a row describes a plan, a goal of one, or both."""

from django.utils.translation import gettext as _

from agreements.models import Agreement
from cooperation.imports.cells import Cells, days, last_day, whole_number
from cooperation.imports.comparing import changed, label_of, told
from cooperation.imports.known import Known
from cooperation.imports.plan_changes import GoalChange, PlanChange
from cooperation.imports.plan_columns import TARGETS
from cooperation.imports.trial import try_out
from cooperation.models import WorkPlan
from core.errors import PortalError
from core.imports.mapping import Mapping
from core.imports.plans import RowAction, RowPlan
from core.search_text import fold
from core.spreadsheets.table import Row

NEEDED = ("agreement", "unit", "starts_on", "ends_on")


class PlanReading:
    """One sheet of work plans, read for ``actor``. A row leaves with its (``PlanChange``, goal or None), or refused."""

    def __init__(self, mapping: Mapping, actor):
        self.mapping, self.actor, self.known = mapping, actor, Known(actor)
        self.changes: list[PlanChange] = []
        self.goals_seen: dict[tuple, int] = {}

    def read(self, row: Row) -> RowPlan:
        """What becomes of the row."""
        plan = RowPlan(row.number, "–")
        cells = Cells(row, self.mapping, plan, TARGETS)
        plan.title = cells.line("title") or cells.line("text") or "–"
        given = self._given(cells)
        try:
            change = self._change(cells, given)
            if not plan.is_refused:
                self._decide(cells, change)
        except PortalError as error:
            plan.refuse(str(error.sentence))
            self._refuse_plan_of(row.number)
        return plan

    def _given(self, cells: Cells) -> dict:
        given = {name: cells.line(name) for name in ("title", "partner_coordinator") if cells.line(name)}
        given |= {name: cells.text(name) for name in ("purpose", "remarks") if cells.text(name)}
        given |= cells.read_all(
            {"agreement": self.known.agreement, "unit": self.known.unit, "coordinator": self.known.person}
        )
        return given | days(cells)

    def _change(self, cells: Cells, given: dict) -> PlanChange:
        """The plan the row is about: the one above it, one described before, or one that it describes itself."""
        if found := self._described(given):
            if found.is_refused:
                words = {"row": found.first_row}
                raise PortalError(_("Row %(row)s, which describes the work plan, is refused.") % words)
            _refuse_contradictions(found, given)
            return found
        if not given.get("title"):
            raise PortalError(_("The row names no work plan, and none stands above it."))
        existing = self._existing(given)
        agreement = given.get("agreement") or (existing.agreement if existing else None)
        change = PlanChange(existing, agreement, given["title"], given, cells.plan.number)
        self.changes.append(change)
        self._describe(cells, change)
        return change

    def _described(self, given: dict) -> PlanChange | None:
        if not given.get("title"):
            return self.changes[-1] if self.changes else None
        return next((change for change in reversed(self.changes) if _is_about(change, given)), None)

    def _existing(self, given: dict) -> WorkPlan | None:
        """The plan of the title that has a day in the period of the row."""
        found = WorkPlan.objects.filter(title__iexact=given["title"]).select_related("agreement", "unit", "coordinator")
        if agreement := given.get("agreement"):
            found = found.filter(agreement=agreement)
        if "starts_on" in given and "ends_on" in given:
            found = found.filter(starts_on__lte=given["ends_on"], ends_on__gte=given["starts_on"])
        rows = found[:2]
        if len(rows) > 1:
            raise PortalError(_("Several work plans are called “%(title)s”: say under which agreement.") % given)
        return rows[0] if rows else None

    def _describe(self, cells: Cells, change: PlanChange):
        """What the first row of the plan writes of it; tried out with its goal."""
        fields = dict(change.given)
        if change.existing is None:
            if code := self.mapping.option("unit"):
                fields.setdefault("unit", self.known.unit(code))
            missing = [str(cells.labels[name]) for name in NEEDED if name not in fields]
            if missing and not cells.plan.is_refused:
                raise PortalError(_("A new work plan also needs: %(fields)s.") % {"fields": ", ".join(missing)})
        else:
            fields = changed(change.existing, fields)
            cells.plan.notes += told(change.existing, fields)
        change.fields = fields
        change.override_reason = cells.line("override") or self.mapping.option("override_reason").strip()
        if cells.plan.is_refused:
            change.is_refused = True

    def _decide(self, cells: Cells, change: PlanChange):
        plan, is_first = cells.plan, cells.plan.number == change.first_row
        goal = self._goal(cells, change)
        tried = [*change.goals, goal] if goal else change.goals
        has_news = (goal and not goal.is_empty) or (is_first and not change.is_empty)
        if has_news and not plan.is_refused:
            is_new = change.existing is None if is_first else goal.existing is None
            plan.action = RowAction.CREATE if is_new else RowAction.UPDATE
            try_out(plan, lambda reason: change.write(self.actor, reason, tried), change.override_reason, WorkPlan)
        if plan.is_refused:
            change.is_refused = change.is_refused or is_first
            return
        change.goals, plan.payload = tried, (change, goal)

    def _goal(self, cells: Cells, change: PlanChange) -> GoalChange | None:
        text = cells.line("text")
        if not text:
            return None
        mark = (id(change), fold(text))
        if (earlier := self.goals_seen.setdefault(mark, cells.plan.number)) != cells.plan.number:
            raise PortalError(_("Row %(row)s already describes this goal.") % {"row": earlier})
        readers = {"planned_number": whole_number, "due_on": last_day}
        words = {name: meaning for name in ("measure", "activity_kind") if (meaning := cells.meaning(name))}
        fields = {"text": text} | cells.read_all(readers) | words
        done = cells.read_all({"entered_number": whole_number, "entered_on": last_day})
        return self._compared(cells, change.existing, fields, done)

    def _compared(self, cells: Cells, existing: WorkPlan | None, fields: dict, done: dict) -> GoalChange:
        goals = existing.goals.all() if existing else []
        there = next((goal for goal in goals if fold(goal.text) == fold(fields["text"])), None)
        if there:
            fields, done = changed(there, fields | {"text": there.text}), changed(there, done)
            cells.plan.notes += told(there, fields | done)
        entered = {"number": done.get("entered_number"), "on": done.get("entered_on")} if done else {}
        if entered and entered["number"] is None:
            entered["number"] = there.entered_number if there else None
        return GoalChange(there, there.text if there else fields["text"], fields, entered)

    def _refuse_plan_of(self, number: int):
        for change in self.changes:
            change.is_refused = change.is_refused or change.first_row == number


def _is_about(change: PlanChange, given: dict) -> bool:
    """Whether the row means the plan: its title, and nothing that tells it apart from another of that title."""
    if fold(change.title) != fold(given["title"]):
        return False
    agreement: Agreement | None = given.get("agreement")
    if agreement and change.agreement and agreement.pk != change.agreement.pk:
        return False
    return "starts_on" not in given or change.given.get("starts_on", given["starts_on"]) == given["starts_on"]


def _refuse_contradictions(change: PlanChange, given: dict):
    for name, value in given.items():
        if name != "title" and change.given.get(name, value) != value:
            words = {"row": change.first_row, "field": label_of(WorkPlan, name)}
            raise PortalError(_("Row %(row)s says something else of this work plan: %(field)s.") % words)
