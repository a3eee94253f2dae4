"""Records what was paid to participants: each instalment once, in the amount that is due."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import ChangedElsewhere, PortalError, RightMissing
from mobility.days import refuse_days_nobody_means
from mobility.enums import MobilityState
from mobility.grants.enums import Instalment, PaymentNeed
from mobility.grants.standing import what_lacks, with_standing
from mobility.models import GrantPayment, Mobility
from partners.services.institutions import home_institution

PAY = "mobility.pay_grant"
PAID, TAKEN_BACK = "mobility.pay_grant", "mobility.take_payment_back"

history.describe(PAID, gettext_noop("recorded a payment"))
history.describe(TAKEN_BACK, gettext_noop("took a payment back"))


@transaction.atomic
def record_payment(
    stay: Mobility, *, paid_on: date, actor, reference: str = "", expected: Decimal | None = None
) -> GrantPayment:
    """Record that what is due for ``stay`` was paid on the day, or came back.

    The stay is locked and its standing read then: of two who record the same payment the second is refused. With
    ``expected`` nothing is recorded where another amount is due than the person saw. Raises ``RightMissing``,
    ``ValidationError`` for a day that cannot be, ``PortalError`` where nothing is due.
    """
    if not actor.has_perm(PAY, stay):
        raise RightMissing(_("You do not have the right to record payments."))
    if paid_on > timezone.localdate():
        raise ValidationError({"paid_on": _("This day has not come yet.")})
    refuse_days_nobody_means(paid_on=paid_on)
    Mobility.objects.select_for_update(of=("self",)).get(pk=stay.pk)
    standing = with_standing(Mobility.objects.filter(pk=stay.pk), home_institution().country_id).get()
    if standing.need is None:
        raise PortalError(" ".join([_("Nothing is to be paid now."), *what_lacks(standing)]))
    if expected is not None and expected != standing.due_amount:
        raise ChangedElsewhere(_("Another amount is due than when you opened the page. Please look again."))
    with history.action(PAID, actor=actor, right=PAY, about=stay):
        return GrantPayment.objects.create(
            mobility=stay,
            calculation=stay.calculations.get(is_current=True),
            instalment=Instalment.FIRST if standing.need == PaymentNeed.FIRST else Instalment.FINAL,
            amount=standing.due_amount,
            paid_on=paid_on,
            reference=reference,
            recorded_by=actor,
        )


def record_payments(
    keys: Collection[int], *, paid_on: date, actor, reference: str = "", expected: Mapping[int, Decimal] | None = None
) -> tuple[list[GrantPayment], list[tuple[Mobility, str]]]:
    """Record what is due for each of the stays that ``actor`` may pay; those refused come back with the reason.

    ``expected``: by the key of a stay the amount that the person saw, as in ``record_payment``.
    """
    payable = Mobility.objects.of_rights(actor, PAY).filter(pk__in=keys)
    paid, refused = [], []
    for stay in payable.select_related("participant", "unit").order_by("pk"):
        try:
            amount = (expected or {}).get(stay.pk)
            paid.append(record_payment(stay, paid_on=paid_on, actor=actor, reference=reference, expected=amount))
        except PortalError as error:
            refused.append((stay, str(error.sentence)))
    return paid, refused


@transaction.atomic
def take_payment_back(payment: GrantPayment, *, actor, note: str):
    """Remove a payment that was recorded by mistake; history keeps it and the reason."""
    stay = Mobility.objects.select_for_update(of=("self",)).get(pk=payment.mobility_id)
    if not actor.has_perm(PAY, stay):
        raise RightMissing(_("You do not have the right to record payments."))
    if stay.state == MobilityState.CLOSED:
        raise PortalError(_("The stay is closed."))
    if payment.instalment == Instalment.FIRST and stay.payments.filter(instalment=Instalment.FINAL).exists():
        raise PortalError(_("Take the balance back first."))
    with history.action(TAKEN_BACK, actor=actor, note=note, right=PAY, about=stay):
        payment.delete()
