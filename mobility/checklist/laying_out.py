"""Which steps a stay has and when each is due: rows made when it is nominated, and each night where one is new."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Case, DateField, DurationField, ExpressionWrapper, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_noop

from core import history
from mobility.checklist.enums import Anchor, Fulfilment
from mobility.enums import MobilityState, PartnerStatus
from mobility.models import Mobility, StayStep, StepKind
from reminders.nightly import StepReport

A_DAY = timedelta(days=1)
MANY = 500

history.describe("step.lay_out", gettext_noop("laid out the checklist"))


@transaction.atomic
def lay_out_steps(stays: Iterable[Mobility], *, actor=None) -> int:
    """Give each stay the steps of its kind that it lacks; returns how many. What is there stays as it is.

    Rights are the caller's business; ``actor`` is who asked for it, None where it follows from something else.
    """
    kinds = list(StepKind.objects.filter(is_asked=True))
    stays = list(stays)
    there = set(StayStep.objects.filter(mobility__in=stays).values_list("mobility_id", "kind_id"))
    made = [
        StayStep(mobility=stay, kind=kind, due_on=due_on(stay, kind))
        for stay in stays
        for kind in kinds
        if (stay.pk, kind.pk) not in there and kind.is_for(stay, stay.scheme)
    ]
    if made:
        with history.action("step.lay_out", actor=actor):
            StayStep.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


@transaction.atomic
def fit_steps(stay: Mobility, *, actor):
    """The steps of a stay that was given another kind: open ones it no longer has go, those it lacks are added.

    What is done, not needed or has a document stays; the answer of the receiver is awaited anew.
    """
    steps = StayStep.objects.filter(mobility=stay).select_related("kind")
    gone = [step.pk for step in steps.open() if not step.document_id and not step.kind.is_for(stay, stay.scheme)]
    with history.action("step.lay_out", actor=actor):
        StayStep.objects.filter(pk__in=gone).delete()
        if stay.partner_status == PartnerStatus.PENDING:
            answered = steps.filter(kind__fulfilled_by=Fulfilment.ACCEPTANCE, done_on__isnull=False)
            answered.update(done_on=None, done_by=None, document=None)
    lay_out_steps([stay], actor=actor)


def due_on(stay: Mobility, kind: StepKind) -> date:
    begins_on, ends_on = stay.presence
    return (begins_on if kind.anchor == Anchor.START else ends_on) + kind.offset_days * A_DAY


def renew_due_dates(stays) -> int:
    """Set every step's day anew from the days of its stay, or from its own, in one statement. ``stays``: a queryset."""
    begins = Coalesce("mobility__arrived_on", "mobility__starts_on")
    ends = Coalesce("mobility__left_on", "mobility__ends_on")
    anchored = Case(When(kind__anchor=Anchor.START, then=begins), default=ends, output_field=DateField())
    days = ExpressionWrapper(F("kind__offset_days") * Value(A_DAY), output_field=DurationField())
    counted = Cast(ExpressionWrapper(anchored + days, output_field=DateField()), DateField())
    due = StayStep.objects.filter(pk=OuterRef("pk")).annotate(day=Coalesce("own_due_on", counted)).values("day")
    steps = StayStep.objects.filter(mobility__in=stays)
    return steps.annotate(new_due_on=Subquery(due)).exclude(due_on=F("new_due_on")).update(due_on=Subquery(due))


def lay_out_what_is_new(on: date) -> StepReport:
    """The nightly step: steps that an administrator added, and days that moved. Repeated it does nothing."""
    report = StepReport("mobility.stay_steps")
    going_on = Mobility.objects.filter(state__in=MobilityState.open)
    keys = list(going_on.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), MANY):
        lay_out_steps(Mobility.objects.filter(pk__in=keys[start : start + MANY]).select_related("scheme"))
    renew_due_dates(going_on)
    return report
