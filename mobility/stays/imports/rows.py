"""One row of a list of nominated people, understood or refused."""

from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.models import Unit
from core.imports.days import NotADay, start_day
from core.imports.mapping import Mapping
from core.imports.plans import RowAction, RowPlan
from core.search_text import fold
from mobility.enums import Direction
from mobility.models import Scheme
from mobility.stays.arriving import condition_for, nominated_already
from mobility.stays.imports.columns import TARGETS
from mobility.stays.people import Person, is_certainly, people_like
from partners.models import Alias, Institution
from reference.countries import CountryNames
from reference.models import IscedField

LONGEST_NAME = 100


class Reading:
    """What one run knows while it goes through the rows."""

    def __init__(self, mapping: Mapping):
        self.mapping = mapping
        self.unit = Unit.objects.get(pk=mapping.option("unit"))
        self.scheme = Scheme.objects.get(pk=mapping.option("scheme"))
        self.activity, self.term = mapping.option("activity"), mapping.option("term")
        self.year = int(mapping.option("academic_year"))
        self.countries = CountryNames()
        self.seen: dict[tuple, int] = {}

    @cached_property
    def partners(self) -> dict[str, Institution]:
        """Partners by code without blanks, and by every folded name."""
        rows = Institution.objects.partners()
        found = {fold(row.name): row for row in rows}
        known = {row.pk: row for row in rows}
        aliases = Alias.objects.filter(institution__in=known).values_list("name", "institution")
        found |= {fold(name): known[key] for name, key in aliases}
        return found | {code_of(row.erasmus_code): row for row in rows if row.erasmus_code}

    @cached_property
    def default_partner(self) -> Institution | None:
        key = self.mapping.option("partner")
        return Institution.objects.filter(pk=key).first() if key else None

    @cached_property
    def fields(self) -> dict[str, IscedField]:
        rows = list(IscedField.objects.all())
        return {fold(name): row for row in rows for name in (row.code, row.name_en, row.name_sv) if name}

    def row(self, row) -> RowPlan:
        cells = {target.name: " ".join(self.mapping.cell(row, target.name).split()) for target in TARGETS}
        given, family = names_of(cells)
        plan = RowPlan(row.number, f"{given} {family}".strip() or "–")
        facts = {"partner": self.partner(cells["partner"], plan), **self.days(cells, plan)}
        person = self.person(cells, given, family, plan)
        if not plan.is_refused:
            self.settle(plan, person, facts | {"eqf_level": self.level(cells), **self.field(cells, plan)})
        return plan

    def person(self, cells, given: str, family: str, plan: RowPlan) -> Person:
        if not (given and family):
            plan.refuse(_("Given name and family name are needed."))
        if max(len(given), len(family)) > LONGEST_NAME:
            plan.refuse(_("A name has at most %(most)d characters.") % {"most": LONGEST_NAME})
        email = cells["email"].strip("<>;, ")
        if email and ("@" not in email or " " in email or len(email) > 254):
            plan.refuse(_("“%(value)s” is not an e-mail address.") % {"value": email})
        nationality = self.countries.recognise(cells["nationality"]) if cells["nationality"] else None
        if cells["nationality"] and nationality is None:
            plan.doubts.append(_("“%(value)s” is not a country the portal knows.") % {"value": cells["nationality"]})
        born_on = self.day(cells["born_on"], plan)
        told = {"email": email, "person_code": cells["person_code"][:40], "nationality": nationality}
        return Person(given_name=given, family_name=family, born_on=born_on, **told)

    def day(self, written: str, plan: RowPlan) -> date | None:
        try:
            return start_day(written)
        except NotADay as error:
            plan.refuse(error.sentence)
            return None

    def days(self, cells, plan: RowPlan) -> dict:
        days = {}
        for name in ("starts_on", "ends_on"):
            days[name] = self.day(cells[name] or self.mapping.option(name), plan)
        if None in days.values() and not plan.is_refused:
            plan.refuse(_("The first or the last day is missing, in the row and for the whole file."))
        elif not plan.is_refused and days["ends_on"] < days["starts_on"]:
            plan.refuse(_("The last day lies before the first."))
        return days

    def partner(self, written: str, plan: RowPlan) -> Institution | None:
        found = self.partners.get(code_of(written)) or self.partners.get(fold(written)) if written else None
        if found is None and written and self.default_partner is None:
            plan.refuse(_("“%(value)s” is no partner of ours.") % {"value": written})
        elif found is None and self.default_partner is None:
            plan.refuse(_("Which partner nominates is not said."))
        return found or self.default_partner

    def level(self, cells) -> int | None:
        meaning = self.mapping.meaning("level", cells["level"])
        return int(meaning) if meaning else None

    def field(self, cells, plan: RowPlan) -> dict:
        written = cells["field"]
        found = self.fields.get(fold(written)) or self.fields.get(fold(written)[:4]) if written else None
        if written and found is None:
            plan.doubts.append(_("The field “%(value)s” is not known; it is kept in the remarks.") % {"value": written})
            return {"remarks": _("Field, as the partner says: %(field)s") % {"field": written}}
        return {"isced_field": found}

    def settle(self, plan: RowPlan, person: Person, facts: dict):
        """Who it is, whether it is here already, and under which condition it would be."""
        partner = facts["partner"]
        key = (fold(f"{person.given_name} {person.family_name}"), partner.pk, person.email.casefold())
        if self.seen.setdefault(key, plan.number) != plan.number:
            plan.refuse(_("Row %(row)s already has this person.") % {"row": self.seen[key]})
            return
        same = {"partner": partner, "direction": Direction.INCOMING, "year": self.year}
        if nominated_already(person, **same, term=self.term):
            plan.notes.append(_("Already nominated for this term."))
            return
        alike = people_like(person, direction=Direction.INCOMING, partner=partner)
        if alike and not any(is_certainly(known, person) for known in alike):
            plan.doubts.append(_("Somebody else has this address or code: taken as another person."))
        facts |= self.kind() | {"partner": partner}
        facts["condition"] = condition_for(
            **same,
            activity=self.activity,
            level=facts["eqf_level"],
            starts_on=facts["starts_on"],
            ends_on=facts["ends_on"],
        )
        if facts["condition"] is None:
            plan.doubts.append(_("No agreement with %(partner)s covers it.") % {"partner": partner})
        plan.action, plan.payload = RowAction.CREATE, (person, facts)

    def kind(self) -> dict:
        return {
            "unit": self.unit,
            "scheme": self.scheme,
            "activity": self.activity,
            "direction": Direction.INCOMING,
            "academic_year": self.year,
            "term": self.term,
        }


def names_of(cells) -> tuple[str, str]:
    """Given and family name; a whole name is parted at its comma ("LIND, Ada"), else before its last word."""
    if cells["given_name"] or cells["family_name"]:
        return cells["given_name"], cells["family_name"]
    family, comma, given = cells["name"].partition(",")
    if comma:
        return given.strip(), family.strip()
    given, _blank, family = cells["name"].rpartition(" ")
    return given, family


def code_of(written: str) -> str:
    return fold(written).replace(" ", "")
