"""Rows of units and what is below them, "mine" among them."""

from accounts.models import Unit
from agreements.filters import MINE
from cooperation.rights import CHANGE


def of_units(queryset, values, user):
    """``queryset`` in the units of the keys ``values``; ``MINE`` are those where ``user`` keeps activities."""
    if not values:
        return queryset
    wanted = Unit.objects.filter(pk__in=[key for key in values if key != MINE])
    units = Unit.objects.within(wanted.values_list("path", flat=True))
    if MINE in values:
        units = units | Unit.objects.where(user, CHANGE)
    return queryset.filter(unit__in=units)
