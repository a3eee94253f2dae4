from django.db import models
from django.db.models import (
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Unit
from agreements.models import Party
from cooperation.activities.enums import ActivityState, OutputKind
from cooperation.plans.enums import GoalMeasure, PlanState
from cooperation.rights import CHANGE, VIEW
from core.search_text import SearchableQuerySet

UNREAD = ("search_text", "search_vector", "purpose", "remarks")
UNREAD_OF_AGREEMENT = ("agreement__search_text", "agreement__search_vector", "agreement__remarks")


class ReadByStaff:
    """Read by all staff; changed by whoever has the right in the unit that carries it out, and by the office."""

    unit_field = "unit"

    def visible_to(self, user):
        return self if user.is_authenticated and user.has_perm(VIEW) else self.none()

    def editable_by(self, user):
        """Those whose keeping belongs to ``user``; the state decides further (services)."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(CHANGE):
            return self
        return self.filter(**{f"{self.unit_field}__in": Unit.objects.where(user, CHANGE)})


class WorkPlanQuerySet(ReadByStaff, SearchableQuerySet):
    """Every question the portal asks about work plans."""

    def open(self):
        """Those that are not over: whoever keeps one completes or cancels it, also after its last day."""
        return self.filter(state__in=PlanState.open)

    def with_partner(self, institution):
        """Those under an agreement of which ``institution`` is a party."""
        return self.filter(agreement__in=Party.objects.filter(institution=institution).values("agreement"))

    def touching(self, first, last):
        """Those that run on any day of the period, both ends included."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def begun_but_not_said(self, on):
        """Agreed, and their first day has come."""
        return self.filter(state=PlanState.AGREED, starts_on__lte=on)

    def over_but_open(self, on=None):
        return self.open().filter(ends_on__lt=on or timezone.localdate())

    def with_counts(self):
        """Each with ``activity_count`` (the cancelled aside), ``held_count``, ``goal_count`` and ``reached_count``."""
        activities = self._of_plan("activities").exclude(state=ActivityState.CANCELLED)
        goals = self._of_plan("goals")
        return self.annotate(
            activity_count=_counted(activities),
            held_count=_counted(activities.filter(state__in=ActivityState.took_place)),
            goal_count=_counted(goals),
            reached_count=_counted(goals.reached()),
        )

    def _of_plan(self, name: str):
        return self.model._meta.get_field(name).related_model.objects.filter(plan=OuterRef("pk"))

    def for_list(self):
        """What the list and its export need, in a constant number of queries."""
        return (
            self.with_counts()
            .select_related("unit", "coordinator", "agreement")
            .prefetch_related("agreement__parties__institution__country")
            .defer(*UNREAD, *UNREAD_OF_AGREEMENT, "coordinator__search_text", "coordinator__search_vector")
        )


class GoalQuerySet(ReadByStaff, models.QuerySet):
    """Goals are read and kept with their plan. What was done for one is counted when asked, and never stored."""

    unit_field = "plan__unit"

    def with_done(self):
        """Each with ``done``: how much of its measure the activities of its plan have brought."""
        return self.annotate(
            done=Case(
                When(measure=GoalMeasure.ENTERED, then=Coalesce("entered_number", 0)),
                *(When(measure=measure, then=rows) for measure, rows in self._ways_to_count().items()),
                default=0,
                output_field=IntegerField(),
            )
        )

    def reached(self):
        return self.with_done().filter(done__gte=F("planned_number"))

    def due_and_open(self, on=None):
        """With a day and not reached, of plans that are carried out."""
        of_running = self.filter(plan__state__in=PlanState.carried_out, due_on__isnull=False)
        return of_running.with_done().filter(done__lt=F("planned_number"))

    def _ways_to_count(self) -> dict:
        held = self._activities().filter(state__in=ActivityState.took_place)
        standing = self._activities().exclude(state=ActivityState.CANCELLED)
        return {
            GoalMeasure.ACTIVITIES: _counted(held),
            GoalMeasure.PUBLICATIONS: _counted(standing.filter(outputs__kind=OutputKind.PUBLICATION), "outputs"),
            GoalMeasure.OUTPUTS: _counted(standing, "outputs"),
            GoalMeasure.STUDENTS: _summed(held, "actual_own_students", "actual_partner_students"),
            GoalMeasure.STAFF: _summed(held, "actual_own_staff", "actual_partner_staff"),
            GoalMeasure.STAYS: _counted(held, "stay_links"),
        }

    def _activities(self):
        """The activities of the goal's plan, of the kind it asks for where it asks for one."""
        plans = self.model._meta.get_field("plan").related_model
        activities = plans._meta.get_field("activities").related_model.objects.filter(plan=OuterRef("plan"))
        wanted = ExpressionWrapper(OuterRef("activity_kind"), output_field=CharField())
        return activities.annotate(wanted=wanted).filter(Q(wanted="") | Q(kind=F("wanted")))


def _counted(rows, what: str = "pk") -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("plan").annotate(all=Count(what)).values("all")), 0)


def _summed(rows, *columns: str) -> Coalesce:
    total = sum((Coalesce(F(column), 0) for column in columns[1:]), Coalesce(F(columns[0]), 0))
    return Coalesce(Subquery(rows.order_by().values("plan").annotate(all=Sum(total)).values("all")), 0)
