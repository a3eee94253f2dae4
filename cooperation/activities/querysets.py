from datetime import timedelta

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from cooperation.activities.enums import ActivityState, Readers
from cooperation.plans.querysets import ReadByStaff
from cooperation.rights import VIEW
from core.search_text import SearchableQuerySet

DAYS_TO_REPORT = 30  # our own practice
UNREAD = ("search_text", "search_vector", "description", "report", "remarks", "told_en", "told_sv")
UNREAD_OF_PARTNERS = ("search_text", "search_vector", "description", "remarks")
PEOPLE = ("own_staff", "own_students", "partner_staff", "partner_students")


class SeriesQuerySet(ReadByStaff, models.QuerySet):
    """Every question the portal asks about series of editions."""


class ActivityQuerySet(ReadByStaff, SearchableQuerySet):
    """Every question the portal asks about activities."""

    def open(self):
        return self.filter(state__in=ActivityState.open)

    def took_place(self):
        return self.filter(state__in=ActivityState.took_place)

    def published(self):
        """Those the public reads of: shown by the office, and it took place."""
        return self.took_place().filter(is_published=True)

    def touching(self, first, last):
        """Those with a day in the period, both ends included."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def with_partner(self, institution):
        """Those in which ``institution`` takes part."""
        partners = self.model._meta.get_field("partners").related_model.objects
        return self.filter(pk__in=partners.filter(institution=institution).values("activity"))

    def under_agreement(self, agreement):
        """Those that carry it out, by a work plan or without one (services keep both alike)."""
        return self.filter(agreement=agreement)

    def to_begin(self, on):
        """Planned, and their first day has not passed: somebody confirms them before."""
        return self.filter(state=ActivityState.PLANNED, starts_on__gte=on)

    def over_but_not_said(self, on=None):
        """Over, and nobody said whether they were held."""
        return self.filter(state__in=ActivityState.to_come, ends_on__lt=on or timezone.localdate())

    def report_owed(self):
        return self.filter(state=ActivityState.HELD)

    def report_overdue(self, on=None):
        on = on or timezone.localdate()
        return self.report_owed().filter(ends_on__lt=on - timedelta(days=DAYS_TO_REPORT))

    def for_list(self):
        """What the list and its export need, in a constant number of queries."""
        return (
            self.select_related("unit", "coordinator", "country", "series", "plan", "agreement", "network")
            .prefetch_related("partners__institution__country")
            .defer(*UNREAD, "coordinator__search_text", "coordinator__search_vector")
            .defer("plan__search_text", "plan__search_vector", "plan__purpose", "plan__remarks")
            .defer("agreement__search_text", "agreement__search_vector", "agreement__remarks")
            .defer("network__search_text", "network__search_vector")
        )

    def for_detail(self):
        """What the page of one activity shows of what it hangs on, in one query."""
        return self.select_related(
            *("unit", "coordinator", "country", "series", "plan", "agreement", "network", "project")
        )

    def sums(self) -> dict:
        """How many people were planned and came, by side, and what it cost in euro."""
        columns = [f"{when}_{who}" for when in ("planned", "actual") for who in PEOPLE]
        return self.aggregate(
            **{column: Coalesce(Sum(column), 0) for column in columns},
            planned_cost_sum=Sum("planned_cost"),
            actual_cost_sum=Sum("actual_cost"),
        )


class OfActivityQuerySet(ReadByStaff, models.QuerySet):
    """Rows that hang on an activity and are read and kept with it."""

    unit_field = "activity__unit"


class TaskQuerySet(OfActivityQuerySet):
    def open(self):
        return self.filter(done_on__isnull=True).exclude(activity__state=ActivityState.CANCELLED)

    def watched(self):
        """Open and with a day."""
        return self.open().filter(due_on__isnull=False)


class EvidenceQuerySet(OfActivityQuerySet):
    def visible_to(self, user):
        """What is for the keepers of an activity is read by them alone."""
        readable = super().visible_to(user)
        kept = readable.editable_by(user)
        return readable.filter(Q(readers=Readers.STAFF) | Q(pk__in=kept.values("pk")))


class OverrideQuerySet(models.QuerySet):
    """Overrides of restrictions: read by all staff, so that everybody sees why it is done all the same."""

    def visible_to(self, user):
        return self if user.is_authenticated and user.has_perm(VIEW) else self.none()
