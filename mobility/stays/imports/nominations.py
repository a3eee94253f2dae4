"""A partner's list of the people it nominates to us, as the partner keeps it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import history
from core.imports.importer import Importer
from core.imports.mapping import Mapping
from core.imports.plans import Plan, RowAction
from core.jobs import Progress
from core.spreadsheets.table import Table
from mobility.stays.imports.columns import OPTIONS, TARGETS, VOCABULARIES, years
from mobility.stays.imports.rows import Reading
from mobility.stays.writing import nominate


class NominationImporter(Importer):
    """One row for each person. Who is nominated for the same term already is left; a mistake refuses its row alone."""

    name = "nominations"
    title = gettext_lazy("Nominations from a partner")
    description = gettext_lazy("A partner's list of students, one row each, as the partner keeps it.")
    right = "mobility.import_mobility"
    back_url = "mobility:mobility_list"
    back_query = "state=nominated&direction=incoming"
    has_mapping = True
    targets = TARGETS
    options = OPTIONS
    vocabularies = VOCABULARIES

    def propose(self, table: Table, *, file_name: str = "") -> Mapping:
        mapping = super().propose(table, file_name=file_name)
        mapping.options.setdefault("academic_year", years()[1][0])
        return mapping

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        reading = Reading(mapping)
        rows = []
        for index, row in enumerate(table.rows, start=1):
            rows.append(reading.row(row))
            progress(index, len(table.rows))
        plan = Plan(rows)
        count = sum(1 for row in rows if row.action == RowAction.CREATE)
        plan.facts = [(_("new nominations"), count)] if count else []
        return plan

    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        new = [row for row in plan.good_rows if row.action == RowAction.CREATE]
        with history.because(_("From the partner's list.")):
            for done, row in enumerate(new, start=1):
                person, facts = row.payload
                nominate(actor=actor, person=person, is_another=True, **facts)
                progress(done, len(new))
