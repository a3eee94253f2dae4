"""What the portal asks about rounds of applications and who applied."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Unit
from mobility.querysets import OfUnits
from mobility.rounds.enums import ChoiceOutcome, RoundState, Waiting

VIEW_ROUND, CHANGE_ROUND = "mobility.view_round", "mobility.change_round"
SEE_PEOPLE = "mobility.view_mobility"


class ApplicationRoundQuerySet(OfUnits, models.QuerySet):
    """Every question the portal asks about rounds."""

    def visible_to(self, user):
        """Those of units, responsible or further, whose rounds ``user`` may read, and published ones of units above.

        A round of the university is one of each of its departments, whose students go by it; who applied stays with
        the unit that keeps it.
        """
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(VIEW_ROUND):
            return self
        units = Unit.objects.where(user, VIEW_ROUND)
        theirs = Unit.objects.filter(pk__in=units, path__startswith=OuterRef("unit__path"))
        of_units = self.of_units(units).values("pk")
        return self.filter(Q(pk__in=of_units) | Q(is_published=True) & Exists(theirs))

    def editable_by(self, user):
        """Those whose keeping belongs to ``user``: of the responsible unit."""
        return self.of_rights(user, CHANGE_ROUND)

    def of_units(self, units):
        """Rounds for which any of ``units`` is responsible, or whose agreements count in them."""
        further = self.model.further_units.through.objects.filter(unit__in=units).values("applicationround")
        return self.filter(Q(unit__in=units) | Q(pk__in=further))

    def published(self):
        return self.filter(is_published=True)

    def not_over(self, now=None):
        """Those in which somebody can apply at this instant, or later; the state follows in the night."""
        states = (RoundState.PLANNED, RoundState.OPEN)
        return self.filter(closes_at__gt=now or timezone.now(), state__in=states)

    def with_counts(self):
        """Each with how many applied (``applicant_count``) and how many got a place (``given_count``)."""
        applicants = self.model._meta.get_field("applicants").related_model.objects.filter(round=OuterRef("pk"))
        grouped = applicants.order_by().values("round")
        given = Count("pk", filter=Q(stay__isnull=False))
        return self.annotate(
            applicant_count=Coalesce(Subquery(grouped.annotate(all=Count("pk")).values("all")), 0),
            given_count=Coalesce(Subquery(grouped.annotate(all=given).values("all")), 0),
        )

    def for_list(self):
        """What the list and its export need, in a constant number of queries."""
        return self.with_counts().select_related("scheme", "unit", "coordinator").prefetch_related("further_units")


class ApplicantQuerySet(models.QuerySet):
    """Who applied: people, so seen as stays are seen."""

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(SEE_PEOPLE):
            return self
        return self.filter(round__unit__in=Unit.objects.where(user, SEE_PEOPLE))


class AllocationReasonQuerySet(models.QuerySet):
    """The protocol of an allocation, and the waiting lists in it."""

    def waiting(self):
        """Who waits, for each place in order of rank."""
        return self.filter(outcome=ChoiceOutcome.FULL, waiting=Waiting.WAITS).order_by("choice__applicant__rank", "pk")
