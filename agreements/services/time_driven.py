"""What time alone does to agreements: a signed one begins, one past its last day renews or ends."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import Q

from agreements import rules
from agreements.enums import AgreementState
from agreements.models import Agreement, Amendment
from agreements.services.amendments_in_effect import apply_amendment
from agreements.workflow import agreement_workflow
from core import history
from core.errors import PortalError
from reminders.nightly import StepReport


def make_moves_of_time(on: date) -> StepReport:
    """Activate, renew and end what is due on the day, each agreement in a transaction of its own.

    One that renews by itself gets a later last day as often as its terms allow; an Erasmus agreement
    never beyond its programme (AG-04). What cannot be renewed any more ends.
    """
    report = StepReport("agreements")
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    _for_each(Agreement.objects.filter(begun, state=AgreementState.SIGNED), "activate", _perform("activate"), report)
    _amend(on, report)
    over = Agreement.objects.filter(ends_on__lt=on, state__in=AgreementState.watched)
    _for_each(over.renewing(), "end", lambda agreement: _renew(agreement, on), report)
    _for_each(over.ending_for_good(), "end", _perform("end"), report)
    return report


def _amend(on: date, report: StepReport):
    """Let signed amendments take effect on their day, in the order of their days, each in its own transaction."""
    for amendment in Amendment.objects.due(on).select_related("agreement").order_by("effective_on", "pk"):
        report.attempt(amendment.agreement, partial(_take_effect, amendment))


def _take_effect(amendment: Amendment) -> str:
    apply_amendment(amendment)
    return "amendment.take_effect"


def _for_each(agreements, move: str, act: Callable[[Agreement], str], report: StepReport):
    """``act`` on each of ``agreements``; ``move`` is the one the workflow may refuse."""
    for agreement in agreements.order_by("pk"):
        report.attempt(agreement, partial(_act_on, agreements, agreement.pk, act), partial(_why_not, agreement, move))


def _why_not(agreement: Agreement, move: str, refusal: PortalError) -> str:
    """In the language active now; as it was said at the refusal where the reason has gone since."""
    return " ".join(agreement_workflow.refusals(move, agreement, by_machine=True)) or str(refusal.sentence)


@transaction.atomic
def _act_on(agreements, key: int, act) -> str:
    """Act on the agreement if it is still among those due: a colleague may just have changed its dates."""
    locked = agreements.select_for_update().filter(pk=key).first()
    return act(locked) if locked else ""


def _perform(move: str) -> Callable[[Agreement], str]:
    def act(agreement):
        agreement_workflow.perform(move, agreement, actor=None)
        return f"agreement.{move}"

    return act


def _renew(agreement: Agreement, on: date) -> str:
    """Write the later last day its terms give it; nights missed since then are made up in one step."""
    left = None if agreement.most_renewals is None else agreement.most_renewals - agreement.renewals_made
    end, count = rules.renewed_end(agreement.ends_on, agreement.renewal_months, on, left)
    if rules.outlives_programme(agreement.kind, end):
        return _perform("end")(agreement)
    agreement.ends_on = end
    agreement.renewals_made += count
    agreement.notice_on = rules.notice_date(agreement.notice_rule, agreement.notice_months, end)
    with history.action("agreement.renew_by_itself"):
        agreement.save(update_fields=["ends_on", "renewals_made", "notice_on", "updated_at"])
    return "agreement.renew_by_itself"
