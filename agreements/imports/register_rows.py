"""One row of a register, understood: its partner, its programmes, its days."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from accounts.models import Unit
from agreements.enums import AgreementKind, AgreementState
from agreements.imports.days import NotADay, end_day, start_day
from agreements.imports.kinds import programmes_in
from agreements.imports.partner_index import PartnerIndex
from agreements.imports.partner_matching import Match, PartnerMatcher, without_repeats
from agreements.models import Agreement
from agreements.rules import erasmus_limit, number_problem, outlives_programme
from core.imports.mapping import LEAVE_OUT, Mapping
from core.imports.plans import RowAction, RowPlan
from core.search_text import fold
from core.spreadsheets.table import Row
from partners.models import Institution

LONGEST_NAME, LONGEST_UNIT, LONGEST_NUMBER = 300, 250, 60


@dataclass(eq=False)
class Partner:
    """The institution of one or more rows; ``institution`` is unsaved for one to be added."""

    institution: Institution
    is_new: bool
    key: str
    aliases: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Draft:
    """One agreement to be added."""

    partner: Partner
    kind: str
    programme: str
    partner_unit: str
    starts_on: date | None
    ends_on: date | None
    state: str
    number: str
    remarks: str
    import_key: str

    @property
    def has_ended(self) -> bool:
        return self.state == AgreementState.ENDED


@dataclass(frozen=True)
class Sayings:
    """What a row says of each of its agreements."""

    partner: Partner
    starts_on: date | None
    ends_on: date | None
    cells: dict[str, str]


@dataclass
class Reading:
    """What one run knows while it goes through the rows."""

    mapping: Mapping
    home: Institution
    unit: Unit
    today: date
    matcher: PartnerMatcher
    existing: dict[str, Agreement]
    numbers: set[str]
    partners: dict[str, Partner] = field(default_factory=dict)
    found: set[int] = field(default_factory=set)
    keys: dict[str, int] = field(default_factory=dict)

    @classmethod
    def begin(cls, mapping: Mapping, *, home: Institution, today: date) -> "Reading":
        imported = Agreement.objects.filter(import_key__startswith=f"{_source(mapping)}|")
        return cls(
            mapping,
            home,
            Unit.objects.get(code=mapping.option("responsible_unit")),
            today,
            PartnerMatcher(PartnerIndex.load()),
            existing={
                agreement.import_key: agreement for agreement in imported.only("import_key", "starts_on", "ends_on")
            },
            numbers=set(Agreement.objects.exclude(number="").values_list("number", flat=True)),
        )

    @property
    def publishes(self) -> bool:
        return self.mapping.option("publication") == "yes"


def _source(mapping: Mapping) -> str:
    return fold(mapping.option("source")).replace(" ", "-")[:60]


def plan_row(row: Row, reading: Reading) -> RowPlan:
    """What the row would become. Refused as a whole: half a row would be found by nobody."""
    cells = {target: reading.mapping.cell(row, target) for target in reading.mapping.columns}
    programmes = programmes_in(cells.get("programme", ""))
    name = without_repeats(_one_line(cells.get("partner", "")), _one_line(cells.get("partner_unit", "")), *programmes)
    plan = RowPlan(row.number, name or "–")
    country = reading.mapping.meaning("country", cells.get("country", ""))
    starts_on, ends_on = _days(plan, cells, reading)
    plan.refuse(*_missing(name, country, cells, programmes))
    kinds = _kinds(plan, programmes, reading)
    if plan.reasons or not kinds:
        plan.action = RowAction.REFUSE
        return plan
    partner = _partner(plan, name, country, cells, reading)
    if partner is None:
        return plan
    _plan_agreements(plan, Sayings(partner, starts_on, ends_on, cells), kinds, reading)
    return plan


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


def _partner(plan: RowPlan, name: str, country: str, cells, reading: Reading) -> Partner | None:
    match = reading.matcher.match(cells.get("code", ""), name, country)
    plan.notes.append(match.note)
    plan.doubts.extend(match.doubts)
    if match.institution is None:
        return _new_partner(match, name, country, cells, reading)
    if match.institution.pk == reading.home.pk:
        plan.refuse(_("The partner is our own university."))
        return None
    reading.found.add(match.institution.pk)
    key = str(match.institution.pk)
    partner = reading.partners.setdefault(key, Partner(match.institution, is_new=False, key=key))
    if match.alias:
        partner.aliases.add(match.alias)
    return partner


def _new_partner(match: Match, name: str, country: str, cells, reading: Reading) -> Partner:
    key = f"new:{match.code or fold(name)}:{country}"
    if key not in reading.partners:
        institution = Institution(
            name=name,
            country_id=country,
            city=cells.get("city", "")[:150],
            erasmus_code=match.code,
            website=_address(cells.get("website", "")),
        )
        institution.latitude, institution.longitude = _point(cells)
        institution.coordinates_precision = "exact" if institution.latitude is not None else ""
        reading.partners[key] = Partner(institution, is_new=True, key=key)
    return reading.partners[key]


def _plan_agreements(plan: RowPlan, said: Sayings, kinds: list[tuple[str, str]], reading: Reading):
    drafts = []
    for programme, kind in kinds:
        key = _import_key(reading, said, kind, programme)
        if key in reading.keys:
            plan.refuse(_("Row %(row)s already describes this agreement.") % {"row": reading.keys[key]})
            return
        if existing := reading.existing.get(key):
            _tell_differences(plan, existing, said)
        else:
            state = _state(said, reading.today)
            _describe(plan, kind, state, said.ends_on)
            number = _number(plan, said.cells, reading)
            drafts.append(_draft(said, kind, programme, state=state, number=number, import_key=key))
    if not plan.is_refused:
        reading.keys.update(dict.fromkeys((draft.import_key for draft in drafts), plan.number))
        plan.payload = drafts
        plan.action = RowAction.CREATE if drafts else RowAction.UNCHANGED


def _import_key(reading: Reading, said: Sayings, kind: str, programme: str) -> str:
    unit = fold(said.cells.get("partner_unit", ""))[:200]
    return "|".join((_source(reading.mapping), kind, said.partner.key, unit, fold(programme)[:80]))


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


def _draft(said: Sayings, kind: str, programme: str, **further) -> Draft:
    return Draft(
        partner=said.partner,
        kind=kind,
        programme=programme,
        partner_unit=_one_line(said.cells.get("partner_unit", ""))[:LONGEST_UNIT],
        starts_on=said.starts_on,
        ends_on=said.ends_on,
        remarks=_remarks(programme, said.cells),
        **further,
    )


def _number(plan: RowPlan, cells, reading: Reading) -> str:
    """The registration number, once; a taken one refuses the row."""
    number = _one_line(cells.get("number", ""))[:LONGEST_NUMBER]
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
        _text(cells.get("remarks", "")),
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


def _text(html: str) -> str:
    """Remarks without mark-up, line by line."""
    lines = strip_tags(html.replace("<br", "\n<br").replace("</p>", "\n")).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _address(text: str) -> str:
    return text if text.startswith(("http://", "https://")) and " " not in text and len(text) <= 500 else ""


def _point(cells) -> tuple[Decimal | None, Decimal | None]:
    """Both coordinates, or neither where one cannot be."""
    try:
        latitude, longitude = (Decimal(cells.get(name, "").replace(",", ".")) for name in ("latitude", "longitude"))
    except InvalidOperation:
        return None, None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None, None
    return round(latitude, 6), round(longitude, 6)
