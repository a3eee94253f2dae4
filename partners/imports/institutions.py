"""Institutions by their codes and names, for a file that names the same few in thousands of rows."""

from collections import defaultdict
from dataclasses import dataclass

from core.search_text import fold
from partners.enums import InstitutionStatus
from partners.models import Alias, FormerCode, Institution
from reference.erasmus_codes import display, possible_readings, without_local_tail

WE = ("we", "us", "ourselves", "vi", "oss")
FACTS = ("pk", "name", "legal_name", "native_name", "city", "country_id", "erasmus_code", "status")
CODES = ("erasmus_code", "schac", "pic", "oid")


@dataclass(frozen=True, slots=True)
class Named:
    """What a sentence about an institution needs."""

    pk: int
    name: str
    city: str
    country: str
    erasmus_code: str
    status: str

    def __str__(self):
        return f"{self.name} ({display(self.erasmus_code) or self.city or self.country})"

    @property
    def is_listed(self) -> bool:
        """Whether the charter list alone knows it."""
        return self.status == InstitutionStatus.LISTED

    @property
    def is_closed(self) -> bool:
        return self.status == InstitutionStatus.CLOSED


class Institutions:
    """Answers from memory; three queries in all. With ``home`` the words for ourselves mean it."""

    def __init__(self, home: Institution | None = None):
        self.home = home
        self.named: dict[int, Named] = {}
        self.codes: dict[str, int] = dict(FormerCode.objects.values_list("code", "institution"))
        self.names: dict[str, set[int]] = defaultdict(set)
        for pk, name in Alias.objects.values_list("institution", "name"):
            self.names[fold(name)].add(pk)
        for row in Institution.objects.unmerged().order_by().values(*FACTS, *CODES):
            self._add(row)
        self._known: dict[str, int | None] = {}

    def _add(self, row: dict):
        pk = row["pk"]
        self.named[pk] = Named(pk, row["name"], row["city"], row["country_id"], row["erasmus_code"], str(row["status"]))
        self.codes |= {row[name]: pk for name in CODES if row[name]}
        for name in filter(None, (row["name"], row["legal_name"], row["native_name"])):
            self.names[fold(name)].add(pk)

    def meant(self, written: str) -> int | None:
        """The key of the one institution that a code or a name means."""
        if written not in self._known:
            self._known[written] = self._find(written)
        return self._known[written]

    def _find(self, written: str) -> int | None:
        if self.home is not None and fold(written) in WE:
            return self.home.pk
        holders = self.called(written)
        return self.holder_of(written) or (holders[0].pk if len(holders) == 1 else None)

    def holder_of(self, written: str) -> int | None:
        """Who has the code, or had it, in any spelling."""
        readings = possible_readings(without_local_tail(written))
        forms = (*readings, written.strip(), written.strip().casefold())
        return next((self.codes[code] for code in forms if code in self.codes), None)

    def called(self, name: str) -> list[Named]:
        """Everyone who has the name among their names."""
        return [self.named[pk] for pk in sorted(self.names.get(fold(name), ())) if pk in self.named]
