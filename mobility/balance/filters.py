"""The filters of the balance."""

import django_filters
from django.utils.translation import gettext_lazy

from agreements.filters import every_unit, units
from core.filters import ChoicesFilter, PortalFilterSet
from mobility.models import Mobility
from mobility.stays.filters import MobilityFilter, countries_of_stays, schemes, years
from partners.filters import every_country


class BalanceFilter(PortalFilterSet):
    year = ChoicesFilter("academic_year", choices=years, label=gettext_lazy("Academic year"))
    unit = ChoicesFilter(choices=every_unit, offered=units, method="of_units", label=gettext_lazy("Unit"))
    country = ChoicesFilter(
        choices=every_country, offered=countries_of_stays, method="in_countries", label=gettext_lazy("Country")
    )
    scheme = ChoicesFilter(choices=schemes, label=gettext_lazy("Scheme"))

    by = django_filters.CharFilter(method="grouped", max_length=10)

    search_name = ""
    without_chip = ("by",)

    class Meta:
        model = Mobility
        fields = []

    of_units = MobilityFilter.of_units
    in_countries = MobilityFilter.in_countries

    def grouped(self, queryset, name, value):
        """What the rows stand for narrows nothing; the form of the filters keeps it."""
        return queryset
