from django.utils.translation import gettext_lazy as _

from agreements.filters import every_unit
from core.filters import ChoicesFilter, PortalFilterSet, remembered_options
from insights.enums import DividedBy, NumberKind
from insights.models import UniversityNumber
from reference.academic_years import AcademicYear


def years_entered():
    years = UniversityNumber.objects.order_by("-academic_year").values_list("academic_year", flat=True).distinct()
    return remembered_options("university-number-years", lambda: ((year, AcademicYear(year)) for year in years))


def plain_units():
    return [(key, name) for key, name in every_unit() if isinstance(key, int)]


class NumberFilter(PortalFilterSet):
    search_name = ""

    kind = ChoicesFilter(choices=NumberKind.choices, label=_("What"))
    year = ChoicesFilter("academic_year", choices=years_entered, label=_("Academic year"))
    unit = ChoicesFilter(choices=plain_units, label=_("Unit"))

    divided_by = ChoicesFilter(choices=DividedBy.choices, label=_("By"))

    class Meta:
        model = UniversityNumber
        fields = []
