"""The filters of the list of indicators."""

from django.utils.translation import gettext_lazy as _

from core.filters import ChoicesFilter, PortalFilterSet, remembered_options
from quality.enums import Area, IndicatorKind
from quality.models import Indicator, Process
from reference.academic_years import AcademicYear

COMPUTED = [("yes", _("From the portal")), ("no", _("By people"))]
ASKED = [("now", _("Asked now")), ("ended", _("Ended")), ("coming", _("Coming"))]


def every_process():
    return remembered_options("quality-processes", lambda: ((row.pk, row.code) for row in Process.objects.all()))


class IndicatorFilter(PortalFilterSet):
    search_name = ""

    area = ChoicesFilter(field_name="process__area", choices=Area.choices, label=_("Area"))
    process = ChoicesFilter(choices=every_process, label=_("Process"))
    kind = ChoicesFilter(choices=IndicatorKind.choices, label=_("Kind"))
    filled = ChoicesFilter(choices=COMPUTED, method="by_filler", label=_("Filled in"))
    asked = ChoicesFilter(choices=ASKED, method="by_years", label=_("Asked"))

    class Meta:
        model = Indicator
        fields = []

    def by_filler(self, queryset, name, value):
        if len(value) != 1:
            return queryset
        return queryset.exclude(computed_by="") if "yes" in value else queryset.filter(computed_by="")

    def by_years(self, queryset, name, value):
        year = AcademicYear.current().first_year
        found = {
            "now": queryset.valid_in(year),
            "ended": queryset.filter(valid_to__lt=year),
            "coming": queryset.filter(valid_from__gt=year),
        }
        keys = [found[each].order_by().values("pk") for each in value]
        return queryset.filter(pk__in=keys[0].union(*keys[1:])) if keys else queryset
