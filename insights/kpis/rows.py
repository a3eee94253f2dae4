"""The rows behind one number: those counted, those not, and all of them, as far as the reader may see them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Agreement
from core.addresses import address_with
from core.paging import Page, page_of
from insights.kpis.all_measures import measure_of
from insights.kpis.measures import Measure, Scope
from insights.models import Kpi, KpiFigure
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

    @classmethod
    def of(cls, kpi: Kpi, scope: Scope, *, part: str, which: str, user) -> "BehindFigure | None":
        """None where there is no such number, or it has no such rows."""
        measure = measure_of(kpi.code, part)
        if measure is None:
            return None
        behind = cls(kpi, measure, which or next(iter(sets_of(measure)), ""), scope, user)
        return behind if behind.which in sets_of(measure) else None

    @cached_property
    def every_row(self) -> QuerySet:
        if self.which == "all":
            return self.measure.of(self.scope)
        counted = self.measure.rows(self.scope)
        if self.which == "counted":
            return counted
        return self.measure.of(self.scope).exclude(pk__in=counted.order_by().values("pk"))

    @cached_property
    def visible(self) -> QuerySet:
        return self.every_row.visible_to(self.user)

    @cached_property
    def visible_count(self) -> int:
        return self.visible.order_by().count()

    @cached_property
    def is_hidden(self) -> bool:
        """Whether how many there are would tell this reader of a small group."""
        figure = KpiFigure.objects.filter(
            kpi=self.kpi, part=self.measure.part, unit=self.scope.unit, academic_year=self.scope.year
        ).first()
        is_small = figure.is_hidden if figure else True
        return is_small and not self.measure.may_see_few(self.user, self.scope.unit)

    @cached_property
    def elsewhere_count(self) -> int | None:
        """How many more there are that the reader may not see; None where that is not told."""
        return None if self.is_hidden else self.every_row.order_by().count() - self.visible_count

    @property
    def title(self) -> str:
        words = {"figure": self.kpi.name, "rows": SETS[self.which]}
        return _("%(figure)s: %(rows)s") % {**words, "rows": str(words["rows"]).lower()}

    @property
    def place_words(self) -> str:
        label = str(self.measure.label)
        return " · ".join(filter(None, [self.scope.unit.name, str(AcademicYear(self.scope.year)), label]))

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
