"""The filters of the list of blended intensive programmes."""

from django.utils.translation import gettext_lazy as _

from agreements.filters import every_unit
from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter, remembered_options
from mobility.bips.enums import OUR_ROLES, BipState
from mobility.models import Bip
from reference.academic_years import AcademicYear


def every_year():
    years = Bip.objects.order_by("-academic_year").values_list("academic_year", flat=True).distinct()
    return remembered_options("bip-years", lambda: ((year, str(AcademicYear(year))) for year in years))


def every_call():
    calls = Bip.objects.order_by("-call_year").values_list("call_year", flat=True).distinct()
    return remembered_options("bip-calls", lambda: ((call, str(call)) for call in calls))


class BipFilter(PortalFilterSet):
    q = SearchFilter(label=_("Search"))
    state = ChoicesFilter(choices=BipState.choices, label=_("State"))
    role = ChoicesFilter(choices=OUR_ROLES, label=_("Our role"))
    year = ChoicesFilter(field_name="academic_year", choices=every_year, label=_("Academic year"))
    call = ChoicesFilter(field_name="call_year", choices=every_call, label=_("Call year"))
    unit = ChoicesFilter(choices=every_unit, label=_("Unit"))
    numbers = ChoicesFilter(choices=[("missing", _("Missing"))], method="by_numbers", label=_("Final numbers"))

    class Meta:
        model = Bip
        fields = []

    def by_numbers(self, queryset, name, value):
        return queryset.to_report() if value else queryset
