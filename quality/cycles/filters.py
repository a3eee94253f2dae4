"""The filters of the plan: those of the list of follow-ups that make sense over years, and which years."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from agreements.filters import every_unit, units
from core.filters import ChoicesFilter, OneChoiceFilter, PortalFilterSet
from quality.enums import Area, ProcessKind
from quality.followups.filters import FollowUpFilter
from quality.models import FollowUp
from reference.academic_years import AcademicYear

FEWEST_YEARS = 6
YEARS_BACK, YEARS_AHEAD = 5, 12


def first_years() -> Iterable[tuple[str, str]]:
    now = AcademicYear.current().first_year
    return [(str(year), str(AcademicYear(year))) for year in range(now - YEARS_BACK, now + YEARS_AHEAD)]


class PlanFilter(PortalFilterSet):
    """Six years from the last one on, unless the address asks for others."""

    search_name = ""
    without_chip = ()

    area = ChoicesFilter(field_name="process__area", choices=Area.choices, label=_("Area"))
    unit = ChoicesFilter(choices=every_unit, offered=units, method="of_units", label=_("Unit"))
    kind = ChoicesFilter(field_name="version__kind", choices=ProcessKind.choices, label=_("Kind"))
    since = OneChoiceFilter(choices=first_years, label=_("From"))
    years = OneChoiceFilter(choices=[(str(number), str(number)) for number in (6, 8, 10, 12)], label=_("Years"))

    class Meta:
        model = FollowUp
        fields: list[str] = []

    of_units = FollowUpFilter.of_units

    @property
    def shown_years(self) -> list[int]:
        understood = self.form.cleaned_data if self.is_bound and self.form.is_valid() else {}
        first = int(understood.get("since") or AcademicYear.current().first_year - 1)
        return list(range(first, first + int(understood.get("years") or FEWEST_YEARS)))

    @property
    def narrows_rows(self) -> bool:
        understood = self.form.cleaned_data if self.is_bound else {}
        return any(understood.get(name) for name in ("area", "unit", "kind"))
