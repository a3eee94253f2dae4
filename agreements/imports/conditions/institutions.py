"""Institutions by their codes and names, for a file that names the same few in thousands of rows."""

from collections import defaultdict

from core.search_text import fold
from partners.models import Alias, FormerCode, Institution
from reference.erasmus_codes import possible_readings, without_local_tail

WE = ("we", "us", "ourselves", "vi", "oss")


class Institutions:
    """Answers from memory; four queries in all."""

    def __init__(self, home: Institution):
        self.home = home
        self.codes: dict[str, int] = dict(FormerCode.objects.values_list("code", "institution"))
        self.names: dict[str, set[int]] = defaultdict(set)
        for pk, name in Alias.objects.values_list("institution", "name"):
            self.names[fold(name)].add(pk)
        rows = Institution.objects.unmerged().order_by()
        for pk, erasmus, schac, *names in rows.values_list(
            "pk", "erasmus_code", "schac", "name", "legal_name", "native_name"
        ):
            self.codes |= {code: pk for code in (erasmus, schac) if code}
            for name in filter(None, names):
                self.names[fold(name)].add(pk)
        self._known: dict[str, int | None] = {}

    def meant(self, written: str) -> int | None:
        """The key of the one institution that a code or a name means."""
        if written not in self._known:
            self._known[written] = self._find(written)
        return self._known[written]

    def _find(self, written: str) -> int | None:
        folded = fold(written)
        if folded in WE:
            return self.home.pk
        readings = possible_readings(without_local_tail(written))
        found = next((self.codes[code] for code in (*readings, written.strip().casefold()) if code in self.codes), None)
        holders = self.names.get(folded, set())
        return found or (next(iter(holders)) if len(holders) == 1 else None)
