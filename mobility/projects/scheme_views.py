"""What each scheme allows, with the amounts of a call and where they are from."""

from django.utils.functional import cached_property
from django.views.generic import TemplateView

from core.views.rights import RightRequired
from mobility.models import Scheme
from mobility.projects.amounts import shown_rates
from mobility.querysets import VIEW_PROJECT
from mobility.rules.sources import sources_named
from partners.services import home_institution
from reference.models import CallYearParameter, TravelBand


class SchemeListView(RightRequired, TemplateView):
    """``?call=2025`` chooses the call; the newest one the tables know else."""

    right = VIEW_PROJECT
    template_name = "mobility/projects/schemes.html"

    @cached_property
    def calls(self) -> list[int]:
        return sorted(set(CallYearParameter.objects.values_list("call_year", flat=True)), reverse=True)

    @property
    def call(self) -> int | None:
        asked = self.request.GET.get("call", "")
        known = {str(year): year for year in self.calls}
        return known.get(asked, self.calls[0] if self.calls else None)

    def get_context_data(self, **kwargs):
        call = self.call
        rates = shown_rates(call, home_institution().country_id) if call else []
        bands = list(TravelBand.objects.in_call(call)) if call else []
        return super().get_context_data(
            schemes=Scheme.objects.filter(is_offered=True),
            call=call,
            calls=[
                {"label": str(year), "url": f"?call={year}", "count": None, "is_current": year == call}
                for year in self.calls
            ],
            rates=rates,
            bands=bands,
            sources=sources_named([each.rate.source for each in rates] + [band.source for band in bands]),
            **kwargs,
        )
