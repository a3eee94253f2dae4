"""The filters of the list of what is to be paid."""

from django.utils.translation import gettext_lazy

from agreements.filters import every_unit, units
from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter
from mobility.enums import MobilityState
from mobility.grants.enums import PaymentNeed
from mobility.grants.standing import MAY_OWE
from mobility.models import Mobility
from mobility.stays.filters import MobilityFilter, projects, schemes


class PaymentFilter(PortalFilterSet):
    """Of stays that carry their standing (``mobility.grants.standing``)."""

    q = SearchFilter(label=gettext_lazy("Search"))
    need = ChoicesFilter(choices=PaymentNeed.choices, label=gettext_lazy("What is due"))
    project = ChoicesFilter(choices=projects, label=gettext_lazy("Grant project"))
    scheme = ChoicesFilter(choices=schemes, label=gettext_lazy("Scheme"))
    state = ChoicesFilter(
        choices=[(state, MobilityState(state).label) for state in MAY_OWE], label=gettext_lazy("State")
    )
    unit = ChoicesFilter(choices=every_unit, offered=units, method="of_units", label=gettext_lazy("Unit"))

    without_chip = ("q",)

    class Meta:
        model = Mobility
        fields = []

    of_units = MobilityFilter.of_units
