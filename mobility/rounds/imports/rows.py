"""One row of a ranked list, understood or refused."""

from decimal import Decimal, InvalidOperation
from functools import cached_property

from django.utils.translation import gettext as _

from core.imports.mapping import Mapping
from core.imports.plans import RowAction, RowPlan
from core.search_text import fold
from mobility.rounds.imports.columns import CHOICES, TARGETS
from mobility.rounds.places import RoundPlaces
from mobility.stays.imports.rows import code_of, names_of
from partners.models import Alias, Institution
from reference.models import IscedField

LONGEST = {"given_name": 100, "family_name": 100, "email": 254, "programme": 200, "person_code": 40}
MOST_POINTS = 999_999


class Reading:
    """What one run knows while it goes through the rows. ``payload`` of a row: its facts for ``services.Entry``."""

    def __init__(self, mapping: Mapping, places: list[RoundPlaces]):
        self.mapping = mapping
        self.offered = {each.condition.receiver_id for each in places}
        self.seen: dict[tuple[str, str], int] = {}

    @cached_property
    def partners(self) -> dict[str, Institution]:
        """Partners by every folded name and by code without blanks."""
        rows = list(Institution.objects.partners())
        known = {row.pk: row for row in rows}
        aliases = Alias.objects.filter(institution__in=known).values_list("name", "institution")
        found = {fold(name): known[key] for name, key in aliases}
        found |= {fold(row.name): row for row in rows}
        return found | {code_of(row.erasmus_code): row for row in rows if row.erasmus_code}

    @cached_property
    def fields(self) -> dict[str, IscedField]:
        rows = list(IscedField.objects.all())
        return {fold(name): row for row in rows for name in (row.code, row.name_en, row.name_sv) if name}

    def row(self, row) -> RowPlan:
        cells = {target.name: " ".join(self.mapping.cell(row, target.name).split()) for target in TARGETS}
        given, family = names_of(cells)
        plan = RowPlan(row.number, f"{given} {family}".strip() or "–")
        facts = self.person(cells, given, family, plan) | self.studies(cells, plan)
        facts |= {"rank": self.rank(cells["rank"], plan), "points": self.points(cells["points"], plan)}
        facts["choices"] = self.choices(cells, plan)
        self.refuse_twice(plan, facts)
        if not plan.is_refused:
            plan.action, plan.payload = RowAction.CREATE, facts
        return plan

    def person(self, cells, given: str, family: str, plan: RowPlan) -> dict:
        if not (given and family):
            plan.refuse(_("Given name and family name are needed."))
        email = cells["email"].strip("<>;, ")
        if email and ("@" not in email or " " in email):
            plan.refuse(_("“%(value)s” is not an e-mail address.") % {"value": email})
        found = {"given_name": given, "family_name": family, "email": email.casefold()}
        found |= {"programme": cells["programme"], "person_code": cells["person_code"]}
        for name, value in found.items():
            if len(value) > LONGEST[name]:
                plan.refuse(_("“%(value)s…” is too long.") % {"value": value[:40]})
        return found

    def studies(self, cells, plan: RowPlan) -> dict:
        meaning = self.mapping.meaning("level", cells["level"])
        written = cells["field"]
        found = self.fields.get(fold(written)) or self.fields.get(fold(written)[:4]) if written else None
        if written and found is None:
            plan.doubts.append(_("The field “%(value)s” is not known, so it is not compared.") % {"value": written})
        return {"eqf_level": int(meaning) if meaning else None, "isced_field": found}

    def rank(self, written: str, plan: RowPlan) -> int | None:
        if not written:
            return None
        value = written.rstrip(".").removesuffix(".0")
        if value.isascii() and value.isdigit() and 0 < int(value) <= MOST_POINTS:
            return int(value)
        plan.refuse(_("“%(value)s” is not a rank.") % {"value": written})
        return None

    def points(self, written: str, plan: RowPlan) -> Decimal | None:
        if not written:
            return None
        try:
            points = Decimal(written.replace(",", ".").replace(" ", "")).quantize(Decimal("0.01"))
        except InvalidOperation:
            plan.refuse(_("“%(value)s” is not a number of points.") % {"value": written})
            return None
        if not (points.is_finite() and abs(points) <= MOST_POINTS):
            plan.refuse(_("“%(value)s” is not a number of points.") % {"value": written})
            return None
        return points

    def choices(self, cells, plan: RowPlan) -> list[Institution]:
        found: list[Institution] = []
        for name in CHOICES:
            written = cells[name]
            partner = self.partners.get(code_of(written)) or self.partners.get(fold(written)) if written else None
            if written and partner is None:
                plan.refuse(_("“%(value)s” is no partner of ours.") % {"value": written})
            elif partner in found:
                plan.doubts.append(_("%(partner)s is chosen twice: the first counts.") % {"partner": partner})
            elif partner:
                found.append(partner)
                if partner.pk not in self.offered:
                    plan.doubts.append(_("%(partner)s has no places in this round.") % {"partner": partner})
        if not found and not plan.is_refused:
            plan.refuse(_("No choice is given."))
        return found

    def refuse_twice(self, plan: RowPlan, facts: dict):
        """One person, and one rank, stands in one row."""
        keys = [
            ("email", facts["email"]),
            ("code", facts["person_code"].casefold()),
            ("rank", str(facts["rank"] or "")),
        ]
        for key in keys:
            if key[1] and self.seen.setdefault(key, plan.number) != plan.number:
                words = {"row": self.seen[key]}
                is_rank = key[0] == "rank"
                plan.refuse(
                    _("Row %(row)s has the same rank.") % words
                    if is_rank
                    else _("Row %(row)s has the same person.") % words
                )
