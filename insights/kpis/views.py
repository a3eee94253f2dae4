"""The table of key figures, the page of each, the rows behind a number, and the files."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView, View

from accounts.models import Unit
from core.addresses import address_with
from core.exports import rows_response
from insights.kpis.all_measures import measures_of
from insights.kpis.choosing import OfUnitAndYear
from insights.kpis.divided import parts_of
from insights.kpis.keeping import years_kept
from insights.kpis.rows import BehindFigure
from insights.kpis.scope import Scope
from insights.kpis.shown import HIDDEN, Figures, counted_at, hidden_sentence, lines_of, trend_chart
from insights.models import Kpi
from insights.querysets import CHANGE_NUMBERS
from reference.academic_years import AcademicYear


def crumbs() -> list[dict]:
    return [{"label": _("Key figures"), "url": reverse("insights:kpi_list")}]


class KpiListView(OfUnitAndYear, TemplateView):
    template_name = "insights/kpis/list.html"

    def get_context_data(self, **kwargs):
        lines = lines_of(self.unit, self.year, self.request.user)
        judged = [line.is_met for line in lines if line.is_met is not None]
        return super().get_context_data(
            title=_("Key figures"),
            subtitle=_("%(met)s of %(all)s targets are met in %(year)s.")
            % {"met": sum(judged), "all": len(judged), "year": AcademicYear(self.year)},
            lines=lines,
            unit=self.unit,
            year=self.year,
            tabs=self.year_tabs(),
            units=self.unit_choices(),
            has_hidden=any(line.shown.is_hidden for line in lines),
            hidden_words=HIDDEN,
            counted_at=counted_at(),
            actions=self.actions(),
            **kwargs,
        )

    def actions(self):
        url = address_with(self.request.GET, path=reverse("insights:kpi_export"))
        export = {"label": _("Export (XLSX)"), "url": url}
        numbers = {"label": _("Numbers of the university"), "url": reverse("insights:number_list")}
        return [*([numbers] if self.request.user.rights.everywhere(CHANGE_NUMBERS) else []), export]


class KpiExportView(OfUnitAndYear, View):
    """Every key figure of the unit, year by year, without small groups: it leaves the house."""

    http_method_names = ["get", "head"]

    def get(self, request):
        years = years_kept()
        headings = [_("Code"), _("Key figure"), _("Target"), *(str(AcademicYear(year)) for year in years)]
        lines = lines_of(self.unit, self.year, request.user, is_leaving=True)
        rows = (
            [
                line.kpi.code,
                " · ".join(filter(None, [line.kpi.name, str(line.shown.measure.label)])),
                line.kpi.target_words,
                *(each.words for each in line.trend),
            ]
            for line in lines
        )
        account = [(_("Unit"), self.unit.name), (_("Hidden"), hidden_sentence())]
        file_format = "csv" if request.GET.get("format") == "csv" else "xlsx"
        return rows_response(_("Key figures"), headings, rows, file_format=file_format, account=account)


class KpiPage(OfUnitAndYear, DetailView):
    """About one key figure, found by its code."""

    model = Kpi
    slug_field = slug_url_kwarg = "code"

    def get_queryset(self):
        return Kpi.objects.visible_to(self.request.user)

    def crumbs(self):
        return crumbs()


class KpiDetailView(KpiPage):
    template_name = "insights/kpis/detail.html"

    def get_context_data(self, **kwargs):
        below = list(Unit.objects.filter(parent=self.unit, is_active=True).order_by("path"))
        figures = Figures([self.unit, *below], self.request.user, kpi=self.object)
        measures = measures_of(self.object.code)
        trends = [figures.trend(measure, self.unit) for measure in measures]
        numbers = [figures.shown(measure, self.unit, self.year) for measure in measures]
        return super().get_context_data(
            title=self.object.name,
            crumbs=self.crumbs(),
            unit=self.unit,
            year=self.year,
            year_words=AcademicYear(self.year),
            tabs=self.year_tabs(),
            units=self.unit_choices(),
            numbers=numbers,
            divided=(divided := [parts for shown in numbers for parts in parts_of(shown, user=self.request.user)]),
            actions=self.actions() if divided else [],
            chart=trend_chart(self.object, trends),
            below=self.below(figures, measures, below),
            measures=measures,
            how=dict.fromkeys(str(measure.how) for measure in measures),
            hidden_words=HIDDEN,
            has_hidden=any(each.is_hidden for each in figures_of(figures, measures, [self.unit, *below])),
            counted_at=counted_at(self.object),
            **kwargs,
        )

    def below(self, figures, measures, units):
        """Nothing where nothing can be said of any of them."""
        rows = [(unit, [figures.shown(measure, unit, self.year) for measure in measures]) for unit in units]
        return rows if any(each.figure for _unit, numbers in rows for each in numbers) else []

    def actions(self):
        path = reverse("insights:kpi_parts_export", args=[self.object.code])
        return [{"label": _("Export the parts (XLSX)"), "url": address_with(self.request.GET, path=path)}]


def figures_of(figures: Figures, measures, units):
    return (each for unit in units for measure in measures for each in figures.trend(measure, unit))


class KpiPartsExportView(KpiPage):
    """The parts of one figure, as they may leave the house."""

    http_method_names = ["get", "head"]

    def render_to_response(self, context, **kwargs):
        user = self.request.user
        figures = Figures([self.unit], user, kpi=self.object, is_leaving=True)
        shown = [figures.shown(measure, self.unit, self.year) for measure in measures_of(self.object.code)]
        divided = (parts for one in shown for parts in parts_of(one, user=user, is_leaving=True))
        rows = ([parts.heading, row.words, row.number, row.of] for parts in divided for row in parts.rows)
        headings = [_("Division"), _("Part"), _("Value"), _("Of")]
        year = str(AcademicYear(self.year))
        account = [(_("Unit"), self.unit.name), (_("Academic year"), year), (_("Hidden"), hidden_sentence())]
        file_format = "csv" if self.request.GET.get("format") == "csv" else "xlsx"
        return rows_response(self.object.code, headings, rows, file_format=file_format, account=account)


class KpiRowsView(KpiPage):
    """The rows a number counts (``?rows=counted``), those it does not (``missing``), or both together (``all``)."""

    template_name = "insights/kpis/rows.html"

    @cached_property
    def behind(self) -> BehindFigure:
        asked, scope = self.request.GET, Scope(self.unit, self.year)
        part, which = asked.get("part", ""), asked.get("rows", "")
        narrowed = {"by": asked.get("by", ""), "key": asked.get("is", "")}
        found = BehindFigure.of(self.object, scope, part=part, which=which, user=self.request.user, **narrowed)
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs):
        page = self.behind.page(self.request.GET)
        way = [*self.crumbs(), {"label": self.object.name, "url": self.object.get_absolute_url()}]
        return super().get_context_data(
            title=self.behind.title,
            crumbs=way,
            behind=self.behind,
            page=page,
            rows=self.behind.rows_on(page),
            tabs=self.behind.tabs(self.request.GET),
            **kwargs,
        )
