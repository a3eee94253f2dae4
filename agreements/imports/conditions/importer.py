"""Conditions of agreements that are in the portal, from a sheet of their own or beside the agreements of a register."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.imports.conditions.columns import OPTIONS, TARGETS
from agreements.imports.conditions.rows import ConditionReading
from agreements.imports.conditions.settling import settle
from agreements.imports.conditions.words import VOCABULARIES
from agreements.imports.conditions.writing import write
from core.imports.importer import Importer
from core.imports.mapping import Mapping
from core.imports.plans import Plan, RowAction
from core.jobs import Progress
from core.spreadsheets.table import Table
from partners.services import home_institution


class ConditionImporter(Importer):
    """A row is one direction, as other systems export them, or both. What is there already is known by what it says,
    by its fields, or by the number the portal's own export gives it; an empty cell says nothing.
    """

    name = "conditions"
    title = gettext_lazy("Conditions of agreements")
    description = gettext_lazy("A spreadsheet of who goes where: a row for each direction, or for both ways.")
    right = "agreements.import_agreement"
    back_url = "agreements:agreement_list"
    back_query = "ended=shown"
    has_mapping = True
    targets = TARGETS
    options = OPTIONS
    vocabularies = VOCABULARIES

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        reading = ConditionReading(table, mapping, home=home_institution())
        rows = []
        for index, row in enumerate(table.rows, start=1):
            rows.append(reading.read(row))
            progress(index, len(table.rows))
        settle(reading)
        plan = Plan(rows, payload=reading)
        good = [spec for spec in reading.specs if not spec.plan.is_refused]
        facts = [
            (_("new conditions"), sum(1 for spec in good if spec.is_new)),
            (_("agreements they belong to"), len({spec.known.agreement.pk for spec in good})),
        ]
        plan.facts = [(label, count) for label, count in facts if count]
        return plan

    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        chosen = {id(row) for row in plan.good_rows if row.action in (RowAction.CREATE, RowAction.UPDATE)}
        write([spec for spec in plan.payload.specs if id(spec.plan) in chosen], actor=actor, progress=progress)
