"""The demonstration of nominations: two partners were sent an address for the window that is open, or opens next."""

from agreements.enums import MobilityKind
from agreements.models import Condition
from core.errors import PortalError
from mobility.models import NominationWindow, Scheme
from mobility.nominations.links import ask_for_nominations
from mobility.stays.places import TAKING_NOMINATIONS
from partners.services import home_institution

PARTNERS = 2


def build_nominations(officer):
    """To the contacts of partners who send us students; without a window there is nothing to ask for."""
    window = NominationWindow.objects.not_over().first()
    if window is None:
        return
    incoming = Condition.objects.filter(
        receiver=home_institution(), kind=MobilityKind.STUDENT_STUDIES, agreement__state__in=TAKING_NOMINATIONS
    ).select_related("sender", "agreement__responsible_unit")
    asked = 0
    for condition in incoming.order_by("pk"):
        contacts = list(condition.sender.contacts.exclude(email="")[:1])
        if contacts and asked < PARTNERS and _ask(contacts, condition, window, officer):
            asked += 1


def _ask(contacts, condition: Condition, window: NominationWindow, officer) -> bool:
    scheme = Scheme.objects.get(code="ka131")
    unit = condition.agreement.responsible_unit
    try:
        ask_for_nominations(contacts, actor=officer, window=window, unit=unit, scheme=scheme)
    except PortalError:
        return False
    return True
