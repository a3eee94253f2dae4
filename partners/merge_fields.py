"""The facts of two institutions side by side, and which of the two a merger keeps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.enums import CoordinatesPrecision, InstitutionStatus
from partners.exchange_facts import EXCHANGE_FACTS
from partners.models import Institution

HERE, THERE = "here", "there"


@dataclass(frozen=True)
class Fact:
    """One line of the comparison. ``columns`` go together: coordinates, an Erasmus code with its charter."""

    name: str
    label: str | Promise
    columns: tuple[str, ...]
    shown: Callable[[Institution], str]

    def values(self, institution: Institution) -> dict:
        return {column: getattr(institution, column) for column in self.columns}

    def is_empty(self, institution: Institution) -> bool:
        return not any(self.values(institution).values())


def plain(name: str, label=None) -> Fact:
    column: Any = Institution._meta.get_field(name)
    return Fact(name, label or column.verbose_name, (name,), lambda institution: str(getattr(institution, name) or ""))


def _place(institution: Institution) -> str:
    if institution.latitude is None:
        return ""
    precision = institution.get_coordinates_precision_display()
    return f"{institution.latitude:.4f}, {institution.longitude:.4f} ({precision})"


def _code_and_charter(institution: Institution) -> str:
    code, ends_on = institution.code_shown, institution.charter_ends_on
    if not ends_on:
        return code
    charter = _("charter to %(day)s") % {"day": date_format(ends_on)}
    return f"{code} · {charter}" if code else charter


CHARTER = ("number", "starts_on", "ends_on", "listed_on", "missing_since", "facts")

FACTS = (
    plain("name"),
    plain("native_name"),
    plain("legal_name"),
    Fact("kind", gettext_lazy("kind"), ("kind",), lambda institution: institution.get_kind_display()),
    Fact("status", gettext_lazy("status"), ("status",), lambda institution: institution.get_status_display()),
    Fact("country", gettext_lazy("country"), ("country_id",), lambda institution: str(institution.country)),
    plain("city"),
    plain("street"),
    plain("post_code"),
    Fact("point", gettext_lazy("point on the map"), ("latitude", "longitude", "coordinates_precision"), _place),
    plain("website"),
    Fact(
        "erasmus_code",
        gettext_lazy("Erasmus code, with its charter"),
        ("erasmus_code", *(f"charter_{name}" for name in CHARTER)),
        _code_and_charter,
    ),
    plain("pic"),
    plain("oid"),
    plain("schac"),
    plain("description"),
    *(plain(name) for name in EXCHANGE_FACTS),
    plain("remarks"),
)


@dataclass(frozen=True)
class Compared:
    """One fact of both: ``here`` of the one that stays, ``there`` of the other; ``kept`` is which one is proposed."""

    fact: Fact
    here: str
    there: str
    kept: str

    @property
    def name(self) -> str:
        return self.fact.name


def compare(survivor: Institution, absorbed: Institution) -> tuple[list[Compared], list[Compared]]:
    """The facts in which the two differ, and those in which they agree or neither has any."""
    differing, same = [], []
    for fact in _comparable(absorbed):
        compared = Compared(fact, fact.shown(survivor), fact.shown(absorbed), proposed(fact, survivor, absorbed))
        agrees = fact.values(survivor) == fact.values(absorbed) or compared.here == compared.there
        if not agrees:
            differing.append(compared)
        elif compared.here:
            same.append(compared)
    return differing, same


def _comparable(absorbed: Institution) -> tuple[Fact, ...]:
    """All facts; that the other one is closed says nothing about the one that stays."""
    return tuple(fact for fact in FACTS if fact.name != "status" or not absorbed.is_closed)


def proposed(fact: Fact, survivor: Institution, absorbed: Institution) -> str:
    """What a person would most likely keep: the survivor's, or the other's where it has none or knows less."""
    if fact.name == "status":
        is_stranger = survivor.status == InstitutionStatus.LISTED
        return THERE if is_stranger and absorbed.status in InstitutionStatus.partners else HERE
    if fact.name == "point" and absorbed.coordinates_precision == CoordinatesPrecision.EXACT:
        return HERE if survivor.coordinates_precision == CoordinatesPrecision.EXACT else THERE
    return THERE if fact.is_empty(survivor) and not fact.is_empty(absorbed) else HERE


def chosen_values(survivor: Institution, absorbed: Institution, choices: Mapping[str, str]) -> dict:
    """Columns of the survivor that get other values; a fact without a choice is kept as proposed."""
    values: dict = {}
    for fact in _comparable(absorbed):
        kept = choices.get(fact.name) or proposed(fact, survivor, absorbed)
        if kept == THERE and fact.values(survivor) != fact.values(absorbed):
            values |= fact.values(absorbed)
    return values
