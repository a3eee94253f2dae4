"""What time alone does to agreements: a signed one begins, one past its last day ends."""

import logging
from datetime import date

from django.db.models import Q

from agreements.enums import AgreementState, Renewal
from agreements.models import Agreement
from agreements.workflow import agreement_workflow
from core.errors import PortalError
from reminders.nightly import StepReport

logger = logging.getLogger(__name__)


def make_moves_of_time(on: date) -> StepReport:
    """Activate and end what is due on the day, each agreement in a transaction of its own.

    An agreement that renews by itself is not ended: its renewal is for a person to record.
    """
    report = StepReport("agreements")
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    _move_all("activate", Agreement.objects.filter(begun, state=AgreementState.SIGNED), report)
    over = Agreement.objects.filter(ends_on__lt=on, state__in=AgreementState.watched)
    _move_all("end", over.exclude(renewal=Renewal.AUTOMATIC), report)
    return report


def _move_all(move: str, agreements, report: StepReport):
    for agreement in agreements.order_by("pk").iterator(chunk_size=500):
        try:
            agreement_workflow.perform(move, agreement, actor=None)
        except PortalError as refusal:
            logger.warning("Agreement %s was not moved by time: %s", agreement.pk, move)
            report.failures.append(f"{agreement.pk}: {refusal.sentence}")
        else:
            report.moved += 1
