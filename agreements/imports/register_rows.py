"""One row of a register, understood: its partner, its programmes, its days."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from agreements.enums import AgreementKind, AgreementState
from agreements.imports.days import NotADay, end_day, start_day
from agreements.imports.kinds import programmes_in
from agreements.imports.partner_matching import Match, without_repeats
from agreements.imports.register_cells import address_in, one_line, point_in, without_markup
from agreements.imports.register_identity import Identity, written_partner
from agreements.imports.register_reading import Draft, Partner, Reading, Sayings
from agreements.models import Agreement
from agreements.rules import erasmus_limit, number_problem, outlives_programme
from core.imports.mapping import LEAVE_OUT
from core.imports.plans import RowAction, RowPlan
from core.search_text import fold
from core.spreadsheets.table import Row
from partners.models import Institution

LONGEST_NAME, LONGEST_UNIT, LONGEST_NUMBER = 300, 250, 60


def plan_row(row: Row, reading: Reading) -> RowPlan:
    """What the row would become. Refused as a whole: half a row would be found by nobody."""
    cells = {target: reading.mapping.cell(row, target) for target in reading.mapping.columns}
    programmes = programmes_in(cells.get("programme", ""))
    name = without_repeats(one_line(cells.get("partner", "")), one_line(cells.get("partner_unit", "")), *programmes)
    plan = RowPlan(row.number, name or "–")
    country = reading.mapping.meaning("country", cells.get("country", ""))
    starts_on, ends_on = _days(plan, cells, reading)
    plan.refuse(*_missing(name, country, cells, programmes))
    kinds = _kinds(plan, programmes, reading)
    if plan.reasons or not kinds:
        plan.action = RowAction.REFUSE
        return plan
    said = Sayings(name, country, starts_on, ends_on, cells)
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


def _days(plan: RowPlan, cells, reading: Reading) -> tuple[date | None, date | None]:
    bare_year = reading.mapping.option("bare_year")
    starts_on = _day(plan, start_day, cells.get("starts_on", ""))
    ends_on = _day(plan, lambda text: end_day(text, bare_year), cells.get("ends_on", ""))
    if starts_on and ends_on and starts_on > ends_on:
        plan.refuse(_("The agreement ends before it begins."))
    if not cells.get("ends_on"):
        plan.doubts.append(_("The file does not say when the agreement ends."))
    return starts_on, ends_on


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
    """Every agreement of the row came in before: nothing to do, but differences are told."""
    for identity, agreement in zip(identities, known, strict=True):
        if _is_said_twice(plan, identity, f"agreement {agreement.pk}", reading):
            return
        _tell_differences(plan, agreement, said)


def _plan_agreements(plan: RowPlan, partner: Partner, said: Sayings, identities: dict[Identity, str], reading: Reading):
    drafts: list[Draft] = []
    for identity, programme in identities.items():
        if _is_said_twice(plan, identity, partner.key, reading):
            return
        if existing := reading.known.find(identity, partner.key):
            _tell_differences(plan, existing, said)
            continue
        state = _state(said, reading.today)
        _describe(plan, identity.kind, state, said.ends_on)
        number = "" if drafts else _number(plan, said.cells, reading)
        remarks = _remarks(programme, said.cells)
        drafts.append(_draft(partner, said, identity, state=state, number=number, remarks=remarks))
    if not plan.is_refused:
        plan.payload = drafts
        plan.action = RowAction.CREATE if drafts else RowAction.UNCHANGED


def _is_said_twice(plan: RowPlan, identity: Identity, partner: str, reading: Reading) -> bool:
    earlier = reading.known.claim(identity, partner, plan.number)
    if earlier not in (None, plan.number):
        plan.refuse(_("Row %(row)s already describes this agreement.") % {"row": earlier})
    return plan.is_refused


def _state(said: Sayings, today: date) -> str:
    """Concluded long ago, so in force, unless its days say otherwise."""
    if said.ends_on and said.ends_on < today:
        return str(AgreementState.ENDED)
    is_to_come = said.starts_on and said.starts_on > today
    return str(AgreementState.SIGNED if is_to_come else AgreementState.ACTIVE)


def _describe(plan: RowPlan, kind: str, state: str, ends_on: date | None):
    words = {"kind": AgreementKind(kind).label, "state": str(AgreementState(state).label).lower()}
    plan.notes.append(_("%(kind)s, %(state)s.") % words)
    if outlives_programme(kind, ends_on):
        plan.doubts.append(_("It ends after the programme period (%(date)s).") % {"date": erasmus_limit().isoformat()})


def _draft(partner: Partner, said: Sayings, identity: Identity, **further) -> Draft:
    return Draft(
        partner=partner,
        kind=identity.kind,
        partner_unit=one_line(said.cells.get("partner_unit", ""))[:LONGEST_UNIT],
        starts_on=said.starts_on,
        ends_on=said.ends_on,
        import_key=identity.key,
        **further,
    )


def _number(plan: RowPlan, cells, reading: Reading) -> str:
    """The registration number, once; a taken one refuses the row."""
    number = one_line(cells.get("number", ""))[:LONGEST_NUMBER]
    if number and number in reading.numbers:
        plan.refuse(_("The number %(number)s is already taken by another agreement.") % {"number": number})
    elif number:
        reading.numbers.add(number)
        plan.doubts.extend(filter(None, [number_problem(number)]))
    return number


@translation.override(settings.LANGUAGE_CODE)  # the register's language, not the importing person's
def _remarks(programme: str, cells) -> str:
    """What the register knew and no column of ours holds, as plain text."""
    lines = [
        without_markup(cells.get("remarks", "")),
        _("Programme in the register: %(programme)s") % {"programme": programme},
        _("Code in the register: %(code)s") % {"code": cells["code"]} if cells.get("code") else "",
        _("Web page in the register: %(page)s") % {"page": cells["website"]} if cells.get("website") else "",
    ]
    return "\n".join(filter(None, lines))


def _tell_differences(plan: RowPlan, existing: Agreement, said: Sayings):
    plan.notes.append(_("Already in the portal, imported from this register before."))
    for in_portal, in_file in ((existing.starts_on, said.starts_on), (existing.ends_on, said.ends_on)):
        if in_file and in_portal != in_file:
            sentence = _("The file says %(file)s, the portal %(portal)s; the portal's date stays.")
            plan.doubts.append(sentence % {"file": in_file, "portal": in_portal or "–"})
