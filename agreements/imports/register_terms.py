"""What a row of a register says of its agreement beside partner, kind and days: each cell read, or refused in words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from agreements.enums import NoticeRule, Renewal
from agreements.imports.register_cells import one_line
from agreements.imports.register_words import NEW_TAG
from core.imports.days import NotADay, start_day
from core.imports.mapping import LEAVE_OUT, Mapping
from core.imports.plans import RowPlan
from partners.models import Institution

NUMBER = re.compile(r"^(\d{1,6})(?:[.,]0+)?\s*(\D*)$")
YEARS = ("year", "ar", "jahr", "yr")
LONGEST_TITLE, LONGEST_REFERENCE, LONGEST_NAME = 300, 100, 200
MOST_TIMES = 99


@dataclass(frozen=True)
class Terms:
    """Only what the row says. ``fields`` of the agreement by name; ``signed``: (name, day), by whether we are meant.

    ``parent`` and ``predecessor`` are registration numbers; ``tags`` names, ``units`` codes.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    state: str = ""
    unit: str = ""
    units: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    reference: str = ""
    parent: str = ""
    predecessor: str = ""
    further_partners: tuple[Institution, ...] = ()
    signed: dict[bool, tuple[str, date]] = field(default_factory=dict)


@dataclass
class CellReader:
    """The cells of one row, read one after the other; what cannot be read refuses the row."""

    plan: RowPlan
    cells: dict[str, str]
    mapping: Mapping
    words_in: Callable[[str, str], list[str]]

    def text(self, target: str, longest: int) -> str:
        text = one_line(self.cells.get(target, ""))
        if len(text) > longest:
            words = {"text": f"{text[:40]}…", "count": longest}
            self.plan.refuse(_("“%(text)s” is longer than %(count)d characters.") % words)
        return text

    def words(self, target: str) -> list[tuple[str, str]]:
        """(word, meaning) of each word of the cell; one without a meaning refuses the row."""
        found = [
            (word, self.mapping.meaning(target, word)) for word in self.words_in(target, self.cells.get(target, ""))
        ]
        for word, meaning in found:
            if not meaning:
                self.plan.refuse(_("“%(word)s” has no meaning in the mapping.") % {"word": word})
        return [(word, meaning) for word, meaning in found if meaning]

    def word(self, target: str) -> str:
        return next((meaning for _word, meaning in self.words(target)), "")

    def truth(self, target: str) -> bool | None:
        return {"yes": True, "no": False}.get(self.word(target))

    def day(self, target: str) -> date | None:
        try:
            return start_day(self.cells.get(target, ""))
        except NotADay as problem:
            self.plan.refuse(problem.sentence)
            return None

    def count(self, target: str, *, most: int, in_months: bool = False) -> int | None:
        """A whole number; ``2 years`` is 24 where months are asked for."""
        written = self.cells.get(target, "")
        if not written:
            return None
        match = NUMBER.match(written.casefold().replace("å", "a"))
        count = int(match[1]) * (12 if in_months and match[2].startswith(YEARS) else 1) if match else None
        if count is None or count > most:
            self.plan.refuse(_("“%(written)s” is no number up to %(most)d.") % {"written": written, "most": most})
            return None
        return count


def read_terms(read: CellReader, institution_of: Callable[[str], Institution | None]) -> Terms:
    """All cells beside those that say which agreement it is. ``institution_of`` a code, in any spelling."""
    fields: dict[str, Any] = {
        "title": read.text("title", LONGEST_TITLE),
        "tuition_waived": read.truth("tuition_waived"),
        "is_open_ended": read.truth("open_ended"),
        "is_published": read.truth("published"),
        "turn": read.word("turn"),
        "turn_since": read.day("turn_since"),
        "coordinator": _person(read.word("coordinator")),
        **_renewal(read),
        **_notice(read),
    }
    return Terms(
        {name: value for name, value in fields.items() if value not in (None, "")},
        state=read.word("state"),
        unit=read.word("responsible_unit"),
        units=tuple(meaning for _word, meaning in read.words("further_units")),
        tags=_tags(read),
        reference=read.text("reference", LONGEST_REFERENCE),
        parent=read.text("parent", LONGEST_REFERENCE),
        predecessor=read.text("predecessor", LONGEST_REFERENCE),
        further_partners=_further_partners(read, institution_of),
        signed=_signed(read),
    )


def _person(meaning: str) -> int | None:
    return int(meaning) if meaning and meaning != LEAVE_OUT else None


def _renewal(read: CellReader) -> dict:
    months = read.count("renewal_months", most=240, in_months=True)
    rule = read.word("renewal") or (Renewal.AUTOMATIC.value if months else "")
    if rule == Renewal.AUTOMATIC and not read.cells.get("renewal_months"):
        read.plan.refuse(_("It renews by itself, but the file does not say for how many months."))
    if rule == Renewal.NONE:
        return {"renewal": rule}
    return {
        "renewal": rule,
        "renewal_months": months,
        "most_renewals": read.count("most_renewals", most=MOST_TIMES),
    }


def _notice(read: CellReader) -> dict:
    months = read.count("notice_months", most=240, in_months=True)
    rule = read.word("notice_rule") or (NoticeRule.MONTHS.value if months else "")
    if rule == NoticeRule.MONTHS and not read.cells.get("notice_months"):
        read.plan.refuse(_("Notice is given some months before the end, but the file does not say how many."))
    return {"notice_rule": rule, "notice_months": months if rule == NoticeRule.MONTHS else None}


def _tags(read: CellReader) -> tuple[str, ...]:
    """Keys of tags, and the words of those to be made with ``+`` before them."""
    found = ((word, meaning) for word, meaning in read.words("tags") if meaning != LEAVE_OUT)
    return tuple(f"{NEW_TAG}{word[:40]}" if meaning == NEW_TAG else meaning for word, meaning in found)


def _further_partners(read: CellReader, institution_of) -> tuple[Institution, ...]:
    found = []
    for code in filter(None, re.split(r"\s*[,;|\n]\s*", read.cells.get("further_partners", ""))):
        institution = institution_of(code)
        if institution is None:
            read.plan.refuse(_("No partner has the Erasmus code “%(code)s”.") % {"code": code})
        else:
            found.append(institution)
    return tuple(dict.fromkeys(found))


def _signed(read: CellReader) -> dict[bool, tuple[str, date]]:
    """By whether it is ourselves. A day without a name is kept with words that say so; a name without a day is none."""
    by_all, signed = read.day("signed_on"), {}
    for is_home, who in ((True, "us"), (False, "partner")):
        day, name = read.day(f"signed_by_{who}_on") or by_all, read.text(f"signed_by_{who}", LONGEST_NAME)
        if day:
            signed[is_home] = (name, day)
        elif name:
            read.plan.doubts.append(_("“%(name)s” signed, but the file does not say when.") % {"name": name})
    return signed
