"""Institutions of the register, found again by what different lists know of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.search_text import fold
from partners.enums import CodeScheme
from partners.models import FormerCode, Institution

KNOWN_TO_THE_LIST = (CodeScheme.ERASMUS, CodeScheme.PIC)


@dataclass
class KnownInstitutions:
    """An index over all institutions by code, PIC, and name within a country; ``former`` by codes they had."""

    by_code: dict[str, Institution]
    by_pic: dict[str, Institution]
    former: dict[str, Institution]
    nameless: dict[tuple[str, str], list[Institution]]
    everyone: list[Institution]

    @classmethod
    def load(cls) -> "KnownInstitutions":
        everyone = list(Institution.objects.unmerged().order_by("pk"))
        by_key = {institution.pk: institution for institution in everyone}
        codes = FormerCode.objects.filter(scheme__in=KNOWN_TO_THE_LIST).values_list("code", "institution")
        nameless = defaultdict(list)
        for institution in everyone:
            if not institution.erasmus_code:
                for name in {fold(institution.name), fold(institution.legal_name)} - {""}:
                    nameless[institution.country_id, name].append(institution)
        return cls(
            by_code={found.erasmus_code: found for found in everyone if found.erasmus_code},
            by_pic={found.pic: found for found in everyone if found.pic},
            former={code: by_key[key] for code, key in codes},
            nameless=nameless,
            everyone=everyone,
        )

    def find(self, facts: dict[str, str]) -> tuple[Institution | None, str]:
        """The institution that a row of the charter list describes, and a doubt where its code was not the proof."""
        if found := self.by_code.get(facts["erasmus_code"]):
            return found, ""
        if facts["pic"] and (found := self.by_pic.get(facts["pic"])):
            return found, _("Found by its PIC: in the register it has the code “%(code)s”.") % {
                "code": found.erasmus_code
            }
        if self.had_before(facts):
            return None, ""
        namesakes = self.nameless.get((facts["country"], fold(facts["legal_name"])), [])
        if len(namesakes) == 1:
            return namesakes[0], _("Found by name and country: in the register it has no Erasmus code.")
        return None, ""

    def had_before(self, facts: dict[str, str]) -> Institution | None:
        """The institution that had the row's code or PIC before, or absorbed the one that had it."""
        return self.former.get(facts["erasmus_code"]) or self.former.get(facts["pic"])

    def listed(self) -> Iterable[Institution]:
        """Those that an earlier edition named and that are not yet marked as missing."""
        return (found for found in self.everyone if found.charter_listed_on and not found.charter_missing_since)
