"""The demonstration of grants: calculated for every stay of a project, some paid, some short of their last paper."""

from datetime import timedelta

from django.utils import timezone

from core.errors import PortalError
from mobility.enums import MobilityState
from mobility.grants.payments import record_payment
from mobility.grants.services import calculate_grant
from mobility.models import Mobility

PAID_BEFORE = timedelta(days=12)


def build_grants(officer):
    """After the stays, their steps and certificates: what cannot be calculated or paid is left as it is."""
    stays = Mobility.objects.filter(project__isnull=False, state__in=MobilityState.open).exclude(scheme__rules="")
    for stay in stays.select_related("scheme", "project", "unit", "participant").order_by("pk"):
        try:
            calculate_grant(stay, actor=officer)
        except PortalError:
            continue
        if stay.state in MobilityState.went and stay.pk % 4:
            _pay(stay, officer)


def _pay(stay: Mobility, officer):
    today = timezone.localdate()
    try:
        record_payment(stay, paid_on=min(today, stay.starts_on - PAID_BEFORE), reference=f"L {stay.pk}", actor=officer)
        if stay.state == MobilityState.COMPLETED and stay.pk % 3 == 0:
            record_payment(stay, paid_on=today, reference=f"L {stay.pk}-2", actor=officer)
    except PortalError:
        return
