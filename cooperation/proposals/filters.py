"""The filters of the list of proposals."""

import django_filters
from django.utils.translation import gettext_lazy as _

from agreements.filters import every_unit, units
from cooperation.models import FundingCall, Proposal
from cooperation.proposals.enums import ProposalState
from cooperation.unit_filter import of_units
from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter, remembered_options


def every_call():
    return remembered_options("funding-calls", lambda: FundingCall.objects.values_list("pk", "title"))


class ProposalFilter(PortalFilterSet):
    q = SearchFilter(label=_("Search"))
    state = ChoicesFilter(choices=ProposalState.choices, label=_("State"))
    call = ChoicesFilter(field_name="call", choices=every_call, label=_("Call"))
    unit = ChoicesFilter(choices=every_unit, offered=units, method="of_units", label=_("Unit"))
    late = ChoicesFilter(choices=[("yes", _("A step is late"))], method="by_lateness", label=_("Time"))
    partner = django_filters.NumberFilter(method="with_partner", max_value=2**31 - 1, label=_("Partner"))

    class Meta:
        model = Proposal
        fields = []

    def of_units(self, queryset, name, values):
        return of_units(queryset, values, self.request.user)

    def by_lateness(self, queryset, name, values):
        return queryset.late() if values else queryset

    def with_partner(self, queryset, name, value):
        return queryset.with_partner(value)
