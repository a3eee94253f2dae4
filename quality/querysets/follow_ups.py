"""Who reads and runs which follow-ups, and what belongs to them."""

from django.db import models
from django.db.models import Q

from accounts.models import Unit
from core.search_text import SearchableQuerySet
from quality.enums import FollowUpState, ReviewerState
from quality.querysets.rights import RUN, VIEW, VIEW_ADOPTED


class FollowUpQuerySet(SearchableQuerySet):
    """Every question the portal asks about follow-ups and external reviews."""

    def of_person(self, user):
        """Those the person owns, is accountable for, was asked to fill a step of, or reviews."""
        steps = self.model._meta.get_field("steps").related_model.objects.filter(person=user)
        reviews = self.model._meta.get_field("reviewers").related_model.objects.filter(
            user=user, state__in=ReviewerState.taking_part
        )
        return self.filter(
            Q(owner=user)
            | Q(version__accountable=user)
            | Q(pk__in=steps.values("follow_up"))
            | Q(pk__in=reviews.values("follow_up"))
        )

    def visible_to(self, user):
        """All for the quality office and auditors, one's units and one's own for the others; adopted ones for staff."""
        if not user.is_authenticated:
            return self.none()
        rights = user.rights
        if rights.everywhere(VIEW):
            return self
        own = self.model.objects.of_person(user).order_by().values("pk")
        reach = Q(pk__in=own) | Q(unit__in=Unit.objects.where(user, VIEW))
        if rights.everywhere(VIEW_ADOPTED):
            reach |= Q(state=FollowUpState.ADOPTED)
        return self.filter(reach)

    def editable_by(self, user):
        """Those the person runs: all for the quality office, else the ones they own or are accountable for."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(RUN):
            return self
        if not user.has_perm(RUN):
            return self.none()
        return self.filter(Q(owner=user) | Q(version__accountable=user))

    def open(self):
        return self.filter(state__in=FollowUpState.open)

    def adopted(self):
        return self.filter(state=FollowUpState.ADOPTED)

    def of_year(self, year: int):
        return self.filter(academic_year=year)

    def for_list(self):
        """What the list, the board and the export need, in a constant number of queries."""
        return self.select_related("process", "version", "unit", "owner").defer(
            "search_text", "search_vector", "owner__search_text", "owner__search_vector"
        )


class OfFollowUpQuerySet(models.QuerySet):
    """Rows that belong to a follow-up and are read with it."""

    def visible_to(self, user):
        follow_ups = self.model._meta.get_field("follow_up").related_model.objects
        return self.filter(follow_up__in=follow_ups.visible_to(user))

    def editable_by(self, user):
        follow_ups = self.model._meta.get_field("follow_up").related_model.objects
        return self.filter(follow_up__in=follow_ups.editable_by(user))


class StepQuerySet(OfFollowUpQuerySet):
    def to_do(self):
        """Not done, of follow-ups that are still open."""
        return self.filter(done_on__isnull=True, follow_up__state__in=FollowUpState.open)
