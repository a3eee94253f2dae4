"""The rows behind one number: those counted, those not, and all of them, as far as the reader may see them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Agreement
from core.addresses import address_with
from core.paging import Page, page_of
from core.suppression import SMALLEST_SHOWN
from insights.kpis.all_measures import measure_of
from insights.kpis.divided import counts_by
from insights.kpis.divisions import Division
from insights.kpis.measures import Measure
from insights.kpis.scope import Scope
from insights.kpis.shown import Figures
from insights.models import Kpi
from mobility.models import Mobility, Participant
from reference.academic_years import AcademicYear

PAGE_SIZE = 50
SETS = {"counted": gettext_lazy("Counted"), "missing": gettext_lazy("Not counted"), "all": gettext_lazy("All of them")}


@dataclass
class BehindFigure:
    """One of the sets of rows (``which``, a key of ``SETS``) of a measure; ``user`` sees theirs alone of it."""

    kpi: Kpi
    measure: Measure
    which: str
    scope: Scope
    user: object
    division: Division | None = None
    key: object = None

    @classmethod
    def of(cls, kpi: Kpi, scope: Scope, *, part: str, which: str, user, by: str = "", key: str = ""):
        """None where there is no such number, or it has no such rows; of the part ``key`` of a division alone."""
        measure = measure_of(kpi.code, part)
        if measure is None:
            return None
        behind = cls(kpi, measure, which or next(iter(sets_of(measure)), ""), scope, user)
        if by and not behind.narrow(by, key):
            return None
        return behind if behind.which in sets_of(measure) else None

    def narrow(self, by: str, key: str) -> bool:
        """To one part of a division; whether there is such a part."""
        self.division = next((each for each in self.measure.divisions if each.name == by and not each.page), None)
        parts = counts_by(self.division, self.measure, self.scope) if self.division else {}
        found = {str(part or ""): part for part in parts}
        self.key = found.get(key)
        return key in found

    @cached_property
    def every_row(self) -> QuerySet:
        if self.which == "all":
            return self._of_part(self.measure.of(self.scope))
        counted = self._of_part(self.measure.rows(self.scope))
        if self.which == "counted":
            return counted
        return self._of_part(self.measure.of(self.scope)).exclude(pk__in=counted.order_by().values("pk"))

    def _of_part(self, rows: QuerySet) -> QuerySet:
        return rows.filter(pk__in=self.division.rows_at(rows, self.key).values("pk")) if self.division else rows

    @cached_property
    def visible(self) -> QuerySet:
        return self.every_row.visible_to(self.user)

    @cached_property
    def visible_count(self) -> int:
        return self.visible.order_by().count()

    @cached_property
    def is_hidden(self) -> bool:
        """Whether how many there are would tell this reader of a small group."""
        if self.measure.may_see_few(self.user, self.scope.unit):
            return False
        unit, year = self.scope.unit, self.scope.year
        shown = Figures([unit], self.user, kpi=self.kpi).shown(self.measure, unit, year)
        return self.division is not None or shown.figure is None or shown.is_hidden

    @cached_property
    def elsewhere_count(self) -> int | None:
        """How many more there are that the reader may not see; None where that is not told, or would tell of few."""
        if self.is_hidden:
            return None
        left = self.every_row.order_by().count() - self.visible_count
        return None if self.measure.right and 0 < left < SMALLEST_SHOWN else left

    @property
    def title(self) -> str:
        words = {"figure": self.kpi.name, "rows": SETS[self.which]}
        return _("%(figure)s: %(rows)s") % {**words, "rows": str(words["rows"]).lower()}

    @property
    def place_words(self) -> str:
        words = [self.scope.unit.name, AcademicYear(self.scope.year), self.measure.label, self.key_words]
        return " · ".join(str(each) for each in words if each)

    @property
    def key_words(self) -> str:
        if self.division is None:
            return ""
        words = self.division.words([self.key] if self.key is not None else [])
        return str(words.get(self.key) or _("not said"))

    def page(self, query) -> Page:
        return page_of(self.visible_count, query.get("page", ""), query, PAGE_SIZE)

    def rows_on(self, page: Page) -> list[dict]:
        """Words and address of each row of the page, in a constant number of queries."""
        return [_row(row) for row in _ordered(self.visible)[page.part]]

    def tabs(self, query) -> list[dict]:
        return [
            {
                "label": SETS[name],
                "url": address_with(query, without=["page"], rows=name),
                "is_current": name == self.which,
            }
            for name in sets_of(self.measure)
        ]


def sets_of(measure: Measure) -> list[str]:
    """Which sets of rows the portal has and may show."""
    both = bool(measure.rows and measure.of)
    has = {"counted": bool(measure.rows), "missing": both, "all": bool(measure.of)}
    return [name for name in SETS if has[name]]


def _ordered(rows: QuerySet) -> QuerySet:
    if rows.model is Mobility:
        return rows.for_list().order_by("sort_key", "pk")
    if rows.model is Agreement:
        return rows.for_list().order_by("partner_sort_key", "pk")
    return rows.order_by("family_name", "given_name", "pk")


def _row(row) -> dict:
    if isinstance(row, Participant):
        return {"label": row.name, "detail": "", "state": "", "tone": "", "url": row.get_absolute_url()}
    if isinstance(row, Mobility):
        label, detail = str(row.participant), f"{row.place} · {row.get_activity_display()} · {row.year}"
    else:
        label, detail = row.title, " · ".join(filter(None, [row.kind_short, row.partner_name, row.number]))
    state = {"state": row.get_state_display(), "tone": row.state_tone}
    return {"label": label, "detail": detail, "url": row.get_absolute_url(), **state}
