"""Which partners an address names (``?at=12,55``), read without trust, and the addresses that name them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.keys import is_key
from finder import published
from partners.models import Institution

PARAMETER = "at"
MOST_KEPT = 40
MOST_COMPARED = 4
LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Asked:
    """The partners an address names, in its order; ``problems`` says in words what of it was left out."""

    partners: tuple[Institution, ...]
    problems: tuple[str, ...]

    @property
    def numbers(self) -> list[int]:
        return [partner.pk for partner in self.partners]

    def for_comparison(self) -> "Asked":
        """As many of them as stand side by side, with a sentence about the others."""
        count = len(self.partners)
        if count <= MOST_COMPARED:
            return self
        words = _("%(most)d stand side by side at most: these are the first of %(count)d.")
        problem = words % {"most": MOST_COMPARED, "count": count}
        return Asked(self.partners[:MOST_COMPARED], (*self.problems, problem))


def address_with(name: str, numbers: Iterable[int]) -> str:
    """The page ``finder:<name>`` of the partners with these numbers."""
    listed = ",".join(map(str, numbers))
    return reverse(f"finder:{name}") + (f"?{PARAMETER}={listed}" if listed else "")


def read_asked(query: QueryDict) -> Asked:
    """The published partners named by ``at=12,55`` or ``at=12&at=55``; three queries at most, and never an error."""
    words = [word for value in query.getlist(PARAMETER) for word in value.replace(",", " ").split()]
    every = list(dict.fromkeys(int(word) for word in words if is_key(word)))
    numbers = every[:MOST_KEPT]
    rows = published.institutions().select_related("country").in_bulk(numbers)
    known = rows | _moved([number for number in numbers if number not in rows])
    found = dict.fromkeys(known[number] for number in numbers if number in known)
    problems = [*_nonsense(words), *_gone(len(numbers) - len(known)), *_too_many(len(every))]
    return Asked(tuple(found), tuple(problems))


def _moved(missing: list[int]) -> dict[int, Institution]:
    """Those that live on under another number, since they were merged."""
    survivors = published.survivors_of(missing) if missing else {}
    rows = published.institutions().select_related("country").in_bulk(survivors.values()) if survivors else {}
    return {number: rows[survivor] for number, survivor in survivors.items() if survivor in rows}


def _nonsense(words: list[str]) -> list[str]:
    strange = [word for word in words if not is_key(word)]
    if not strange:
        return []
    shown = strange[0][:LONGEST_SHOWN]
    return [_("“%(value)s” is not the number of a partner and was left out.") % {"value": shown}]


def _gone(count: int) -> list[str]:
    """Never which: what was never published is told like what is not published any more."""
    if not count:
        return []
    words = ngettext(
        "%(count)d partner of this address is not, or no longer, on this site.",
        "%(count)d partners of this address are not, or no longer, on this site.",
        count,
    )
    return [words % {"count": count}]


def _too_many(count: int) -> list[str]:
    if count <= MOST_KEPT:
        return []
    return [_("A list holds %(most)d partners at most: the others were left out.") % {"most": MOST_KEPT}]
