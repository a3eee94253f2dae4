"""``/agreements/7/conditions/years/``: which numbers held in which academic year."""

from django.utils.translation import gettext_lazy

from agreements.amendments.over_time import numbers_by_year
from agreements.models import Agreement
from agreements.views.crumbs import crumbs_to
from core.views.details import PortalDetailView


class ConditionYearsView(PortalDetailView):
    """A row for each condition there is or was, a column for each year; for every reader of the agreement."""

    model = Agreement
    template_name = "agreements/condition_years.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=gettext_lazy("Numbers by academic year"),
            table=numbers_by_year(self.object),
            crumbs=crumbs_to(self.object),
            **kwargs,
        )
