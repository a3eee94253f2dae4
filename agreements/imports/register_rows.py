"""One row of a register, understood: its partner, its programmes, its days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from agreements.imports.kinds import programmes_in
from agreements.imports.partner_matching import Match, without_repeats
from agreements.imports.register_cells import address_in, one_line, point_in
from agreements.imports.register_drafts import (
    check_terms,
    describe,
    draft_of,
    number_in,
    remarks_of,
    state_of,
    take_number,
    tell_of_another,
)
from agreements.imports.register_identity import Identity, written_partner
from agreements.imports.register_reading import Draft, Partner, Reading, Sayings
from agreements.imports.register_terms import CellReader, Terms, read_terms
from agreements.imports.register_words import VOCABULARIES
from agreements.models import Agreement
from core.imports.days import NotADay, end_day, is_without_end, start_day
from core.imports.mapping import LEAVE_OUT
from core.imports.plans import RowAction, RowPlan
from core.search_text import fold
from core.spreadsheets.table import Row
from partners.models import Institution

LONGEST_NAME = 300


def words_in(target: str, cell: str) -> list[str]:
    return VOCABULARIES[target].words_in(cell)


def plan_row(row: Row, reading: Reading) -> RowPlan:
    """What the row would become. Refused as a whole: half a row would be found by nobody."""
    cells = {target: reading.mapping.cell(row, target) for target in reading.mapping.columns}
    programmes = programmes_in(cells.get("programme", ""))
    name = without_repeats(one_line(cells.get("partner", "")), one_line(cells.get("partner_unit", "")), *programmes)
    plan = RowPlan(row.number, name or "–")
    country = reading.mapping.meaning("country", cells.get("country", ""))
    terms = read_terms(CellReader(plan, cells, reading.mapping, words_in), reading.institution_of)
    starts_on, ends_on, terms = _days(plan, cells, terms, reading)
    plan.refuse(*_missing(name, country, cells, programmes))
    kinds = _kinds(plan, programmes, reading)
    if plan.reasons or not kinds:
        plan.action = RowAction.REFUSE
        return plan
    said = Sayings(name, country, starts_on, ends_on, cells, terms)
    identities = [_identity(said, kind, programme, reading) for programme, kind in kinds]
    known = [reading.known.find(identity) for identity in identities]
    if all(known):
        _plan_known(plan, identities, known, said, reading)
        return plan
    partner = _partner(plan, said, reading)
    if partner is not None:
        _plan_agreements(plan, partner, said, dict(zip(identities, programmes_of(kinds), strict=True)), reading)
    return plan


def programmes_of(kinds: list[tuple[str, str]]) -> list[str]:
    return [programme for programme, _kind in kinds]


def _identity(said: Sayings, kind: str, programme: str, reading: Reading) -> Identity:
    return Identity(
        reading.source,
        kind,
        written_partner(said.cells.get("code", ""), said.name, said.country),
        fold(said.cells.get("partner_unit", "")),
        fold(programme),
    )


def _missing(name, country, cells, programmes):
    if not name:
        yield _("The partner is not named.")
    elif len(name) > LONGEST_NAME:
        yield _("The partner's name is longer than %(count)s letters.") % {"count": LONGEST_NAME}
    if not country:
        written = cells.get("country", "")
        known = _("“%(value)s” is no country the portal knows; choose one in the mapping.") % {"value": written}
        yield known if written else _("The country is missing.")
    if not programmes:
        yield _("The programme is missing.")


def _days(plan: RowPlan, cells, terms: Terms, reading: Reading) -> tuple[date | None, date | None, Terms]:
    """First and last day, and the terms with what the cell of the last day says of an open end."""
    bare_year, end = reading.mapping.option("bare_year"), cells.get("ends_on", "")
    if is_without_end(end):
        terms, end = replace(terms, fields=terms.fields | {"is_open_ended": True}), ""
    starts_on = _day(plan, start_day, cells.get("starts_on", ""))
    ends_on = _day(plan, lambda text: end_day(text, bare_year), end)
    if starts_on and ends_on and starts_on > ends_on:
        plan.refuse(_("The agreement ends before it begins."))
    if not end and not terms.fields.get("is_open_ended"):
        plan.doubts.append(_("The file does not say when the agreement ends."))
    return starts_on, ends_on, terms


def _day(plan: RowPlan, read: Callable[[str], date | None], written: str) -> date | None:
    try:
        return read(written)
    except NotADay as problem:
        plan.refuse(problem.sentence)
        return None


def _kinds(plan: RowPlan, programmes: list[str], reading: Reading) -> list[tuple[str, str]]:
    """(programme, kind) of the row; refuses a word without a meaning."""
    kinds = []
    for programme in programmes:
        kind = reading.mapping.meaning("programme", programme)
        if not kind:
            plan.refuse(_("“%(programme)s” has no kind of agreement in the mapping.") % {"programme": programme})
        elif kind == LEAVE_OUT and len(programmes) == 1:
            plan.refuse(_("Left out, as the mapping says for “%(programme)s”.") % {"programme": programme})
        elif kind != LEAVE_OUT:
            kinds.append((programme, kind))
    return kinds


def _partner(plan: RowPlan, said: Sayings, reading: Reading) -> Partner | None:
    match = reading.matcher.match(said.cells.get("code", ""), said.name, said.country)
    plan.notes.append(match.note)
    plan.doubts.extend(match.doubts)
    if match.institution is None:
        return _new_partner(match, said, reading)
    if match.institution.pk == reading.home.pk:
        plan.refuse(_("The partner is our own university."))
        return None
    reading.found.add(match.institution.pk)
    key = str(match.institution.pk)
    partner = reading.partners.setdefault(key, Partner(match.institution, is_new=False, key=key))
    if match.alias:
        partner.aliases.add(match.alias)
    return partner


def _new_partner(match: Match, said: Sayings, reading: Reading) -> Partner:
    key = f"new:{match.code or fold(said.name)}:{said.country}"
    if key not in reading.partners:
        institution = Institution(
            name=said.name,
            country_id=said.country,
            city=said.cells.get("city", "")[:150],
            erasmus_code=match.code,
            website=address_in(said.cells.get("website", "")),
        )
        institution.latitude, institution.longitude = point_in(said.cells)
        institution.coordinates_precision = "exact" if institution.latitude is not None else ""
        reading.partners[key] = Partner(institution, is_new=True, key=key)
    return reading.partners[key]


def _plan_known(plan: RowPlan, identities: list[Identity], known: list[Agreement], said: Sayings, reading: Reading):
    """Every agreement of the row came in before."""
    for identity, agreement in zip(identities, known, strict=True):
        if _is_said_twice(plan, identity, f"agreement {agreement.pk}", reading):
            return
        _meet_again(plan, agreement, said, reading)


def _meet_again(plan: RowPlan, agreement: Agreement, said: Sayings, reading: Reading):
    """It is there already: what the file says otherwise is told, or looked at later and taken over."""
    if reading.updates:
        reading.found_again.append((plan, agreement.pk, said))
    else:
        _tell_differences(plan, agreement, said)


def _plan_agreements(plan: RowPlan, partner: Partner, said: Sayings, identities: dict[Identity, str], reading: Reading):
    drafts: list[Draft] = []
    for identity, programme in identities.items():
        if _is_said_twice(plan, identity, partner.key, reading):
            return
        named = "" if drafts else number_in(said.cells)
        by_number = reading.numbers.known(named, identity.kind, partner.key)
        if existing := by_number or reading.known.find(identity, partner.key):
            _meet_again(plan, existing, said, reading)
            continue
        state = said.terms.state or state_of(said, reading.today)
        describe(plan, identity.kind, state, said, reading)
        check_terms(plan, identity.kind, said)
        further = {"number": take_number(plan, named, reading), "remarks": remarks_of(programme, said.cells)}
        drafts.append(draft_of(partner, said, identity, state=state, **further))
        tell_of_another(plan, drafts[-1], reading)
    if not plan.is_refused:
        plan.payload = drafts
        plan.action = RowAction.CREATE if drafts else RowAction.UNCHANGED


def _is_said_twice(plan: RowPlan, identity: Identity, partner: str, reading: Reading) -> bool:
    earlier = reading.known.claim(identity, partner, plan.number)
    if earlier not in (None, plan.number):
        plan.refuse(_("Row %(row)s already describes this agreement.") % {"row": earlier})
    return plan.is_refused


def _tell_differences(plan: RowPlan, existing: Agreement, said: Sayings):
    plan.notes.append(_("Already in the portal."))
    for in_portal, in_file in ((existing.starts_on, said.starts_on), (existing.ends_on, said.ends_on)):
        if in_file and in_portal != in_file:
            sentence = _("The file says %(file)s, the portal %(portal)s; the portal's date stays.")
            plan.doubts.append(sentence % {"file": in_file, "portal": in_portal or "–"})
