"""Statistics of a year, and the pictures of the stays that the list with the same address shows."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from core.addresses import address_with
from core.exports import rows_response
from core.views.lists import FilteredList
from core.views.rights import RightRequired
from mobility.enums import Direction
from mobility.figures.counts import years_with_stays
from mobility.figures.pictures import Pictures
from mobility.figures.yearly import HIDDEN, ShownTable, statistics_for, statistics_to_hand_out
from mobility.models import Mobility
from mobility.people.views.persons import crumbs
from mobility.querysets import VIEW
from mobility.stays.filters import MobilityFilter
from reference.academic_years import AcademicYear


def asked_year(request) -> int:
    """The year of the address, else the newest in which anybody went; 404 for what is no year."""
    known = years_with_stays()
    asked = request.GET.get("year", "")
    if not asked:
        return known[0] if known else AcademicYear.current().first_year
    found = {str(year): year for year in known}.get(asked)
    if found is None:
        raise Http404
    return found


class StatisticsView(RightRequired, TemplateView):
    right = VIEW
    template_name = "mobility/figures/statistics.html"

    def get_context_data(self, **kwargs):
        year = asked_year(self.request)
        return super().get_context_data(
            title=_("Statistics %(year)s") % {"year": AcademicYear(year)},
            shown=statistics_for(year, self.request.user),
            hidden_words=HIDDEN,
            tabs=[
                {"label": str(AcademicYear(each)), "url": f"?year={each}", "is_current": each == year}
                for each in years_with_stays()
            ],
            export_url=address_with(self.request.GET, path=reverse("mobility:statistics_export"), year=year),
            crumbs=crumbs(),
            **kwargs,
        )


class StatisticsExportView(RightRequired, View):
    """The table as it may leave the house: counts alone, the small ones hidden."""

    right = VIEW
    http_method_names = ["get", "head"]

    def get(self, request):
        year = AcademicYear(asked_year(request))
        shown = statistics_to_hand_out(year.first_year)
        title = _("Mobility %(year)s") % {"year": str(year).replace("/", "-")}
        account = [(_("Academic year"), str(year)), (_("Hidden"), _("Counts under five, and what would tell them."))]
        headings = [_("Country"), *shown.headings, _("In all")]
        return rows_response(title, headings, _rows(shown), file_format="xlsx", account=account)


def _rows(shown: ShownTable):
    for name, cells in [*shown.rows, *([(_("In all"), shown.totals)] if shown.totals else [])]:
        yield [name, *(HIDDEN if cell is None else cell for cell in cells)]


class PicturesView(FilteredList, TemplateView):
    """Flows between units and countries, out and in, and the map of the stays that the list shows."""

    model = Mobility
    filterset_class = MobilityFilter
    right = VIEW
    title = gettext_lazy("Mobility in pictures")

    def get_template_names(self):
        is_partial = self.request.htmx and not self.request.htmx.boosted
        return [f"mobility/figures/{'drawn' if is_partial else 'pictures'}.html"]

    def get_context_data(self, **kwargs):
        filterset = self.get_filterset()
        pictures = Pictures(filterset.qs, self.request.GET)
        out, back = pictures.flows(Direction.OUTGOING), pictures.flows(Direction.INCOMING)
        return super().get_context_data(
            title=self.title,
            crumbs=crumbs(),
            filterset=filterset,
            chips=filterset.chips(),
            flows=[("outgoing", out), ("incoming", back)],
            is_empty=not (out.flows or back.flows),
            destinations=pictures.destinations(),
            empty={
                "heading": _("Nothing to draw"),
                "text": _("No stay matches. Take off a filter, or search for fewer letters."),
                "url": self.request.path,
                "label": _("Show everything"),
            },
            **kwargs,
        )
