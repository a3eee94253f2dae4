"""What time alone does to agreements: a signed one begins, one past its last day ends."""

import logging
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import ngettext

from agreements.enums import AgreementState, Renewal
from agreements.models import Agreement
from agreements.workflow import agreement_workflow
from core.errors import PortalError
from reminders.nightly import StepReport

logger = logging.getLogger(__name__)


def make_moves_of_time(on: date) -> StepReport:
    """Activate and end what is due on the day, each agreement in a transaction of its own.

    An agreement that renews by itself is not ended: its renewal is for a person to record, and
    the report says how many there are.
    """
    report = StepReport("agreements")
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    _move_all("activate", Agreement.objects.filter(begun, state=AgreementState.SIGNED), report)
    over = Agreement.objects.filter(ends_on__lt=on, state__in=AgreementState.watched)
    _move_all("end", over.exclude(renewal=Renewal.AUTOMATIC), report)
    _remark_on_renewals(over.filter(renewal=Renewal.AUTOMATIC).count(), report)
    return report


def _move_all(move: str, agreements, report: StepReport):
    for key in list(agreements.order_by("pk").values_list("pk", flat=True)):
        try:
            report.moved += _move(move, agreements, key)
        except PortalError as refusal:
            logger.warning("Agreement %s was not moved by time: %s", key, move)
            report.failures.append(f"{key}: {refusal.sentence}")
        except Exception as error:  # one agreement's fault must not hold up the others
            logger.exception("Agreement %s could not be moved by time: %s", key, move)
            report.failures.append(f"{key}: {type(error).__name__}: {error}")


@transaction.atomic
def _move(move: str, agreements, key: int) -> bool:
    """Move the agreement if it is still among those to be moved: a colleague may just have changed its dates."""
    locked = agreements.select_for_update().filter(pk=key).first()
    if locked is None:
        return False
    agreement_workflow.perform(move, locked, actor=None)
    return True


def _remark_on_renewals(count: int, report: StepReport):
    if count:
        sentence = ngettext(
            "%(count)d agreement past its last day renews by itself and was not ended.",
            "%(count)d agreements past their last day renew by themselves and were not ended.",
            count,
        )
        report.remarks.append(sentence % {"count": count})
