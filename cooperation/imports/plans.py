"""Work plans with their goals from a list: new ones come in, those known are renewed, nothing is taken out."""

from copy import copy

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cooperation.imports.plan_columns import OPTIONS, TARGETS, VOCABULARIES
from cooperation.imports.plan_rows import PlanReading
from cooperation.rights import IMPORT
from core.imports.importer import Importer
from core.imports.mapping import Mapping
from core.imports.plans import Plan, RowAction
from core.jobs import Progress
from core.spreadsheets.table import Table


class PlanImporter(Importer):
    """One row for each goal; the first row of a plan describes it, those below it may leave its cells empty."""

    name = "work-plans"
    title = gettext_lazy("Work plans")
    description = gettext_lazy("Work plans under agreements with their goals, one goal in each row.")
    right = IMPORT
    back_url = "cooperation:plan_list"
    has_mapping = True
    targets = TARGETS
    options = OPTIONS
    vocabularies = VOCABULARIES
    person = None

    def of(self, person) -> "PlanImporter":
        """Rows are tried out as the person who takes them in."""
        importer = copy(self)
        importer.person = person
        return importer

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        reading, rows = PlanReading(mapping, self.person), []
        for index, row in enumerate(table.rows, start=1):
            rows.append(reading.read(row))
            progress(index, len(table.rows))
        plan = Plan(rows)
        count = len({id(row.payload[0]) for row in plan.good_rows})
        if count:
            plan.facts = [(ngettext("work plan", "work plans", count), count)]
        if rows and plan.changes_nothing and not plan.refused_rows:
            plan.remarks.append(_("The portal has all of these work plans already: nothing is to be changed."))
        return plan

    @transaction.atomic
    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        written = [row for row in plan.good_rows if row.action in (RowAction.CREATE, RowAction.UPDATE)]
        changes = list({id(row.payload[0]): row.payload[0] for row in written}.values())
        for index, change in enumerate(changes, start=1):
            change.write(actor, change.override_reason)
            progress(index, len(changes))
