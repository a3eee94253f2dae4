"""A key figure divided as its definition names it, for one reader, without small groups (LG-09)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core.indicators import share_of
from insights.kpis.divisions import Division
from insights.kpis.hiding import Groups, hidden_units, less
from insights.kpis.known import own_units
from insights.kpis.measures import Measure
from insights.kpis.scope import Measured, Scope
from insights.kpis.shown import HIDDEN, Shown, per_cent, plain

SHOWN_AT_ONCE, SHOWN_IN_ALL = 10, 100
Counts = dict[Any, Measured]


@dataclass(frozen=True)
class Part:
    """``number`` is “<5*” where it is hidden; ``of`` the words it is a share of; ``url`` leads to its rows."""

    words: str
    number: str
    of: str
    url: str


@dataclass(frozen=True)
class Parts:
    """A figure by the parts of ``division``, the largest first; ``left_out`` stand in the file alone."""

    division: Division
    measure: Measure
    rows: list[Part]
    left_out: int = 0

    @property
    def heading(self) -> str:
        """“By kind”, “By coordinator · Within 6 months”."""
        return " · ".join(filter(None, [str(self.division.label), str(self.measure.label)]))

    @property
    def largest(self) -> list[Part]:
        return self.rows[:SHOWN_AT_ONCE]

    @property
    def others(self) -> list[Part]:
        return self.rows[SHOWN_AT_ONCE:]


def parts_of(shown: Shown, *, user, is_leaving: bool = False) -> list[Parts]:
    """Of each division of the figure; ``is_leaving``: every part, as they may leave the house.

    Who may not see the rows gets the parts of the whole university alone, decided in one table: parts of two units
    beside each other would tell what each of them hides.
    """
    measure, unit = shown.measure, shown.unit
    sees_few = not measure.right or (not is_leaving and measure.may_see_few(user, unit))
    if shown.figure is None or shown.is_hidden or not (sees_few or unit.parent_id is None):
        return []
    scope, most = Scope(unit, shown.year), None if is_leaving else SHOWN_IN_ALL
    counted = ((division, counts_by(division, measure, scope)) for division in measure.divisions)
    counts = {division.name: among for division, among in counted if among}
    hidden = {name: set() for name in counts} if sees_few else hidden_parts(shown, counts, user)
    return [
        Parts(
            division,
            measure,
            rows_of(division, shown, dict(islice(among.items(), most)), hidden[division.name], user),
            left_out=len(among) - min(len(among), most or len(among)),
        )
        for division in measure.divisions
        if division.name in hidden and (among := counts[division.name])
    ]


def counts_by(division: Division, measure: Measure, scope: Scope) -> Counts:
    """What was counted by part, the largest first."""
    found = division.parts(scope) if division.parts else _counted_rows(division, measure, scope)
    keys = sorted(found, key=lambda key: (-(found[key].whole or 0), -found[key].counted, str(key)))
    return {key: found[key] for key in keys}


def _counted_rows(division: Division, measure: Measure, scope: Scope) -> Counts:
    counted = _rows_by(division, measure.rows, scope)
    whole = _rows_by(division, measure.of, scope) if measure.of else {}
    found = {}
    for key in {**counted, **whole}:
        number, all_of = counted.get(key, 0), whole.get(key) if measure.of else None
        groups = (number,) if all_of is None else (number, all_of - number)
        of = None if all_of is None else Decimal(all_of)
        found[key] = Measured(Decimal(number), of, groups if measure.right else ())
    return found


def _rows_by(division: Division, rows, scope: Scope) -> dict[Any, int]:
    found = dict(division.among(rows(scope)).values_list(division.field).annotate(Count("pk", distinct=True)))
    whole, parts = division.gathered(found), Counter[Any]()
    for value, count in found.items():
        parts[whole.get(value)] += count
    return parts


def hidden_parts(shown: Shown, counts: Mapping[str, Counts], user) -> dict[str, set]:
    """The hidden parts of each division that may be shown to somebody who does not see the rows.

    They could take away the parts of their own units; and from a coarser division the parts that lie in one of its own.
    """
    measure, total = shown.measure, tuple(shown.figure.groups)
    own = [Scope(unit, shown.year) for unit in own_units(user, measure.right)]
    hidden: dict[str, set] = {}
    for division in (each for each in measure.divisions if each.name in counts):
        known = [counts_by(division, measure, scope) for scope in own]
        found = told_apart(total, counts[division.name], known)
        if found is not None and not (division.coarser in hidden and (found or hidden[division.coarser])):
            hidden[division.name] = found
    return hidden


def told_apart(total: Groups, counts: Counts, known: list[Counts]) -> set | None:
    """The parts to hide from whoever knows the parts ``known``; None where nothing may be told of any."""
    if not total:
        return None
    own = len(next(iter(counts.values())).groups)  # what else a total tells is no part of it
    parts = {place: _less_known(key, counts, known) for place, key in enumerate(counts, start=1)}
    rest = less(total[:own], [each.groups for among in known for each in among.values()])
    hidden = hidden_units({0: rest, **parts}, {0: list(parts)}, 0)
    return None if 0 in hidden else {key for place, key in enumerate(counts, start=1) if place in hidden}


def _less_known(key: Any, counts: Counts, known: list[Counts]) -> Groups:
    return less(counts[key].groups, [among[key].groups for among in known if key in among])


def rows_of(division: Division, shown: Shown, counts: Counts, hidden: set, user) -> list[Part]:
    names = division.words([key for key in counts if key not in (None, "")])
    return [
        Part(names.get(key) or _("not said"), HIDDEN, "", "")
        if key in hidden
        else Part(names.get(key) or _("not said"), *_words(counts[key]), _url(division, shown, key, user))
        for key in counts
    ]


def _words(part: Measured) -> tuple[str, str]:
    if part.whole is None:
        return plain(part.counted), ""
    words = {"counted": plain(part.counted), "whole": plain(part.whole)}
    return per_cent(share_of(part.counted, part.whole)), _("%(counted)s of %(whole)s") % words


def _url(division: Division, shown: Shown, key: Any, user) -> str:
    """The rows of one part, where the portal has rows of it."""
    measure = shown.measure
    if division.page:
        return division.page(Scope(shown.unit, shown.year), user)
    if not (measure.rows or measure.of):
        return ""
    about = {"part": measure.part, "unit": shown.unit.pk, "year": shown.year, "by": division.name, "is": key or ""}
    return f"{reverse('insights:kpi_rows', args=[measure.kpi])}?{urlencode(about)}"
