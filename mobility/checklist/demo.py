"""The demonstration's steps: done where the stay has come that far, one here and there forgotten."""

from datetime import date, timedelta

from core.demo_documents import pdf
from core.demo_history import as_if_on
from core.errors import PortalError
from mobility.checklist.documents import attach_paper
from mobility.checklist.enums import Fulfilment, PaperKind
from mobility.checklist.services import tick_off
from mobility.enums import MobilityState
from mobility.models import Mobility, StayStep

FORGOTTEN = 9  # every ninth step


def build_steps(officer, today: date):
    """After the stays: their certificates, then every step whose day has passed but for some."""
    went = Mobility.objects.filter(state__in=(MobilityState.UNDER_WAY, MobilityState.COMPLETED)).select_related(
        "participant", "unit"
    )
    for stay in went.order_by("pk"):
        _certify(stay, officer, today)
    certified = (Fulfilment.ARRIVAL, Fulfilment.DEPARTURE, Fulfilment.RECOGNITION, Fulfilment.TRANSCRIPT)
    past = StayStep.objects.to_be_done().filter(due_on__lt=today).exclude(kind__fulfilled_by__in=certified)
    for number, step in enumerate(past.select_related("mobility__unit").order_by("pk")):
        if number % FORGOTTEN:
            with as_if_on(step.due_on):
                tick_off(step, actor=officer, on=step.due_on)


def _certify(stay: Mobility, officer, today: date):
    """The arrival of all, the departure of most who came back: for the others the certificate is still awaited."""
    days = {PaperKind.ARRIVAL: stay.starts_on}
    if stay.state == MobilityState.COMPLETED and stay.pk % 5:
        days[PaperKind.DEPARTURE] = stay.ends_on
    for kind, day in days.items():
        if day > today:
            continue
        paper = pdf(f"{kind}.pdf", str(kind.label), [str(stay.participant), stay.place, day.isoformat()])
        handed_in = (stay.ends_on if stay.state == MobilityState.COMPLETED else day) + timedelta(days=3)
        try:
            with as_if_on(min(today, handed_in)):
                attach_paper(stay, actor=officer, upload=paper, kind=kind, certified_on=day)
            stay.refresh_from_db(fields=["arrived_on", "left_on"])
        except PortalError:
            return
