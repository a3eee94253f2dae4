"""A key figure divided by kind, country, coordinator or activity, for one reader, without small groups (LG-09)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count
from django.utils.translation import gettext as _

from core.indicators import share_of
from core.suppression import suppressed
from insights.kpis.divisions import Division
from insights.kpis.measures import Measure, Scope
from insights.kpis.shown import HIDDEN, Shown, per_cent, plain

SHOWN_AT_ONCE = 10
Counts = dict[object, tuple[int, int]]


@dataclass(frozen=True)
class Parts:
    """A figure by the parts of ``division``; ``rows``: the words of the part, and those of its number."""

    division: Division
    measure: Measure
    rows: list[tuple[str, str, str]]

    @property
    def heading(self) -> str:
        """“By kind”, “By coordinator · Within 6 months”."""
        return " · ".join(filter(None, [str(self.division.label), str(self.measure.label)]))

    @property
    def largest(self) -> list[tuple[str, str, str]]:
        return self.rows[:SHOWN_AT_ONCE]

    @property
    def others(self) -> list[tuple[str, str, str]]:
        return self.rows[SHOWN_AT_ONCE:]


def parts_of(shown: Shown, *, user) -> list[Parts]:
    """Of each division of the figure; ``user`` None: as it may leave the house.

    Who may not see the rows gets the parts of the whole university alone, decided in one table: parts of two units
    beside each other would tell what each of them hides.
    """
    measure, unit = shown.measure, shown.unit
    sees_few = not measure.right or (user is not None and measure.may_see_few(user, unit))
    if shown.figure is None or shown.is_hidden or not (sees_few or unit.parent_id is None):
        return []
    scope = Scope(unit, shown.year)
    found = ((division, counts_by(division, measure, scope)) for division in measure.divisions)
    told = ((division, counts, told_of(counts, measure, hides=not sees_few)) for division, counts in found)
    is_share = measure.of is not None
    return [
        Parts(division, measure, rows_of(division, counts, cells, is_share=is_share))
        for division, counts, cells in told
        if cells
    ]


def counts_by(division: Division, measure: Measure, scope: Scope) -> Counts:
    """(counted, of how many) by value, the largest first; of a plain number both are the same."""
    counted = _counted(division, measure.rows, scope)
    whole = _counted(division, measure.of, scope) if measure.of else counted
    keys = sorted(whole, key=lambda key: (-whole[key], -counted.get(key, 0), str(key)))
    return {key: (counted.get(key, 0), whole[key]) for key in keys}


def _counted(division: Division, rows, scope: Scope) -> dict:
    among = rows(scope).order_by()
    found = (among.filter(division.only) if division.only else among).values_list(division.field)
    return dict(found.annotate(Count("pk", distinct=True)))


def told_of(counts: Counts, measure: Measure, *, hides: bool) -> list[str]:
    """The words of each number; nothing where a total, which stands elsewhere, would have to be hidden with them."""
    words = [_words(measure, *pair) for pair in counts.values()]
    if not hides or not counts:
        return words
    table = [[counted, whole - counted] if measure.of else [counted] for counted, whole in counts.values()]
    *cells, totals = suppressed(table).cells
    if None in totals:
        return []
    return [HIDDEN if None in row else word for row, word in zip(cells, words, strict=True)]


def _words(measure: Measure, counted: int, whole: int) -> str:
    return per_cent(share_of(Decimal(counted), Decimal(whole))) if measure.of else plain(Decimal(counted))


def rows_of(division: Division, counts: Counts, cells: list[str], *, is_share: bool) -> list[tuple[str, str, str]]:
    names = division.words([key for key in counts if key not in (None, "")])
    rows = []
    for (key, (counted, whole)), cell in zip(counts.items(), cells, strict=True):
        of = _("%(counted)s of %(whole)s") % {"counted": counted, "whole": whole} if is_share else ""
        rows.append((names.get(key) or _("not said"), cell, "" if cell == HIDDEN else of))
    return rows
