"""What was paid of a grant and what is to be paid now, asked of the database for one stay as for all (KA131-42)."""

from decimal import Decimal

from django.db.models import (
    Case,
    CharField,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Round
from django.utils.translation import gettext as _

from mobility.enums import MobilityState
from mobility.grants.enums import Instalment, PaymentNeed
from mobility.models import GrantCalculation, GrantProject, InstalmentShare, Mobility, StayStep

NOTHING = Decimal("0.00")
GRANT_AGREEMENT, SURVEY = "grant-agreement", "participant-survey"  # codes of ``StepKind``
PAYABLE = (MobilityState.AGREED, MobilityState.UNDER_WAY, MobilityState.COMPLETED, MobilityState.INTERRUPTED)
BACK_AGAIN = (MobilityState.COMPLETED, MobilityState.INTERRUPTED)
MAY_OWE = (*PAYABLE, MobilityState.CANCELLED)  # what was paid for a stay that is cancelled comes back
EURO = DecimalField(max_digits=11, decimal_places=2)


def with_standing(stays: QuerySet, agency_country: str) -> QuerySet:
    """``stays``, each with what was granted and paid, what is missing, its ``need`` and the ``due_amount`` in euro.

    ``due_amount`` is below zero where money is to come back. The agency is that of ``agency_country``, which pays us.
    """
    first = ExpressionWrapper(F("granted_total") * F("first_share") / Value(Decimal(100)), EURO)
    return (
        stays.annotate(
            # Joins of one row each, by the constraints of the tables.
            current_grant=FilteredRelation("calculations", condition=Q(calculations__is_current=True)),
            first_payment=FilteredRelation("payments", condition=Q(payments__instalment=Instalment.FIRST)),
            final_payment=FilteredRelation("payments", condition=Q(payments__instalment=Instalment.FINAL)),
        )
        .annotate(
            granted_total=F("current_grant__total"),
            is_by_actual_days=Coalesce("current_grant__is_by_actual_days", Value(False)),
            first_share=_first_share(agency_country),
            is_first_paid=Q(first_payment__isnull=False),
            is_final_paid=Q(final_payment__isnull=False),
            paid_total=_or_nothing("first_payment__amount") + _or_nothing("final_payment__amount"),
            lacks_agreement=_lacks(GRANT_AGREEMENT),
            lacks_survey=_lacks(SURVEY),
            balance=Case(
                When(state=MobilityState.CANCELLED, then=Value(NOTHING) - F("paid_total")),
                default=_or_nothing("granted_total") - F("paid_total"),
                output_field=EURO,
            ),
        )
        .annotate(
            need=_need(agency_country),
            due_amount=Case(
                When(need=PaymentNeed.FIRST, then=Round(first, 2)),
                When(need__isnull=False, then=F("balance")),
                output_field=EURO,
            ),
        )
    )


def to_be_paid(stays: QuerySet, agency_country: str) -> QuerySet:
    """Those of ``stays`` for which something is to be paid, or to come back, now."""
    return with_standing(stays.filter(state__in=MAY_OWE, project__isnull=False), agency_country).filter(
        need__isnull=False
    )


def _or_nothing(field: str) -> Coalesce:
    return Coalesce(field, Value(NOTHING), output_field=EURO)


def _first_share(agency_country: str) -> Subquery:
    """The share of the agency where it has one, else that of any."""
    rows = _shares(agency_country, call=OuterRef("project__call_year"), rules=OuterRef("scheme__rules"))
    own_first = rows.order_by(F("agency_country").desc(nulls_last=True), "-valid_from_call")
    return Subquery(own_first.values("first_share")[:1], output_field=IntegerField())


def _shares(agency_country: str, *, call: OuterRef, rules: OuterRef) -> QuerySet:
    return InstalmentShare.objects.filter(
        Q(valid_to_call__isnull=True) | Q(valid_to_call__gte=call),
        Q(agency_country=agency_country) | Q(agency_country__isnull=True),
        rules=rules,
        valid_from_call__lte=call,
    )


def _with_first_share(agency_country: str) -> QuerySet:
    """The projects whose first share is in the tables: asked once for each project, not for each of its stays."""
    shares = _shares(agency_country, call=OuterRef("call_year"), rules=OuterRef("scheme__rules"))
    return GrantProject.objects.filter(Exists(shares)).values("pk")


def _lacks(code: str) -> Exists:
    return Exists(StayStep.objects.open().filter(mobility=OuterRef("pk"), kind__code=code))


def _need(agency_country: str) -> Case:
    whole = Q(state__in=BACK_AGAIN, left_on__isnull=False, is_by_actual_days=True, lacks_survey=False)
    begun = Q(state__in=PAYABLE, lacks_agreement=False, granted_total__gte=1) & Q(
        project__in=_with_first_share(agency_country)
    )
    pays = Q(project__isnull=False, is_final_paid=False)
    return Case(
        When(pays & Q(state=MobilityState.CANCELLED, balance__lt=0), then=Value(PaymentNeed.BACK.value)),
        When(pays & whole & Q(balance__gt=0, lacks_agreement=False), then=Value(PaymentNeed.FINAL.value)),
        When(pays & whole & Q(balance__lt=0), then=Value(PaymentNeed.BACK.value)),
        When(pays & begun & Q(is_first_paid=False), then=Value(PaymentNeed.FIRST.value)),
        default=None,
        output_field=CharField(),
    )


def what_lacks(stay) -> list[str]:
    """Why nothing (more) is to be paid for ``stay`` now, which has its standing; [] where something is."""
    if stay.is_final_paid and not stay.paid_total and stay.state in MobilityState.editable:
        return [_came_back()]
    if stay.need or stay.is_final_paid or stay.project_id is None or stay.state in MobilityState.fallen_through:
        return []
    if stay.granted_total is None:
        return [_("The grant is not calculated yet.")]
    if stay.is_first_paid or stay.state in BACK_AGAIN:
        return _lacks_for_balance(stay) if stay.balance else []
    return _lacks_for_first(stay) if stay.granted_total else []


def _came_back() -> str:
    """Of a stay that was cancelled after it was paid, and is taken up again."""
    return _(
        "The stay was cancelled and its money came back. Take both payments back here, the balance first, and say "
        "that the stay was taken up again: then the portal tells what is to be paid anew."
    )


def _lacks_for_first(stay) -> list[str]:
    lacks = []
    if stay.state not in PAYABLE:
        lacks.append(_("The stay is not agreed on yet."))
    if stay.lacks_agreement:
        lacks.append(_("The grant agreement is not signed."))
    if stay.first_share is None:
        lacks.append(_("How much is paid first in this call is not in the tables."))
    return lacks


def _lacks_for_balance(stay) -> list[str]:
    lacks = []
    if stay.state not in BACK_AGAIN:
        lacks.append(_("The balance (second instalment) waits: the stay is not over yet."))
    if stay.left_on is None:
        lacks.append(_("The departure is not certified."))
    elif not stay.is_by_actual_days:
        lacks.append(_("The grant is not calculated anew by the days certified."))
    if stay.lacks_survey:
        lacks.append(_("The participant's report is missing."))
    if stay.lacks_agreement:
        lacks.append(_("The grant agreement is not signed."))
    return lacks


def balance_is_open(stay: Mobility) -> str | None:
    """A guard of the move “close”: why not yet, as long as money is owed on either side."""
    if stay.project_id is None or not stay.scheme.rules:
        return None
    row = GrantCalculation.objects.filter(mobility=stay, is_current=True).first()
    if row is None:
        return None if stay.is_zero_grant else _("The grant is not calculated yet.")
    if not row.is_by_actual_days and not stay.is_zero_grant:
        return _("The grant is not calculated anew by the days certified.")
    paid = stay.payments.aggregate(all=Sum("amount"))["all"] or NOTHING
    return None if paid == row.total else _("The balance of the grant is not settled.")
