"""The demonstration of grants: calculated for every stay of a project, some paid, some short of their last paper."""

from contextlib import suppress
from datetime import date, timedelta

from core.demo_history import as_if_on
from core.errors import PortalError
from mobility.enums import MobilityState
from mobility.grants.payments import record_payment
from mobility.grants.services import calculate_grant
from mobility.models import Mobility

CALCULATED_BEFORE, PAID_BEFORE = timedelta(days=20), timedelta(days=12)
BALANCE_AFTER = timedelta(days=45)


def build_grants(officer, today: date):
    """After the stays, before their certificates: what cannot be calculated is left as it is."""
    for stay in _paid_from_projects():
        with suppress(PortalError), as_if_on(min(today, stay.starts_on - CALCULATED_BEFORE)):
            calculate_grant(stay, actor=officer)


def build_payments(officer, today: date):
    """After the steps: what lacks a paper is not paid."""
    for stay in _paid_from_projects().filter(state__in=MobilityState.went):
        if stay.pk % 4:
            _pay(stay, min(today, stay.starts_on - PAID_BEFORE), "", officer)
        if stay.pk % 4 and stay.pk % 3 == 0 and stay.state == MobilityState.COMPLETED:
            _pay(stay, min(today, stay.ends_on + BALANCE_AFTER), "-2", officer)


def _paid_from_projects():
    stays = Mobility.objects.filter(project__isnull=False, state__in=MobilityState.open).exclude(scheme__rules="")
    return stays.select_related("scheme", "project", "unit", "participant").order_by("pk")


def _pay(stay: Mobility, day: date, mark: str, officer):
    with suppress(PortalError), as_if_on(day):
        record_payment(stay, paid_on=day, reference=f"L {stay.pk}{mark}", actor=officer)
