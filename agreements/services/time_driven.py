"""What time alone does to agreements: a signed one begins, one past its last day renews or ends."""

import logging
from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.db.models import Q

from agreements import rules
from agreements.enums import AgreementState
from agreements.models import Agreement
from agreements.workflow import agreement_workflow
from core import history
from core.errors import PortalError
from reminders.nightly import StepReport

logger = logging.getLogger(__name__)


def make_moves_of_time(on: date) -> StepReport:
    """Activate, renew and end what is due on the day, each agreement in a transaction of its own.

    One that renews by itself gets a later last day as often as its terms allow; an Erasmus agreement
    never beyond its programme (AG-04). What cannot be renewed any more ends.
    """
    report = StepReport("agreements")
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    _for_each(Agreement.objects.filter(begun, state=AgreementState.SIGNED), _perform("activate"), report)
    over = Agreement.objects.filter(ends_on__lt=on, state__in=AgreementState.watched)
    _for_each(over.renewing(), lambda agreement: _renew(agreement, on), report)
    _for_each(over.ending_for_good(), _perform("end"), report)
    return report


def _for_each(agreements, act: Callable[[Agreement], object], report: StepReport):
    for key in list(agreements.order_by("pk").values_list("pk", flat=True)):
        try:
            report.moved += _act_on(agreements, key, act)
        except PortalError as refusal:
            logger.warning("Agreement %s was not moved by time", key)
            report.failures.append(f"{key}: {refusal.sentence}")
        except Exception as error:  # one agreement's fault must not hold up the others
            logger.exception("Agreement %s could not be moved by time", key)
            report.failures.append(f"{key}: {type(error).__name__}: {error}")


@transaction.atomic
def _act_on(agreements, key: int, act) -> bool:
    """Act on the agreement if it is still among those due: a colleague may just have changed its dates."""
    locked = agreements.select_for_update().filter(pk=key).first()
    if locked is None:
        return False
    act(locked)
    return True


def _perform(move: str):
    return lambda agreement: agreement_workflow.perform(move, agreement, actor=None)


def _renew(agreement: Agreement, on: date):
    """Write the later last day its terms give it; nights missed since then are made up in one step."""
    left = None if agreement.most_renewals is None else agreement.most_renewals - agreement.renewals_made
    end, count = rules.renewed_end(agreement.ends_on, agreement.renewal_months, on, left)
    if rules.outlives_programme(agreement.kind, end):
        agreement_workflow.perform("end", agreement, actor=None)
        return
    agreement.ends_on = end
    agreement.renewals_made += count
    agreement.notice_on = rules.notice_date(agreement.notice_rule, agreement.notice_months, end)
    with history.action("agreement.renew_by_itself"):
        agreement.save(update_fields=["ends_on", "renewals_made", "notice_on", "updated_at"])
