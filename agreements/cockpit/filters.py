"""The filters of the renewals."""

import re

import django_filters
from django.utils.translation import gettext_lazy

from agreements.cockpit.outlook import PAST, within_quarter
from agreements.cockpit.progress import Progress
from agreements.enums import AgreementKind
from agreements.filters import AgreementFilter, coordinators, every_unit, partner_countries, units
from agreements.models import Agreement
from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter
from partners.filters import every_country

QUARTER = re.compile(rf"^({PAST}|20\d\d-(01|04|07|10))$")


class RenewalFilter(PortalFilterSet):
    """Of agreements that carry the progress of their renewal."""

    q = SearchFilter(label=gettext_lazy("Search"))
    progress = ChoicesFilter(choices=Progress.choices, label=gettext_lazy("Renewal"))
    kind = ChoicesFilter(
        choices=AgreementKind.choices, in_short=lambda value: AgreementKind(value).short, label=gettext_lazy("Kind")
    )
    unit = ChoicesFilter(choices=every_unit, offered=units, method="of_units", label=gettext_lazy("Unit"))
    country = ChoicesFilter(
        choices=every_country, offered=partner_countries, method="in_countries", label=gettext_lazy("Country")
    )
    coordinator = ChoicesFilter(choices=coordinators, label=gettext_lazy("Coordinator"))
    quarter = django_filters.CharFilter(max_length=7, method="in_quarter", label=gettext_lazy("Quarter"))

    without_chip = ("q", "quarter")

    class Meta:
        model = Agreement
        fields = []

    of_units = AgreementFilter.of_units
    in_countries = AgreementFilter.in_countries

    def in_quarter(self, queryset, name, value):
        return within_quarter(queryset, value) if QUARTER.match(value) else queryset

    @property
    def quarter_shown(self) -> str:
        value = self.form.cleaned_data.get("quarter", "") if self.form.is_valid() else ""
        return value if QUARTER.match(value) else ""
