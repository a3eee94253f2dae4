"""What ends in the coming months, how far the renewal of each is, and how much of it falls in which quarter."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncQuarter
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.cockpit.progress import Progress
from agreements.enums import AgreementState
from agreements.models import Agreement, Evaluation
from agreements.querysets import AgreementQuerySet
from reminders.models import Arrangement

MONTHS = 18
END = "agreements.end"  # the watched date that a decision to let an agreement end settles
PAST = "past"


def horizon(on: date | None = None) -> date:
    """The last day that is looked at: the end of the month eighteen months ahead."""
    return (on or timezone.localdate()) + relativedelta(months=MONTHS, day=31)


def ending_agreements(user, on: date | None = None) -> QuerySet:
    """Concluded agreements that ``user`` keeps, or may see as those who keep them do, and that end by the horizon."""
    kept = Agreement.objects.kept_by(user)
    return with_progress(kept.filter(state__in=AgreementState.watched, ends_on__lte=horizon(on)))


def with_progress(agreements: QuerySet) -> QuerySet:
    """Each with the ``progress`` of its renewal (a ``Progress``) and the ``recommendation`` of its evaluation."""
    settled = Arrangement.objects.filter(
        source=END, object_id=OuterRef("pk"), is_not_needed=True, due_on=OuterRef("ends_on")
    )
    asked = Evaluation.objects.filter(agreement=OuterRef("pk"))
    return agreements.annotate(
        recommendation=Subquery(asked.submitted().values("recommendation")[:1]),
        progress=Coalesce(
            Subquery(_points_of_successors().values("point")[:1]),
            Case(
                When(Q(state=AgreementState.NOTICE_GIVEN) | Exists(settled), then=Value(Progress.LET_END.value)),
                When(Agreement.objects.bound_to_renew(), then=Value(Progress.BY_ITSELF.value)),
                When(Exists(asked.submitted()), then=Value(Progress.EVALUATED.value)),
                When(Exists(asked.open()), then=Value(Progress.EVALUATION.value)),
                default=Value(Progress.NOT_BEGUN.value),
            ),
            output_field=CharField(),
        ),
    )


def undecided_within(agreements: AgreementQuerySet, months: int, on: date | None = None) -> QuerySet:
    """Those of ``agreements`` in force that end within so many months, and of which nobody decided what becomes."""
    on = on or timezone.localdate()
    ending = agreements.in_force(on).filter(ends_on__lte=on + relativedelta(months=months))
    return with_progress(ending).filter(progress__in=Progress.undecided)


def _points_of_successors() -> QuerySet:
    """The newest successor of each agreement that was not withdrawn, with how far the renewal is by it."""
    point = Case(
        When(state__in=AgreementState.concluded, then=Value(Progress.RENEWED.value)),
        When(state=AgreementState.APPROVED, then=Value(Progress.APPROVED.value)),
        When(state=AgreementState.IN_REVIEW, then=Value(Progress.IN_REVIEW.value)),
        default=Value(Progress.DRAFT.value),
    )
    successors = Agreement.objects.filter(predecessor=OuterRef("pk")).exclude(state=AgreementState.WITHDRAWN)
    return successors.annotate(point=point).order_by("-pk")


@dataclass(frozen=True)
class Quarter:
    """How many agreements end in one quarter, by the progress of their renewal. ``PAST`` is what is over already."""

    value: str
    first_day: date | None
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def label(self) -> str:
        if self.first_day is None:
            return _("Past its last day")
        last = self.first_day + relativedelta(months=2)
        words = {"first": date_format(self.first_day, "M"), "last": date_format(last, "M Y")}
        return _("%(first)s – %(last)s") % words

    def of(self, *progress: str) -> int:
        return sum(self.counts.get(each, 0) for each in progress)


def quarters_of(agreements: QuerySet, on: date | None = None) -> list[Quarter]:
    """Every quarter up to the horizon, empty ones too, from what is past on; ``agreements`` carry ``progress``."""
    on = on or timezone.localdate()
    first_day = Cast(TruncQuarter("ends_on"), DateField())  # inside a Case it would come as an instant
    quarter = Case(When(ends_on__gte=on, then=first_day), default=None, output_field=DateField())
    counted = agreements.order_by().annotate(quarter=quarter).values_list("quarter", "progress").annotate(Count("pk"))
    counts: dict[date | None, dict[str, int]] = {}
    for first_day, progress, count in counted:
        counts.setdefault(first_day, {})[progress] = count
    days: list[date | None] = [*([None] if None in counts else []), *quarter_days(on)]
    return [Quarter(value_of(day), day, counts.get(day, {})) for day in days]


def quarter_days(on: date) -> list[date]:
    """The first day of each quarter from the present one to the horizon."""
    first = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    days = [first + relativedelta(months=3 * number) for number in range(MONTHS // 3 + 2)]
    return [day for day in days if day <= horizon(on)]


def value_of(first_day: date | None) -> str:
    """How an address names a quarter: "2026-10", by its first month."""
    return f"{first_day:%Y-%m}" if first_day else PAST


def within_quarter(agreements: QuerySet, value: str, on: date | None = None) -> QuerySet:
    """Those of ``agreements`` that end in the quarter ``value`` names."""
    on = on or timezone.localdate()
    if value == PAST:
        return agreements.filter(ends_on__lt=on)
    first = date.fromisoformat(f"{value}-01")
    return agreements.filter(ends_on__gte=max(first, on), ends_on__lt=first + relativedelta(months=3))


def newest_decision() -> str:
    """Moves when somebody lets an agreement end, or takes that back; agreements have a stamp of their own."""
    newest = Arrangement.objects.filter(source=END).aggregate(newest=Max(F("arranged_at")))["newest"]
    return newest.isoformat() if newest else ""
