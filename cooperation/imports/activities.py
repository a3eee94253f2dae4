"""Activities from a list: new ones come in, those known are renewed, nothing is taken out."""

from copy import copy

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cooperation.imports.activity_columns import OPTIONS, TARGETS, VOCABULARIES
from cooperation.imports.activity_rows import ActivityReading
from cooperation.rights import IMPORT
from core.imports.importer import Importer
from core.imports.mapping import Mapping
from core.imports.plans import Plan, RowAction
from core.jobs import Progress
from core.spreadsheets.table import Table


class ActivityImporter(Importer):
    """A row means the activity of its reference, else of its title, first day and unit; an empty cell says nothing.

    What was told (who came, what it cost) confirms an activity and records that it was held.
    """

    name = "activities"
    title = gettext_lazy("Activities")
    description = gettext_lazy("What is done under agreements, one activity in each row, planned and as it was.")
    right = IMPORT
    back_url = "cooperation:activity_list"
    has_mapping = True
    targets = TARGETS
    options = OPTIONS
    vocabularies = VOCABULARIES
    person = None

    def of(self, person) -> "ActivityImporter":
        """Rows are tried out as the person who takes them in."""
        importer = copy(self)
        importer.person = person
        return importer

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        reading, rows = ActivityReading(mapping, self.person), []
        for index, row in enumerate(table.rows, start=1):
            rows.append(reading.read(row))
            progress(index, len(table.rows))
        plan = Plan(rows)
        told = sum(1 for row in plan.good_rows if row.payload.told)
        if told:
            plan.facts = [(ngettext("is recorded as held", "are recorded as held", told), told)]
        if rows and plan.changes_nothing and not plan.refused_rows:
            plan.remarks.append(_("The portal has all of these activities already: nothing is to be changed."))
        return plan

    @transaction.atomic
    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        written = [row for row in plan.good_rows if row.action in (RowAction.CREATE, RowAction.UPDATE)]
        for index, row in enumerate(written, start=1):
            row.payload.write(actor, row.payload.override_reason)
            progress(index, len(written))
