"""Whom the portal may forget: every stay of theirs has been kept as long as the rules of retention say (LG-07, LG-10).

Where a rule has no row, or a project is not closed, nothing is due: what is not known is kept.
"""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Count, DecimalField, Exists, Max, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from mobility.enums import MobilityState, ProjectState
from mobility.models import BudgetLine, GrantProject, Mobility, Participant, StayRetention
from mobility.people.enums import KeptBecause
from reference.academic_years import AcademicYear


@dataclass(frozen=True)
class Retention:
    """The rules of retention as they hold on the day ``on``."""

    rows: dict[str, StayRetention]
    on: date

    @classmethod
    def of_today(cls, on: date | None = None) -> "Retention":
        return cls({row.because: row for row in StayRetention.objects.all()}, on or timezone.localdate())

    def before(self, because: KeptBecause) -> date | None:
        """What ended on this day or earlier need not be kept; None where no rule says so."""
        row = self.rows.get(because)
        return self.on - relativedelta(years=row.years) if row else None

    @property
    def last_year(self) -> int | None:
        """The newest academic year whose stays need not be kept as cases."""
        before = self.before(KeptBecause.CASE)
        if before is None:
            return None
        year = AcademicYear.of(before)
        return year.first_year if year.ends_on <= before else year.previous.first_year


def kept_stays(retention: Retention):
    """The stays whose people may not be forgotten yet."""
    return Mobility.objects.exclude(pk__in=_past_stays(retention).values("pk"))


def _past_stays(retention: Retention):
    fallen, year = retention.before(KeptBecause.FALLEN_THROUGH), retention.last_year
    past = Q(pk__in=[])
    if fallen is not None:
        past |= Q(state__in=MobilityState.fallen_through, state_since__date__lte=fallen)
    if year is not None:
        of_no_project = Q(project__isnull=True)
        over = Q(state=MobilityState.CLOSED, academic_year__lte=year)
        past |= over & (of_no_project | Q(project__in=_past_projects(retention)))
    return Mobility.objects.filter(past)


def _past_projects(retention: Retention):
    """Closed projects whose records need not be kept any more; a small one for a shorter time, where a row says so."""
    closed = GrantProject.objects.filter(state=ProjectState.CLOSED)
    past = Q(pk__in=[])
    if (records := retention.before(KeptBecause.RECORDS)) is not None:
        past |= Q(state_since__date__lte=records)
    small, row = retention.before(KeptBecause.RECORDS_SMALL), retention.rows.get(KeptBecause.RECORDS_SMALL)
    if small is not None and row and row.most_euro is not None:
        granted = BudgetLine.objects.filter(project=OuterRef("pk")).order_by().values("project")
        sums = Subquery(granted.annotate(total=Sum("granted")).values("total"))
        closed = closed.annotate(granted=Coalesce(sums, Value(0), output_field=DecimalField()))
        past |= Q(granted__gt=0, granted__lte=row.most_euro, state_since__date__lte=small)
    return closed.filter(past).values("pk")


def people_to_forget(on: date | None = None):
    """Participants whose every stay has been kept long enough, those longest away first; with ``stay_count``.

    Somebody without any stay is due like a nomination that fell through.
    """
    retention = Retention.of_today(on)
    theirs = kept_stays(retention).filter(participant=OuterRef("pk"))
    fallen = retention.before(KeptBecause.FALLEN_THROUGH)
    rows = Participant.objects.filter(~Exists(theirs), anonymised_at__isnull=True)
    rows = rows.annotate(stay_count=Count("mobilities"), last_day=Max("mobilities__ends_on"))
    without_stay = Q(stay_count=0)
    if fallen is not None:
        without_stay &= Q(created_at__date__gt=fallen)
    return rows.exclude(without_stay).order_by("last_day", "pk")
