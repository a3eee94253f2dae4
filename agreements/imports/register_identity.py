"""By what a row of a register is known again: source, kind, partner, partner's unit, programme.

The partner counts as the row writes it, so that a repeated import finds its own agreement whatever
has become of the institution since; and as the institution it was taken for, so that a better
spelling in a later file does not make a second agreement.
"""

from dataclasses import dataclass, field
from hashlib import sha256

from agreements.models import Agreement, Party
from core.search_text import fold
from reference.erasmus_codes import possible_readings, without_local_tail


@dataclass(frozen=True)
class Identity:
    """Folded words of one agreement of one row. ``source`` and ``kind`` hold no ``|``, nor can folded words."""

    source: str
    kind: str
    partner: str
    unit: str
    programme: str

    @property
    def key(self) -> str:
        """Readable, short enough for its column, and distinct by the digest of the whole."""
        whole = f"{self.source}|{self.kind}|{self.partner}|{self.unit}|{self.programme}"
        short = f"{self.source}|{self.kind}|{self.partner[:160]}|{self.unit[:120]}|{self.programme[:60]}"
        return f"{short}|{sha256(whole.encode()).hexdigest()[:12]}"

    def with_partner(self, partner: str) -> tuple[str, ...]:
        """The same agreement with the institution in the place of the written partner."""
        return (self.kind, partner, self.unit[:120], self.programme[:60])


def source_of(name: str) -> str:
    """The name of a register as part of a key."""
    return fold(name).replace(" ", "-")[:60]


def written_partner(code: str, name: str, country: str) -> str:
    """The partner in the row's own words."""
    reading = next(iter(possible_readings(without_local_tail(code))), "") if code else ""
    return f"{fold(reading)} {fold(name)} {country.lower()}".strip()


@dataclass
class KnownRows:
    """Agreements that came from a register, and those that this run is about to add."""

    by_key: dict[str, Agreement] = field(default_factory=dict)
    by_partner: dict[tuple[str, ...], Agreement] = field(default_factory=dict)
    planned: dict[object, int] = field(default_factory=dict)

    @classmethod
    def load(cls, source: str) -> "KnownRows":
        imported = Agreement.objects.filter(import_key__startswith=f"{source}|")
        parties = Party.objects.filter(agreement__in=imported.values("pk"), position=1)
        partners = dict(parties.values_list("agreement", "institution"))
        known = cls()
        for agreement in imported.only("import_key", "starts_on", "ends_on"):
            known.by_key[agreement.import_key] = agreement
            _source, kind, _partner, unit, programme, _digest = agreement.import_key.split("|")
            known.by_partner[kind, str(partners.get(agreement.pk)), unit, programme] = agreement
        return known

    def find(self, identity: Identity, partner: str = "") -> Agreement | None:
        """The agreement of an earlier import, by the row's words or by the institution they were taken for."""
        return self.by_key.get(identity.key) or self.by_partner.get(identity.with_partner(partner))

    def claim(self, identity: Identity, partner: str, row: int) -> int | None:
        """Note that ``row`` describes the agreement; the number of an earlier row that did so already."""
        marks = (identity.key, identity.with_partner(partner))
        earlier = next((self.planned[mark] for mark in marks if mark in self.planned), None)
        if earlier is None:
            self.planned.update(dict.fromkeys(marks, row))
        return earlier
