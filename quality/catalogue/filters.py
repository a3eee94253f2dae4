"""The filters of the catalogue."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core.filters import ChoicesFilter, PortalFilterSet, remembered_options
from quality.enums import Area, ProcessKind
from quality.models import ProcessUnit, ProcessVersion
from reference.academic_years import AcademicYear

VERSIONS = [("all", _("Earlier ones, too"))]
LACKS = [("units", _("Units")), ("person", _("Somebody accountable"))]


def units_concerned():
    units = Unit.objects.filter(pk__in=ProcessUnit.objects.values("unit")).order_by("path")
    return remembered_options("process-units", lambda: ((unit.pk, unit.name) for unit in units))


class ProcessFilter(PortalFilterSet):
    """Without ``versions=all``, what is over is left out."""

    search_name = ""
    without_chip = ("versions",)

    area = ChoicesFilter(field_name="process__area", choices=Area.choices, label=_("Area"))
    kind = ChoicesFilter(choices=ProcessKind.choices, label=_("Kind"))
    cycle = ChoicesFilter(
        field_name="cycle_years",
        choices=[(str(years), str(years)) for years in range(1, 13)],
        label=_("Cycle in years"),
    )
    unit = ChoicesFilter(choices=units_concerned, label=_("Unit"), method="of_units")
    lacks = ChoicesFilter(choices=LACKS, label=_("What is missing"), method="that_lack")
    versions = django_filters.ChoiceFilter(choices=VERSIONS, method="of_all_times", label=_("Versions"))

    class Meta:
        model = ProcessVersion
        fields = []

    def of_units(self, rows, name, keys):
        return rows.filter(pk__in=ProcessUnit.objects.filter(unit__in=keys).values("version")) if keys else rows

    def that_lack(self, rows, name, chosen):
        lacking = {"units": ~Q(pk__in=ProcessUnit.objects.values("version")), "person": Q(accountable=None)}
        found = Q(pk__in=[])
        for each in chosen:
            found |= lacking[each]
        return rows.filter(found) if chosen else rows

    def of_all_times(self, rows, name, value):
        return rows

    def filter_queryset(self, queryset):
        is_all = self.is_bound and self.form.cleaned_data.get("versions") == "all"
        rows = super().filter_queryset(queryset)
        return rows if is_all else rows.not_past(AcademicYear.current().first_year)
