"""The filters of the list of people."""

from django.utils.translation import gettext_lazy as _

from accounts.enums import Access, Role
from accounts.models import Membership, Unit, User
from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter, remembered_options


def every_unit():
    return remembered_options("people-units", lambda: ((unit.pk, unit.name) for unit in Unit.objects.all()))


class UserFilter(PortalFilterSet):
    q = SearchFilter(label=_("Search"))
    role = ChoicesFilter(choices=Role.choices, method="holding", label=_("Role"))
    unit = ChoicesFilter(choices=every_unit, method="in_units", label=_("Unit"))
    access = ChoicesFilter(choices=Access.choices, method="come_in", label=_("Access"))

    class Meta:
        model = User
        fields = []

    def holding(self, queryset, name, value):
        return queryset.with_role(*value) if value else queryset

    def in_units(self, queryset, name, value):
        """People with a role in any of the units or below."""
        if not value:
            return queryset
        units = Unit.objects.within(Unit.objects.filter(pk__in=value).values_list("path", flat=True))
        return queryset.filter(pk__in=Membership.objects.filter(unit__in=units).values("user"))

    def come_in(self, queryset, name, value):
        return queryset.with_access(*value) if value else queryset
