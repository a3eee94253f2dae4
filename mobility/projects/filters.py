"""The filters of the list of grant projects."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter, remembered_options
from mobility.enums import ProjectState
from mobility.models import GrantProject, Scheme


def every_scheme():
    return remembered_options("schemes", lambda: ((row.pk, row.name) for row in Scheme.objects.all()))


def every_call():
    calls = GrantProject.objects.order_by("-call_year").values_list("call_year", flat=True).distinct()
    return remembered_options("project-calls", lambda: ((year, str(year)) for year in calls))


def units_of_projects():
    units = Unit.objects.filter(pk__in=GrantProject.objects.values("unit")).order_by("path")
    return remembered_options("project-units", lambda: ((row.pk, row.name) for row in units))


class GrantProjectFilter(PortalFilterSet):
    q = SearchFilter(label=_("Search"))
    scheme = ChoicesFilter(choices=every_scheme, label=_("Scheme"))
    call = ChoicesFilter(field_name="call_year", choices=every_call, label=_("Call year"))
    state = ChoicesFilter(choices=ProjectState.choices, label=_("State"))
    unit = ChoicesFilter(choices=units_of_projects, label=_("Unit"))

    class Meta:
        model = GrantProject
        fields = []
