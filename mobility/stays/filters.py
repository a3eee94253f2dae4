"""The filters of the list of stays, and of the board."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit, User
from agreements.filters import MINE, every_unit, units
from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter, remembered_options
from core.keys import is_key
from mobility.enums import Activity, Direction, MobilityState, Term
from mobility.models import GrantProject, Mobility, Scheme
from mobility.querysets import CHANGE
from partners.filters import every_country
from partners.models import Institution
from reference.academic_years import AcademicYear
from reference.models import Country


def schemes():
    return remembered_options("mobility-schemes", lambda: ((row.pk, row.name) for row in Scheme.objects.all()))


def projects():
    rows = GrantProject.objects.values_list("pk", "number")
    return remembered_options("mobility-projects", lambda: list(rows))


def years():
    """Academic years in which somebody goes or comes, newest first."""
    used = Mobility.objects.order_by("-academic_year").values_list("academic_year", flat=True).distinct()
    return remembered_options("mobility-years", lambda: ((year, AcademicYear(year)) for year in used))


def countries_of_stays():
    hosts = Mobility.objects.values("host_country")
    partners = Institution.objects.filter(pk__in=Mobility.objects.values("partner")).values("country")
    rows = Country.objects.filter(Q(pk__in=partners) | Q(pk__in=hosts)).by_name()
    return remembered_options("mobility-countries", lambda: ((row.pk, row.name) for row in rows), 300)


def keepers():
    people = User.objects.filter(pk__in=Mobility.objects.values("coordinator").distinct())
    return remembered_options("mobility-keepers", lambda: ((person.pk, person) for person in people))


class MobilityFilter(PortalFilterSet):
    q = SearchFilter(label=gettext_lazy("Search"))
    state = ChoicesFilter(choices=MobilityState.choices, label=gettext_lazy("State"))
    direction = ChoicesFilter(choices=Direction.choices, label=gettext_lazy("Direction"))
    activity = ChoicesFilter(choices=Activity.choices, label=gettext_lazy("Activity"))
    scheme = ChoicesFilter(choices=schemes, label=gettext_lazy("Scheme"))
    year = ChoicesFilter("academic_year", choices=years, label=gettext_lazy("Academic year"))
    term = ChoicesFilter(choices=Term.choices, label=gettext_lazy("Term"))
    unit = ChoicesFilter(choices=every_unit, offered=units, method="of_units", label=gettext_lazy("Unit"))
    partner = django_filters.CharFilter(method="at_partner", max_length=200, label=gettext_lazy("Partner"))
    country = ChoicesFilter(
        choices=every_country, offered=countries_of_stays, method="in_countries", label=gettext_lazy("Country")
    )
    project = ChoicesFilter(choices=projects, label=gettext_lazy("Grant project"))
    coordinator = ChoicesFilter(choices=keepers, label=gettext_lazy("Kept by"))
    away = ChoicesFilter(choices=[("today", gettext_lazy("today"))], method="away_today", label=gettext_lazy("Away"))
    agreement = django_filters.CharFilter(method="under_agreement", max_length=19, label=gettext_lazy("Agreement"))
    person = django_filters.CharFilter(method="of_person", max_length=19, label=gettext_lazy("Person"))

    without_chip = ("q", "agreement", "person")

    class Meta:
        model = Mobility
        fields = []

    def of_units(self, queryset, name, value):
        """A unit holds everything below it; "mine" are those whose stays the person keeps."""
        if not value:
            return queryset
        wanted = Unit.objects.filter(pk__in=[key for key in value if key != MINE])
        found = Unit.objects.within(wanted.values_list("path", flat=True))
        if MINE in value:
            found = found | Unit.objects.where(self.request.user, CHANGE)
        return queryset.filter(unit__in=found)

    def at_partner(self, queryset, name, value):
        """A number is one institution (links from its page), anything else words of its name."""
        if not value:
            return queryset
        return queryset.filter(partner__in=self._institutions(value))

    def in_countries(self, queryset, name, value):
        if not value:
            return queryset
        partners = Institution.objects.filter(country__in=value)
        return queryset.filter(Q(partner__in=partners) | Q(partner=None, host_country__in=value))

    def away_today(self, queryset, name, value):
        return queryset.abroad() if value else queryset

    def under_agreement(self, queryset, name, value):
        return self._of_row(queryset, "agreement", value)

    def of_person(self, queryset, name, value):
        return self._of_row(queryset, "participant", value)

    def _of_row(self, queryset, field, value):
        if not value:
            return queryset
        return queryset.filter(**{field: int(value)}) if is_key(value) else queryset.none()

    def words_for(self, name, text):
        if name != "partner" or not text:
            return text
        found = self._institutions(text).first() if is_key(text) else None
        return str(found) if found else _("“%(words)s”") % {"words": text}

    def _institutions(self, text):
        visible = Institution.objects.visible_to(self.request.user)
        return visible.standing_for(int(text)) if is_key(text) else visible.matching(text)
