"""Contacts of partners, from a list that somebody kept: new ones come in, those known by their address are renewed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.imports.importer import Importer
from core.imports.mapping import Mapping, MappingIncomplete
from core.imports.plans import Plan, RowAction
from core.jobs import Progress
from core.spreadsheets.table import Table
from partners.imports.contacts.columns import TARGETS, VOCABULARIES
from partners.imports.contacts.rows import ContactReading
from partners.services.contacts import write_contacts


class ContactImporter(Importer):
    """The same address at the same partner is the same contact; an empty cell says nothing; nobody is taken away."""

    name = "contacts"
    title = gettext_lazy("Contacts of partners")
    description = gettext_lazy("A spreadsheet of people and offices at partners, one in each row.")
    right = "partners.import_institution"
    back_url = "partners:institution_list"
    back_query = "scope=all"
    has_mapping = True
    targets = TARGETS
    vocabularies = VOCABULARIES

    def check(self, table: Table, mapping: Mapping):
        super().check(table, mapping)
        if not any(mapping.columns.get(name) for name in ("code", "partner")):
            raise MappingIncomplete(_("Please choose the column that says which partner the contact belongs to."))
        if not any(mapping.columns.get(name) for name in ("name", "last_name", "email")):
            raise MappingIncomplete(_("Please choose the column of the name or of the e-mail address."))

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        reading = ContactReading(table, mapping)
        rows = []
        for index, row in enumerate(table.rows, start=1):
            rows.append(reading.read(row))
            progress(index, len(table.rows))
        plan = Plan(rows)
        partners = {row.payload.contact.institution_id for row in plan.good_rows}
        if partners:
            words = ngettext("partner they belong to", "partners they belong to", len(partners))
            plan.facts = [(words, len(partners))]
        if rows and plan.changes_nothing and not plan.refused_rows:
            plan.remarks.append(_("The portal has all of these contacts already: nothing is to be changed."))
        return plan

    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        written = [row for row in plan.good_rows if row.action in (RowAction.CREATE, RowAction.UPDATE)]
        write_contacts([row.payload for row in written], actor=actor)
        progress(len(plan.rows), len(plan.rows))
