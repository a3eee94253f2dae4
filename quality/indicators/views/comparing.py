"""The page of one indicator: what it asks, what the units said year by year, objectives that rest on it."""

from django.utils.functional import cached_property
from django.views.generic import DetailView

from core.views.details import ObjectPage
from quality.indicators.comparison import Comparison
from quality.indicators.views.definitions import crumbs
from quality.models import Indicator
from quality.objectives.judging import target_words
from quality.querysets import CATALOGUE, VIEW_ADOPTED


class IndicatorDetailView(ObjectPage, DetailView):
    model = Indicator
    slug_field = slug_url_kwarg = "code"
    right = VIEW_ADOPTED
    template_name = "quality/indicators/detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("process")

    @cached_property
    def comparison(self) -> Comparison:
        return Comparison(self.object, self.request.user, self.request.GET.get("unit", ""))

    def get_context_data(self, **kwargs):
        objectives = self.object.objectives.select_related("indicator").order_by("level", "valid_from")
        return super().get_context_data(
            crumbs=crumbs(),
            comparison=self.comparison,
            objectives=[(objective, target_words(objective)) for objective in objectives],
            may_change=self.request.user.has_perm(CATALOGUE),
            **kwargs,
        )
