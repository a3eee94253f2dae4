"""The filters of the list of activities."""

import django_filters
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.filters import every_unit, units
from cooperation.activities.enums import ActivityKind, ActivityState, Direction
from cooperation.models import Activity, ActivityPartner
from cooperation.restrictions import keys_of_restricted
from cooperation.unit_filter import of_units
from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter, remembered_options
from networks.models import Network
from partners.filters import every_country
from partners.models import Institution
from reference.models import Country


def every_network():
    return remembered_options("networks", lambda: ((row.pk, row.name) for row in Network.objects.order_by("name_en")))


def partner_countries():
    """Countries whose institutions take part in something."""
    used = Institution.objects.filter(pk__in=ActivityPartner.objects.values("institution")).values("country")
    rows = Country.objects.filter(pk__in=used).by_name()
    return remembered_options("activity-countries", lambda: ((row.pk, row.name) for row in rows), 300)


def every_year():
    """From the first activity to the next year but one."""

    def build():
        first = Activity.objects.order_by("starts_on").values_list("starts_on", flat=True).first()
        this = timezone.localdate().year
        return [(str(year), str(year)) for year in range(this + 2, (first.year if first else this) - 1, -1)]

    return remembered_options("activity-years", build)


class ActivityFilter(PortalFilterSet):
    q = SearchFilter(label=_("Search"))
    kind = ChoicesFilter(choices=ActivityKind.choices, label=_("Kind"))
    state = ChoicesFilter(choices=ActivityState.choices, label=_("State"))
    direction = ChoicesFilter(choices=Direction.choices, label=_("Direction"))
    unit = ChoicesFilter(choices=every_unit, offered=units, method="of_units", label=_("Unit"))
    country = ChoicesFilter(
        choices=every_country, offered=partner_countries, method="with_countries", label=_("Partner's country")
    )
    network = ChoicesFilter(choices=every_network, label=_("Network"))
    year = ChoicesFilter(choices=every_year, method="in_years", label=_("Year"))
    partner = django_filters.NumberFilter(method="with_partner", max_value=2**31 - 1, label=_("Partner"))
    plan = django_filters.NumberFilter("plan", max_value=2**31 - 1, label=_("Work plan"))
    agreement = django_filters.NumberFilter("agreement", max_value=2**31 - 1, label=_("Agreement"))
    series = django_filters.NumberFilter("series", max_value=2**31 - 1, label=_("Series"))
    report = ChoicesFilter(choices=[("missing", _("Missing"))], method="by_report", label=_("Report"))
    restricted = ChoicesFilter(
        choices=[("yes", _("With a partner under restriction"))], method="by_restriction", label=_("Restriction")
    )

    class Meta:
        model = Activity
        fields = []

    def of_units(self, queryset, name, values):
        return of_units(queryset, values, self.request.user)

    def with_countries(self, queryset, name, values):
        return queryset.filter(_takes_part(institution__country__in=values)) if values else queryset

    def with_partner(self, queryset, name, value):
        return queryset.filter(_takes_part(institution=value))

    def in_years(self, queryset, name, values):
        if not values:
            return queryset
        found = queryset.none()
        for year in map(int, values):
            found = found | queryset.filter(starts_on__year__lte=year, ends_on__year__gte=year)
        return found

    def by_report(self, queryset, name, values):
        return queryset.report_owed() if values else queryset

    def by_restriction(self, queryset, name, values):
        return queryset.filter(_takes_part(institution__in=keys_of_restricted())) if values else queryset


def _takes_part(**which) -> Exists:
    return Exists(ActivityPartner.objects.filter(activity=OuterRef("pk"), **which))
