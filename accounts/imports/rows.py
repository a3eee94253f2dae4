"""One row of a spreadsheet of people, understood: a unit, a person, a role, or all three."""

from dataclasses import asdict, dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from accounts.enums import UnitKind
from accounts.imports.words import language_meant, role_meant, unit_kind_meant
from accounts.models import Unit, User
from core.search_text import fold


@dataclass(frozen=True)
class UnitFacts:
    """What a row says of a unit; "" where it says nothing."""

    code: str
    name_en: str
    name_sv: str
    kind: str
    parent: str
    email: str


@dataclass(frozen=True)
class PersonFacts:
    """What a row says of a person; "" where it says nothing."""

    email: str
    name: str
    title: str
    language: str

    def given(self) -> dict[str, str]:
        """Fields the row fills in, without the address that identifies the person."""
        facts = {"name": self.name, "title": self.title, "language": self.language}
        return {name: value for name, value in facts.items() if value}


@dataclass
class PeopleRow:
    """``unit`` and ``person`` are None where the row names none; ``unit_named`` is what stands in its unit column."""

    unit: UnitFacts | None = None
    person: PersonFacts | None = None
    unit_named: str = ""
    role: str = ""
    reasons: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        named = (self.person.name or self.person.email) if self.person else ""
        return " · ".join(part for part in (named, self.unit_named) if part) or "–"


def understand(cells: dict[str, str], role_of=role_meant) -> PeopleRow:
    """Read the cells of a row (by target name); ``role_of`` turns the word for a role into ours."""
    row = PeopleRow(unit_named=cells["unit"])
    if cells["unit_name"] or cells["unit_name_sv"]:
        row.unit = _unit(cells, row.reasons)
    if cells["email"]:
        row.person = _person(cells, row.reasons)
    if cells["role"]:
        row.role = role_of(cells["role"])
        if not row.role:
            row.reasons.append(_("The role “%(role)s” is not known.") % {"role": cells["role"]})
        if not cells["email"]:
            row.reasons.append(_("The row gives a role but no e-mail address, so it is not clear to whom."))
        if not cells["unit"]:
            row.reasons.append(_("A role needs a unit in which it holds."))
    row.reasons += _too_long(Unit, row.unit) + _too_long(User, row.person)
    if row.unit is None and row.person is None and not row.reasons:
        row.reasons.append(_("The row has neither an e-mail address nor the name of a unit."))
    return row


def _unit(cells, reasons) -> UnitFacts:
    if not cells["unit"]:
        reasons.append(_("A unit needs a code."))
    kind = unit_kind_meant(cells["unit_kind"])
    if cells["unit_kind"] and not kind:
        kinds = ", ".join(str(label) for label in UnitKind.labels)
        reasons.append(
            _("“%(kind)s” is no kind of unit; known are: %(kinds)s.") % {"kind": cells["unit_kind"], "kinds": kinds}
        )
    if cells["unit_email"] and not _is_address(cells["unit_email"]):
        reasons.append(_("“%(address)s” is not an e-mail address.") % {"address": cells["unit_email"]})
    return UnitFacts(
        code=cells["unit"],
        name_en=cells["unit_name"] or cells["unit_name_sv"],
        name_sv=cells["unit_name_sv"],
        kind=kind,
        parent=cells["part_of"],
        email=cells["unit_email"],
    )


def _person(cells, reasons) -> PersonFacts:
    if not _is_address(cells["email"]):
        reasons.append(_("“%(address)s” is not an e-mail address.") % {"address": cells["email"]})
    language = language_meant(cells["language"])
    if cells["language"] and not language:
        reasons.append(_("The language “%(language)s” is not one the portal speaks.") % {"language": cells["language"]})
    name = cells["name"] or f"{cells['given_name']} {cells['family_name']}".strip()
    return PersonFacts(User.objects.normalise(cells["email"]), name, cells["title"], language)


def _too_long(model, facts) -> list[str]:
    """A sentence for each fact that has more characters than its column holds."""
    if facts is None:
        return []
    limits = {field.name: (field.verbose_name, field.max_length) for field in model._meta.fields}
    return [
        _("“%(value)s…” is too long for: %(fact)s (at most %(limit)d characters).")
        % {"value": value[:40], "fact": limits[name][0], "limit": limits[name][1]}
        for name, value in asdict(facts).items()
        if limits[name][1] and len(value) > limits[name][1]
    ]


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def key(code: str) -> str:
    """Codes and names of units are compared without case and accents."""
    return fold(code)
