"""What one import of a register knows while it goes through the rows, and what comes out of them."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from accounts.models import Unit, User
from agreements.creating.second import KnownAgreements
from agreements.enums import AgreementState
from agreements.imports.partner_index import PartnerIndex
from agreements.imports.partner_matching import PartnerMatcher
from agreements.imports.register_identity import KnownRows, source_of
from agreements.imports.register_numbers import Numbers
from agreements.imports.register_options import UPDATE
from agreements.imports.register_terms import Terms
from core.imports.mapping import Mapping
from core.imports.plans import RowPlan
from core.keys import keys_among
from partners.models import Institution


@dataclass(eq=False)
class Partner:
    """The institution of one or more rows; ``institution`` is unsaved for one to be added."""

    institution: Institution
    is_new: bool
    key: str
    aliases: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Sayings:
    """What a row says of each of its agreements; ``cells`` by target."""

    name: str
    country: str
    starts_on: date | None
    ends_on: date | None
    cells: dict[str, str]
    terms: Terms


@dataclass(frozen=True)
class Draft:
    """One agreement to be added."""

    partner: Partner
    kind: str
    partner_unit: str
    starts_on: date | None
    ends_on: date | None
    state: str
    number: str
    remarks: str
    import_key: str
    terms: Terms

    @property
    def has_ended(self) -> bool:
        return self.state == AgreementState.ENDED


@dataclass
class Reading:
    """The register of one run against the portal as it is."""

    mapping: Mapping
    home: Institution
    unit: Unit
    today: date
    matcher: PartnerMatcher
    known: KnownRows
    numbers: Numbers
    file_name: str = ""
    partners: dict[str, Partner] = field(default_factory=dict)
    found: set[int] = field(default_factory=set)
    found_again: list[tuple[RowPlan, int, Sayings]] = field(default_factory=list)
    changes: list = field(default_factory=list)  # of (row, register_changes.Change)

    @classmethod
    def begin(cls, mapping: Mapping, *, home: Institution, today: date, file_name: str = "") -> "Reading":
        return cls(
            mapping,
            home,
            Unit.objects.get(code=mapping.option("responsible_unit")),
            today,
            PartnerMatcher(PartnerIndex.load()),
            known=KnownRows.load(source_of(mapping.option("source"))),
            numbers=Numbers(),
            file_name=file_name,
        )

    @property
    def source(self) -> str:
        return source_of(self.mapping.option("source"))

    @property
    def publishes(self) -> bool:
        return self.mapping.option("publication") == "yes"

    @property
    def updates(self) -> bool:
        """Whether what the file says otherwise is taken over."""
        return self.mapping.option("known") == UPDATE

    @cached_property
    def units(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in Unit.objects.filter(is_active=True)}

    @cached_property
    def people(self) -> dict[int, User]:
        """Those named in the mapping."""
        named = keys_among(self.mapping.values.get("coordinator", {}).values())
        return User.objects.in_bulk(named)

    @cached_property
    def others(self) -> KnownAgreements:
        """What there is already, by kind, unit and partner."""
        return KnownAgreements([unit.pk for unit in {self.unit, *self.units.values()}])

    def unit_of(self, terms: Terms) -> Unit:
        return self.units[terms.unit] if terms.unit else self.unit

    def institution_of(self, written: str) -> Institution | None:
        """Who has, or had, the Erasmus code."""
        index = self.matcher.index
        return index.holder(index.reading(written, ""))
