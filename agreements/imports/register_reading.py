"""What one import of a register knows while it goes through the rows, and what comes out of them."""

from dataclasses import dataclass, field
from datetime import date

from accounts.models import Unit
from agreements.enums import AgreementState
from agreements.imports.partner_index import PartnerIndex
from agreements.imports.partner_matching import PartnerMatcher
from agreements.imports.register_identity import KnownRows, source_of
from agreements.models import Agreement
from core.imports.mapping import Mapping
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
    numbers: set[str]
    partners: dict[str, Partner] = field(default_factory=dict)
    found: set[int] = field(default_factory=set)

    @classmethod
    def begin(cls, mapping: Mapping, *, home: Institution, today: date) -> "Reading":
        return cls(
            mapping,
            home,
            Unit.objects.get(code=mapping.option("responsible_unit")),
            today,
            PartnerMatcher(PartnerIndex.load()),
            known=KnownRows.load(source_of(mapping.option("source"))),
            numbers=set(Agreement.objects.exclude(number="").values_list("number", flat=True)),
        )

    @property
    def source(self) -> str:
        return source_of(self.mapping.option("source"))

    @property
    def publishes(self) -> bool:
        return self.mapping.option("publication") == "yes"
