from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Unit
from cooperation.proposals.enums import ProposalState, StepKind
from cooperation.rights import APPROVE_PROPOSAL, CHANGE_PROPOSAL, VIEW_EVERY_PROPOSAL, VIEW_PROPOSAL
from core.search_text import SearchableQuerySet

UNREAD = ("search_text", "search_vector", "abstract", "remarks")
UNREAD_OF_COORDINATOR = ("coordinator__search_text", "coordinator__search_vector")


class ProposalQuerySet(SearchableQuerySet):
    """Every question the portal asks about proposals."""

    def visible_to(self, user):
        """What was handed in is read by all staff; before that, by the unit that writes it and by the office."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(VIEW_EVERY_PROPOSAL):
            return self
        mine = Q(unit__in=Unit.objects.where(user, VIEW_EVERY_PROPOSAL))
        if user.has_perm(VIEW_PROPOSAL):
            return self.filter(mine | Q(state__in=ProposalState.handed_in))
        return self.filter(mine)

    def editable_by(self, user):
        """Those whose keeping belongs to ``user``; the state decides further (services)."""
        return self._where(user, CHANGE_PROPOSAL)

    def decided_by(self, user):
        """Those of units whose head ``user`` is, or stands in for."""
        return self._where(user, APPROVE_PROPOSAL)

    def _where(self, user, right: str):
        if not user.is_authenticated:
            return self.none()
        return self if user.rights.everywhere(right) else self.filter(unit__in=Unit.objects.where(user, right))

    def open(self):
        """Those that are still to be handed in."""
        return self.filter(state__in=ProposalState.open)

    def with_partner(self, institution):
        members = self.model._meta.get_field("members").related_model.objects.filter(institution=institution)
        return self.filter(pk__in=members.values("proposal"))

    def late(self, on=None):
        """Open ones of which a step was wanted by a day that has passed, and is not done."""
        on = on or timezone.localdate()
        steps = self.model._meta.get_field("steps").related_model.objects
        owed = steps.with_wanted().filter(proposal=OuterRef("pk"), done_on__isnull=True, wanted_on__lt=on)
        return self.open().filter(Exists(owed))

    def for_list(self):
        """What the list, the board and the export need, in a constant number of queries."""
        related = self.select_related("unit", "coordinator", "call__deadline").prefetch_related("steps")
        return related.defer(*UNREAD, *UNREAD_OF_COORDINATOR)


class StepQuerySet(models.QuerySet):
    """The days of steps follow the call: nothing of them is stored but the exception of one proposal."""

    def visible_to(self, user):
        """Steps are read with their proposal."""
        proposals = self.model._meta.get_field("proposal").related_model.objects
        return self.filter(proposal__in=proposals.visible_to(user))

    def with_wanted(self):
        """Each with ``wanted_on``: the day of the call, or a later one of its own."""
        deadline = "proposal__call__deadline"
        by_call = Case(
            When(kind__in=StepKind.by_abstract_day, then=F(f"{deadline}__abstract_due_on")),
            When(kind__in=StepKind.by_draft_day, then=F(f"{deadline}__draft_due_on")),
            default=F(f"{deadline}__due_on"),
        )
        return self.annotate(wanted_on=Coalesce("postponed_to", by_call))

    def watched(self):
        """Not done, of proposals that are still to be handed in."""
        return self.with_wanted().filter(done_on__isnull=True, proposal__state__in=ProposalState.open)


class StepPaperQuerySet(models.QuerySet):
    """Papers of the steps: for those who read the proposal before it is handed in, the office and its unit."""

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(VIEW_EVERY_PROPOSAL):
            return self
        return self.filter(step__proposal__unit__in=Unit.objects.where(user, VIEW_EVERY_PROPOSAL))
