"""Members of networks from a list: new ones come in, those known are renewed, nobody is taken out."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.imports.importer import Importer
from core.imports.mapping import Mapping, MappingIncomplete
from core.imports.plans import Plan, RowAction
from core.jobs import Progress
from core.spreadsheets.table import Table
from networks.imports.columns import OPTIONS, TARGETS, VOCABULARIES
from networks.imports.rows import MemberChange, MemberReading
from networks.querysets import CHANGE
from networks.services.memberships import add_member, change_member
from partners.models import Institution


class MemberImporter(Importer):
    """A membership of the same institution and first day is the same one; an empty cell says nothing."""

    name = "network-members"
    title = gettext_lazy("Members of networks")
    description = gettext_lazy("Who belongs to a network, one institution in each row; of one network or of several.")
    right = CHANGE
    back_url = "networks:network_list"
    has_mapping = True
    targets = TARGETS
    options = OPTIONS
    vocabularies = VOCABULARIES

    def check(self, table: Table, mapping: Mapping):
        super().check(table, mapping)
        if not any(mapping.columns.get(name) for name in ("code", "institution", "native")):
            raise MappingIncomplete(_("Please choose the column that says which institution is meant."))
        if not mapping.columns.get("network") and not mapping.option("network"):
            raise MappingIncomplete(_("Please choose the network, or the column that names it."))

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        reading = MemberReading(table, mapping)
        rows = []
        for index, row in enumerate(table.rows, start=1):
            rows.append(reading.read(row))
            progress(index, len(table.rows))
        plan = Plan(rows)
        if found := {row.payload.network.pk for row in plan.good_rows}:
            plan.facts = [(ngettext("network", "networks", len(found)), len(found))]
        if rows and plan.changes_nothing and not plan.refused_rows:
            plan.remarks.append(_("The portal has all of these members already: nothing is to be changed."))
        return plan

    @transaction.atomic
    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        written = [row for row in plan.good_rows if row.action in (RowAction.CREATE, RowAction.UPDATE)]
        institutions = Institution.objects.in_bulk({row.payload.institution for row in written})
        for index, row in enumerate(written, start=1):
            _write(row.payload, institutions, actor)
            progress(index, len(written))


def _write(change: MemberChange, institutions: dict[int, Institution], actor):
    if change.existing:
        change_member(change.existing, actor=actor, **change.fields)
    else:
        add_member(change.network, actor=actor, institution=institutions[change.institution], **change.fields)
