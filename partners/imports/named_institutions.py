"""Names of institutions on a public list (DD-07), taken in as they are written."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.imports.importer import Importer
from core.imports.mapping import Mapping, Option, Target
from core.imports.plans import Plan, RowAction, RowPlan
from core.jobs import Progress
from core.search_text import fold
from core.spreadsheets.table import Table
from partners.imports.charter_rows import day_of
from partners.models import NamedInstitution, NamedList
from partners.named_institutions import bearers_of
from partners.services.restrictions import add_names
from reference.countries import CountryNames

LONGEST_NAME = 300


def lists() -> list[tuple[str, str]]:
    return [(row.code, str(row)) for row in NamedList.objects.all()]


def not_a_country(value: str) -> str | None:
    known = CountryNames().recognise(value)
    return None if known else _("“%(value)s” is not a country the portal knows.") % {"value": value}


class NamedInstitutionImporter(Importer):
    """A name is the same as one on the list when its words are, accents and capitals aside; nothing is taken off."""

    name = "named_institutions"
    title = gettext_lazy("Named institutions of a public list")
    description = gettext_lazy(
        "The names of a decision that bars agreements, one in each row, as the decision has them."
    )
    right = "partners.import_named_institution"
    back_url = "partners:named_institution_list"
    has_mapping = True
    targets = (
        Target(
            "name", gettext_lazy("Name"), ("name", "institution", "university", "namn", "larosate"), is_required=True
        ),
        Target("country", gettext_lazy("Country"), ("country", "land", "country code")),
        Target("valid_from", gettext_lazy("Valid from"), ("valid from", "from", "since", "galler fran", "fran")),
        Target("valid_to", gettext_lazy("Valid to"), ("valid to", "to", "until", "galler till", "till")),
        Target("source", gettext_lazy("Source"), ("source", "kalla", "reference")),
    )
    options = (
        Option("list", gettext_lazy("Which list"), choices=lists, is_required=True),
        Option(
            "country",
            gettext_lazy("Country of rows that name none"),
            gettext_lazy("Its name or its two letters."),
            check=not_a_country,
        ),
    )

    def propose(self, table: Table, *, file_name: str = "") -> Mapping:
        mapping = super().propose(table, file_name=file_name)
        known = lists()
        if len(known) == 1:
            mapping.options["list"] = known[0][0]
        return mapping

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        reading = Reading(mapping)
        rows = []
        for index, row in enumerate(table.rows, start=1):
            cells = {target.name: " ".join(mapping.cell(row, target.name).split()) for target in self.targets}
            rows.append(reading.row(row.number, cells))
            progress(index, len(table.rows))
        reading.say_who_is_meant(rows)
        plan = Plan(rows)
        plan.remarks.append(_("Names already on the list stay, also those that this file does not have."))
        return plan

    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        add_names(row.payload for row in plan.good_rows if row.action == RowAction.CREATE)
        progress(len(plan.rows), len(plan.rows))


class Reading:
    """What one run knows while it goes through the rows."""

    def __init__(self, mapping: Mapping):
        self.list = NamedList.objects.get(code=mapping.option("list"))
        self.countries = CountryNames()
        self.default_country = self.countries.recognise(mapping.option("country"))
        names = NamedInstitution.objects.filter(named_list=self.list)
        self.known = set(names.values_list("country", "folded_name"))
        self.seen: dict[tuple, int] = {}

    def row(self, number: int, cells: dict[str, str]) -> RowPlan:
        plan = RowPlan(number, cells["name"] or "–")
        country = self.countries.recognise(cells["country"]) if cells["country"] else self.default_country
        days = {name: day_of(cells[name][:10]) for name in ("valid_from", "valid_to")}
        plan.refuse(*self._reasons(number, cells, country, days))
        if plan.is_refused:
            return plan
        named = NamedInstitution(
            named_list=self.list,
            name=cells["name"],
            country=country,
            folded_name=fold(cells["name"]),
            valid_from=days["valid_from"] or self.list.valid_from,
            valid_to=days["valid_to"],
            source=cells["source"][:250],
        )
        if (country.pk, named.folded_name) not in self.known:
            plan.action, plan.payload = RowAction.CREATE, named
        return plan

    def _reasons(self, number: int, cells, country, days: dict[str, date | None]):
        if not fold(cells["name"]):
            yield _("The name is missing.")
        if len(cells["name"]) > LONGEST_NAME:
            yield _("A name has at most %(most)d characters.") % {"most": LONGEST_NAME}
        if country is None:
            yield _("“%(value)s” is not a country the portal knows.") % {"value": cells["country"]}
        yield from (
            _("“%(value)s” is not a date.") % {"value": cells[name]}
            for name, day in days.items()
            if cells[name] and day is None
        )
        first = days["valid_from"] or self.list.valid_from
        if days["valid_to"] and days["valid_to"] < first:
            yield _("It ends before it begins on %(day)s.") % {"day": date_format(first)}
        key = (country, fold(cells["name"]))
        if key[1] and self.seen.setdefault(key, number) != number:
            yield _("Row %(row)s already has this name.") % {"row": self.seen[key]}

    @staticmethod
    def say_who_is_meant(rows: list[RowPlan]):
        """Which institutions of the register bear the new names, so that nobody is surprised."""
        new = [row for row in rows if row.payload]
        for number, row in enumerate(new):
            row.payload.pk = -number - 1  # only for the question; the rows are written without
        bearers = bearers_of([row.payload for row in new])
        for row in new:
            meant = bearers.get(row.payload.pk, [])
            row.payload.pk = None
            row.notes += [_("In our register: %(name)s.") % {"name": institution} for institution in meant]
            if not meant:
                row.doubts.append(_("No institution of our register has this name."))
