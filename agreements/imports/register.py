"""A register of agreements as somebody kept it before the portal: any columns, any words."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import AgreementKind
from agreements.imports.kinds import programmes_in, propose_kind
from agreements.imports.register_changes import look_again, write_changes
from agreements.imports.register_columns import TARGETS
from agreements.imports.register_families import settle_families
from agreements.imports.register_options import OPTIONS
from agreements.imports.register_reading import Reading
from agreements.imports.register_rows import plan_row
from agreements.imports.register_words import NEW_TAG, VOCABULARIES, units
from agreements.imports.register_writing import write
from core.imports.importer import Importer
from core.imports.mapping import LEAVE_OUT, Mapping, MappingIncomplete
from core.imports.plans import Plan, RowAction
from core.jobs import Progress
from core.search_text import fold
from core.spreadsheets.table import Table
from partners.services import home_institution
from reference.countries import CountryNames
from reference.models import Country


class RegisterImporter(Importer):
    """One agreement for each programme a row names, with the partner found or added.

    A row is known again by source, kind, partner, partner's unit and programme, or by its number; what is already in
    the portal is left as people keep it there and differences are told, unless the office says to take them over.
    """

    name = "register"
    title = gettext_lazy("Register of agreements")
    description = gettext_lazy("A spreadsheet of agreements, one row each. You say what its columns and words mean.")
    right = "agreements.import_agreement"
    back_url = "agreements:agreement_list"
    back_query = "ended=shown"  # an old register is mostly ended agreements
    has_mapping = True
    targets = TARGETS
    options = OPTIONS
    vocabularies = VOCABULARIES

    def propose(self, table: Table, *, file_name: str = "") -> Mapping:
        mapping = super().propose(table, file_name=file_name)
        mapping.options["source"] = file_name.rsplit(".", 1)[0].replace("_", " ").strip()[:60] or "register"
        if choices := units():
            mapping.options["responsible_unit"] = choices[0][0]
        return mapping

    def propose_values(self, table: Table, mapping: Mapping) -> dict[str, dict[str, str]]:
        countries = self._propose_countries(table, mapping)
        kinds = self._propose_kinds(table, mapping, countries)
        return super().propose_values(table, mapping) | {"country": countries, "programme": kinds}

    def _propose_countries(self, table: Table, mapping: Mapping) -> dict[str, str]:
        names = CountryNames()
        recognised = {value: names.recognise(value) for value in self.values_to_map("country", table, mapping)}
        return {value: country.pk for value, country in recognised.items() if country}

    def _propose_kinds(self, table: Table, mapping: Mapping, meanings: dict[str, str]) -> dict[str, str]:
        inside = set(Country.objects.programme_countries(timezone.localdate().year).values_list("pk", flat=True))
        countries: dict[str, Counter] = {}
        for row in table.rows:
            country = meanings.get(mapping.cell(row, "country"), "")
            for programme in programmes_in(mapping.cell(row, "programme")):
                countries.setdefault(programme, Counter())[country] += 1
        proposed = {programme: propose_kind(programme, where, inside) for programme, where in countries.items()}
        return {programme: kind for programme, kind in proposed.items() if kind}

    def value_choices(self, target: str) -> list[tuple[str, str]]:
        if target == "country":
            return [(country.pk, country.name) for country in Country.objects.by_name()]
        if target == "programme":
            kinds = [(str(value), str(label)) for value, label in AgreementKind.choices]
            return [*kinds, (LEAVE_OUT, _("Leave these rows out"))]
        return super().value_choices(target)

    def words_in(self, target: str, cell: str) -> list[str]:
        return programmes_in(cell) if target == "programme" else super().words_in(target, cell)

    def check(self, table: Table, mapping: Mapping):
        if not units():
            raise MappingIncomplete(
                _("There is no unit yet that could keep the agreements. Add your university's units first.")
            )
        super().check(table, mapping)

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        reading = Reading.begin(mapping, home=home_institution(), today=timezone.localdate(), file_name=file_name)
        rows = []
        for index, row in enumerate(table.rows, start=1):
            rows.append(plan_row(row, reading))
            progress(index, len(table.rows))
        settle_families(rows, reading)
        look_again(reading)
        plan = Plan(rows, payload=reading)
        self._summarise(plan, reading, table, mapping)
        return plan

    def _summarise(self, plan: Plan, reading: Reading, table: Table, mapping: Mapping):
        drafts = [draft for row in plan.good_rows for draft in row.payload or ()]
        facts = [
            (_("new agreements"), len(drafts)),
            (_("of them already ended"), sum(1 for draft in drafts if draft.has_ended)),
            (_("partners found in the portal"), len(reading.found)),
            (_("new partners"), len({id(draft.partner) for draft in drafts if draft.partner.is_new})),
            (_("new tags"), len({tag for draft in drafts for tag in draft.terms.tags if tag.startswith(NEW_TAG)})),
        ]
        plan.facts = [(label, count) for label, count in facts if count]
        used = set(mapping.columns.values())
        unused = [column for column in table.columns if column not in used and table.values_of(column)]
        if unused:
            plan.remarks.append(_("Columns that are not taken: %(columns)s.") % {"columns": ", ".join(unused)})
        if table.encoding and fold(table.encoding) not in ("utf 8", "utf 16", "ascii"):
            words = {"encoding": table.encoding}
            plan.remarks.append(_("The letters were read as %(encoding)s; please check some names.") % words)
        if plan.rows and all(row.action == RowAction.UNCHANGED for row in plan.rows):
            plan.remarks.append(_("Every agreement of this file is already in the portal: nothing is to be changed."))

    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        write([draft for row in plan.good_rows for draft in row.payload or ()], plan.payload, progress=progress)
        write_changes(plan.payload, actor=actor)
