"""The European Commission's list of Erasmus charter holders, edition after edition."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.imports.importer import Importer
from core.imports.mapping import Mapping, MappingIncomplete
from core.imports.plans import Plan, RowAction, RowPlan, Section
from core.jobs import Progress
from core.spreadsheets.table import Table
from partners.enums import InstitutionStatus
from partners.imports.charter_columns import LABELS, OPTIONS, TARGETS
from partners.imports.charter_rows import CharterRow, day_of, fields_of, understand
from partners.imports.charter_writing import Change, write
from partners.imports.known_institutions import KnownInstitutions
from partners.models import Institution
from reference.erasmus_codes import display
from reference.models import Country
from reference.places import locate

DATE_IN_A_NAME = re.compile(r"20\d\d-\d\d-\d\d")
# Of institutions that people entered before the list knew them, only what is empty is filled in.
KEPT_FROM_PEOPLE = ("name", "country_id", "city", "street", "post_code", "website")


@dataclass
class Reading:
    """What one run knows while it goes through the rows."""

    edition: date
    known: KnownInstitutions
    countries: dict[str, Country]
    seen: set[int] = field(default_factory=set)
    codes: dict[str, int] = field(default_factory=dict)
    pics: dict[str, int] = field(default_factory=dict)


class CharterImporter(Importer):
    """Holders are found again by code, by PIC, or by name and country; none is ever deleted.

    What people corrected stays until the list itself says something new (``charter_facts``).
    """

    name = "charter"
    title = gettext_lazy("List of Erasmus charter holders")
    description = gettext_lazy("The European Commission's spreadsheet of all institutions with an Erasmus charter.")
    right = "partners.import_institution"
    back_url = "partners:institution_list"
    back_query = "scope=all"
    targets = TARGETS
    options = OPTIONS

    def propose(self, table: Table, *, file_name: str = "") -> Mapping:
        mapping = super().propose(table, file_name=file_name)
        dated = DATE_IN_A_NAME.search(file_name)
        mapping.options["edition"] = dated[0] if dated and day_of(dated[0]) else timezone.localdate().isoformat()
        return mapping

    def check(self, table: Table, mapping: Mapping):
        missing = [
            str(target.label) for target in self.targets if target.is_required and target.name not in mapping.columns
        ]
        if missing:
            raise MappingIncomplete(
                _("This is not the list of charter holders: it has no column for %(columns)s.")
                % {"columns": ", ".join(missing)}
            )
        super().check(table, mapping)
        newest = Institution.objects.order_by("-charter_listed_on").filter(charter_listed_on__isnull=False).first()
        if newest and newest.charter_listed_on > day_of(mapping.option("edition")):
            raise MappingIncomplete(
                _("This edition is older than the one already in the register (%(date)s).")
                % {"date": date_format(newest.charter_listed_on)}
            )

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        reading = Reading(day_of(mapping.option("edition")), KnownInstitutions.load(), Country.objects.in_bulk())
        rows = []
        for index, row in enumerate(table.rows, start=1):
            cells = {target.name: mapping.cell(row, target.name) for target in self.targets}
            rows.append(self._plan_row(row.number, understand(cells, reading.countries), reading))
            progress(index, len(table.rows))
        gone = [found for found in reading.known.listed() if found.pk not in reading.seen]
        return self._summary(rows, gone, reading)

    def _plan_row(self, number: int, row: CharterRow, reading: Reading) -> RowPlan:
        facts = row.facts
        title = f"{facts['legal_name'] or '–'} ({facts['erasmus_code'] or '–'})"
        plan = RowPlan(number, title, doubts=list(row.doubts))
        found, how = reading.known.find(facts)
        if found:
            reading.seen.add(found.pk)
        if reasons := [*row.reasons, *self._clashes(number, facts, found, reading)]:
            plan.refuse(*reasons)
            return plan
        former = None if found else reading.known.had_before(facts)
        if former:
            self._plan_former(plan, former, reading)
        elif found is None:
            self._plan_new(plan, facts, reading)
        else:
            self._plan_known(plan, facts, found, how, reading)
        return plan

    def _clashes(self, number: int, facts, found, reading: Reading):
        for value, numbers in ((facts["erasmus_code"], reading.codes), (facts["pic"], reading.pics)):
            if value and numbers.setdefault(value, number) != number:
                yield _("Row %(row)s already describes %(value)s.") % {"row": numbers[value], "value": value}
        holder = reading.known.by_pic.get(facts["pic"]) if facts["pic"] else None
        if holder and found and holder.pk != found.pk:
            yield _("The PIC %(pic)s belongs to %(name)s in the register.") % {"pic": facts["pic"], "name": holder.name}

    def _plan_new(self, plan: RowPlan, facts, reading: Reading):
        values = fields_of(facts) | _point(facts)
        plan.action = RowAction.CREATE
        institution = Institution(**values, status=InstitutionStatus.LISTED, charter_facts=facts)
        institution.charter_listed_on = reading.edition
        plan.payload = Change(institution, tuple(values), None)
        if values.get("coordinates_precision") != "city":
            plan.notes.append(
                _("Placed on the map by its country: the city “%(city)s” is not known.") % {"city": facts["city"]}
            )

    def _plan_former(self, plan: RowPlan, former: Institution, reading: Reading):
        """A code that went out of use here: its institution was merged, and the list does not know that."""
        reading.seen.add(former.pk)
        plan.action = RowAction.UNCHANGED
        words = {"name": former.name, "code": display(former.erasmus_code) or "–"}
        plan.doubts.append(_("This is a former code of %(name)s (%(code)s): nothing was taken from the row.") % words)

    def _plan_known(self, plan: RowPlan, facts, found: Institution, how: str, reading: Reading):
        changes = _changes(found, facts)
        if found.charter_missing_since:
            changes["charter_missing_since"] = None
        former_code = found.erasmus_code if changes.get("erasmus_code") and found.erasmus_code else None
        plan.notes.extend(_told(name, getattr(found, name), value) for name, value in changes.items() if name in LABELS)
        if how:
            plan.doubts.append(how)
        plan.action = RowAction.UPDATE if changes else RowAction.UNCHANGED
        for name, value in changes.items():
            setattr(found, name, value)
        is_other_facts = found.charter_facts != facts
        found.charter_facts = facts
        plan.payload = Change(found, tuple(changes), former_code, only_facts=is_other_facts and not changes)

    def _summary(self, rows: list[RowPlan], gone: list[Institution], reading: Reading) -> Plan:
        created = [row.payload.institution for row in rows if row.action == RowAction.CREATE]
        by_city = sum(1 for institution in created if institution.coordinates_precision == "city")
        plan = Plan(rows, payload=(reading, gone))
        plan.remarks.append(_("Edition of %(date)s.") % {"date": date_format(reading.edition)})
        if created:
            plan.facts += [
                (_("placed on the map by their city"), by_city),
                (_("placed on the map by their country"), len(created) - by_city),
            ]
        if gone:
            plan.facts.append((_("no longer on the list (kept, and marked)"), len(gone)))
            title = _("No longer on the list: they are kept, and marked as missing")
            plan.sections.append(Section(title, [f"{found.name} ({found.erasmus_code})" for found in gone]))
        if plan.changes_nothing and not gone:
            plan.remarks.append(_("The register already agrees with this list: nothing is to be changed."))
        return plan

    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        reading, gone = plan.payload
        write(
            [row.payload for row in plan.good_rows if row.payload],
            seen=reading.seen,
            gone=[institution.pk for institution in gone],
            edition=reading.edition,
            progress=progress,
        )


def _changes(found: Institution, facts: dict[str, str]) -> dict:
    """Columns to write: what the list says anew, never what it only repeats."""
    new, old = fields_of(facts), fields_of(found.charter_facts) if found.charter_facts else {}
    changes = {}
    for name, value in new.items():
        is_repeated = bool(old) and old[name] == value
        is_kept = not old and name in KEPT_FROM_PEOPLE and getattr(found, name)
        if not is_repeated and not is_kept and getattr(found, name) != value:
            changes[name] = value
    if "city" in changes or "country_id" in changes or found.latitude is None:
        changes |= {name: value for name, value in _point(facts).items() if getattr(found, name) != value}
    return changes


def _point(facts) -> dict:
    place = locate(facts["city"], facts["country"])
    if place is None:
        return {}
    return {"latitude": place.latitude, "longitude": place.longitude, "coordinates_precision": str(place.precision)}


def _told(name: str, before, after) -> str:
    return _("%(what)s: %(before)s → %(after)s") % {
        "what": LABELS[name],
        "before": before or "–",
        "after": after or "–",
    }
