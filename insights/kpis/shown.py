"""Key figures as somebody may see them: a small group is hidden from whoever may not see the rows (LG-09)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.models import Unit
from core.charts.bars import Part
from core.charts.columns import ColumnChart, Group
from core.suppression import SMALLEST_SHOWN
from insights.kpis.all_measures import MEASURES, measures_of
from insights.kpis.keeping import years_kept
from insights.kpis.known import Subtracting
from insights.kpis.measures import Measure
from insights.kpis.scope import Scope
from insights.models import Kpi, KpiFigure
from reference.academic_years import AcademicYear

HIDDEN = f"<{SMALLEST_SHOWN}*"


def hidden_sentence() -> str:
    return _("%(sign)s: fewer than five people, or what would tell their number.") % {"sign": HIDDEN}


@dataclass(frozen=True)
class Shown:
    """One number of one unit and year, for one reader; ``figure`` is None where nothing can be said."""

    measure: Measure
    unit: Unit
    year: int
    figure: KpiFigure | None
    is_hidden: bool

    @property
    def value(self) -> Decimal | None:
        """None where it is hidden, too."""
        return None if self.is_hidden or self.figure is None else self.figure.value

    @property
    def words(self) -> str:
        """“64.3 %”, “12 agreements”, “<5*”, “–”."""
        if self.is_hidden:
            return HIDDEN
        if self.value is None:
            return "–"
        if self.figure.is_share:
            return per_cent(self.value)
        return " ".join(filter(None, [plain(self.value), self._measured_in(self.value)]))

    @property
    def of_words(self) -> str:
        """“9 of 14”; "" for a plain number."""
        if self.value is None or not self.figure.is_share:
            return ""
        words = {"counted": plain(self.figure.counted), "whole": plain(self.figure.whole)}
        return " ".join(filter(None, [_("%(counted)s of %(whole)s") % words, self._measured_in(self.figure.whole)]))

    def _measured_in(self, value: Decimal) -> str:
        words = self.measure.measured_in
        return words % (1 if value == 1 else 2) if words else ""

    @property
    def rows_url(self) -> str:
        """The rows behind it: the page that shows them, "" where there is none, or nothing to show."""
        if self.figure is None or self.is_hidden:
            return ""
        if self.measure.page:
            return self.measure.page(Scope(self.unit, self.year))
        if not (self.measure.rows or self.measure.of):
            return ""
        query = urlencode({"part": self.measure.part, "unit": self.unit.pk, "year": self.year})
        return f"{reverse('insights:kpi_rows', args=[self.measure.kpi])}?{query}"


def per_cent(value: Decimal | None) -> str:
    """“64.3 %”, “–” of nothing."""
    return "–" if value is None else f"{number_format(round(value, 1), 1)} %"  # number_format cuts off, not rounds


def plain(value: Decimal) -> str:
    return number_format(value.normalize() if value % 1 else int(value), force_grouping=True)


class Figures:
    """What was counted for some units and the years kept, read at once, for ``user``.

    ``is_leaving``: as it may leave the house, in the hands of the user, without small groups.
    """

    def __init__(self, units: Iterable[Unit], user, *, kpi: Kpi | None = None, is_leaving: bool = False):
        self.user, self.is_leaving, self.subtracting = user, is_leaving, Subtracting(user, years_kept())
        rows = KpiFigure.objects.filter(unit__in=list(units), academic_year__in=years_kept()).select_related("kpi")
        found = rows.filter(kpi=kpi) if kpi else rows
        self.found = {(row.kpi.code, row.part, row.unit_id, row.academic_year): row for row in found}

    def shown(self, measure: Measure, unit: Unit, year: int) -> Shown:
        figure = self.found.get((measure.kpi, measure.part, unit.pk, year))
        return Shown(measure, unit, year, figure, figure is not None and self._is_hidden(measure, unit, figure))

    def _is_hidden(self, measure: Measure, unit: Unit, figure: KpiFigure) -> bool:
        sees_few = measure.may_see_few(self.user, unit)
        if sees_few:
            return self.is_leaving and figure.is_hidden
        return figure.is_hidden or self.subtracting.hides(measure, unit, figure.academic_year)

    def trend(self, measure: Measure, unit: Unit) -> list[Shown]:
        return [self.shown(measure, unit, year) for year in years_kept()]


@dataclass(frozen=True)
class Line:
    """One row of the table of key figures: a number, the years before it, and whether it meets its target."""

    kpi: Kpi
    shown: Shown
    trend: list[Shown]

    @property
    def is_met(self) -> bool | None:
        is_judged = self.shown.measure.part in ("", "within-6")  # the target of KPI-09 is about six months
        return self.kpi.is_met_by(self.shown.value) if is_judged else None

    @property
    def change(self) -> Decimal | None:
        """Against the year before, in points of a share; None where either is not known."""
        before = next((each.value for each in self.trend if each.year == self.shown.year - 1), None)
        return None if before is None or self.shown.value is None else self.shown.value - before

    @property
    def change_words(self) -> str:
        if self.change is None:
            return ""
        sign = "+" if self.change > 0 else "−" if self.change < 0 else "±"
        words = {"change": f"{sign}{plain(abs(round(self.change, 1)))}", "year": AcademicYear(self.shown.year - 1)}
        if self.shown.figure.is_share:
            return _("%(change)s points on %(year)s") % words
        return _("%(change)s on %(year)s") % words


def lines_of(unit: Unit, year: int, user, *, is_leaving: bool = False) -> list[Line]:
    """Every key figure in its order, one line for each of its numbers."""
    figures, by_code = Figures([unit], user, is_leaving=is_leaving), defaultdict(list)
    for measure in MEASURES:
        by_code[measure.kpi].append(measure)
    return [
        Line(kpi, figures.shown(measure, unit, year), figures.trend(measure, unit))
        for kpi in Kpi.objects.all()
        for measure in by_code[kpi.code]
    ]


def counted_at(kpi: Kpi | None = None):
    """When the figures were last counted; None before that."""
    rows = KpiFigure.objects.filter(kpi=kpi) if kpi else KpiFigure.objects.all()
    return rows.aggregate(newest=Max("counted_at"))["newest"]


def trend_chart(kpi: Kpi, trends: list[list[Shown]]) -> ColumnChart:
    """Columns year by year, of each number of the key figure."""
    by_year = list(zip(*trends, strict=True))
    groups = [
        Group(
            str(AcademicYear(row[0].year)),
            tuple(Part(max(round(each.value or 0), 0), each.rows_url, each.words) for each in row),
            is_now=row[0].year == AcademicYear.current().first_year,
        )
        for row in by_year
    ]
    kinds = [str(measure.label or kpi.name) for measure in measures_of(kpi.code)]
    return ColumnChart(
        title=_finding(kpi, trends[0]),
        first_heading=_("Academic year"),
        kinds=kinds,
        groups=groups,
        remark=_("A column below nought, hidden or unknown is drawn as none; the table says which."),
    )


def _finding(kpi: Kpi, trend: list[Shown]) -> str:
    known = [each for each in trend if each.value is not None]
    if not known:
        return _("Nothing can be said of these years yet")
    first, last = known[0], known[-1]
    words = {"value": last.words, "year": AcademicYear(last.year), "before": first.words}
    if first is last:
        return _("%(value)s in %(year)s") % words
    return _("%(value)s in %(year)s, %(before)s in %(first)s") % {**words, "first": AcademicYear(first.year)}
