"""The filters of the list of rounds."""

from django.utils.translation import gettext_lazy as _

from agreements.filters import every_unit
from core.filters import ChoicesFilter, PortalFilterSet, remembered_options
from mobility.models import ApplicationRound
from mobility.projects.filters import every_scheme
from mobility.rounds.enums import RoundState
from reference.academic_years import AcademicYear


def every_year():
    years = ApplicationRound.objects.order_by("-academic_year").values_list("academic_year", flat=True).distinct()
    return remembered_options("round-years", lambda: ((year, str(AcademicYear(year))) for year in years))


class ApplicationRoundFilter(PortalFilterSet):
    state = ChoicesFilter(choices=RoundState.choices, label=_("State"))
    year = ChoicesFilter(field_name="academic_year", choices=every_year, label=_("Academic year"))
    scheme = ChoicesFilter(choices=every_scheme, label=_("Scheme"))
    unit = ChoicesFilter(choices=every_unit, label=_("Unit"), method="of_units")

    class Meta:
        model = ApplicationRound
        fields = []

    def of_units(self, queryset, name, value):
        """Further units are units of the round as well."""
        return queryset.of_units(value) if value else queryset
