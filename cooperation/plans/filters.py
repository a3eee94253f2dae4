"""The filters of the list of work plans."""

import django_filters
from django.utils.translation import gettext_lazy as _

from agreements.filters import every_unit, units
from cooperation.models import WorkPlan
from cooperation.plans.enums import PlanState
from cooperation.unit_filter import of_units
from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter


class PlanFilter(PortalFilterSet):
    q = SearchFilter(label=_("Search"))
    state = ChoicesFilter(choices=PlanState.choices, label=_("State"))
    unit = ChoicesFilter(choices=every_unit, offered=units, method="of_units", label=_("Unit"))
    over = ChoicesFilter(choices=[("open", _("Over, and not completed"))], method="by_end", label=_("End"))
    partner = django_filters.NumberFilter(method="with_partner", max_value=2**31 - 1, label=_("Partner"))
    agreement = django_filters.NumberFilter("agreement", max_value=2**31 - 1, label=_("Agreement"))

    class Meta:
        model = WorkPlan
        fields = []

    def of_units(self, queryset, name, values):
        return of_units(queryset, values, self.request.user)

    def by_end(self, queryset, name, values):
        return queryset.over_but_open() if values else queryset

    def with_partner(self, queryset, name, value):
        return queryset.with_partner(value)
