"""Who reads, changes and judges which actions, and reads their evidence."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Unit
from core.search_text import SearchableQuerySet
from quality.enums import ActionState
from quality.querysets.rights import RUN, VERIFY, VIEW, VIEW_ADOPTED


class ActionQuerySet(SearchableQuerySet):
    """Every question the portal asks about actions."""

    def visible_to(self, user):
        """One's own, those of one's units and of the follow-ups one may read; all for the quality office."""
        if not user.is_authenticated:
            return self.none()
        rights = user.rights
        if rights.everywhere(VIEW):
            return self
        follow_ups = self.model._meta.get_field("follow_up").related_model.objects
        return self.filter(
            Q(owner=user)
            | Q(unit__in=Unit.objects.where(user, VIEW))
            | Q(follow_up__in=follow_ups.visible_to(user).order_by().values("pk"))
        )

    def editable_by(self, user):
        """Those whose terms the person may change: of the follow-ups they run, or by hand in their units."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(RUN):
            return self
        follow_ups = self.model._meta.get_field("follow_up").related_model.objects
        return self.filter(follow_up__in=follow_ups.editable_by(user).order_by().values("pk"))

    def open(self):
        return self.filter(state__in=ActionState.open)

    def to_do(self):
        return self.filter(state__in=ActionState.to_do)

    def overdue(self, on=None):
        return self.to_do().filter(due_on__lt=on or timezone.localdate())

    def to_verify_by(self, user):
        """Done ones whose result ``user`` may judge: never their own, nor what they reported done themself."""
        done = self.filter(state=ActionState.DONE).exclude(owner=user).exclude(done_by=user)
        if user.rights.everywhere(VERIFY):
            return done
        if not user.has_perm(VERIFY):
            return self.none()
        follow_ups = self.model._meta.get_field("follow_up").related_model.objects
        run = follow_ups.filter(Q(owner=user) | Q(version__accountable=user)).order_by().values("pk")
        return done.filter(follow_up__in=run)

    def for_list(self):
        """What the list, the board and the export need, in a constant number of queries."""
        of_others = ("owner__search_text", "owner__search_vector", "follow_up__search_text", "follow_up__search_vector")
        related = self.select_related("process", "unit", "owner", "finding", "follow_up")
        return related.defer("search_text", "search_vector", "description", "result", *of_others)

    def soonest_first(self):
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")


class EvidenceQuerySet(models.QuerySet):
    """Every question the portal asks about evidence. It is read with what it belongs to, and by who keeps it."""

    def visible_to(self, user):
        """As the follow-ups and actions; people from outside, who review, only what is marked for reviewers."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(VIEW):
            return self
        if not user.rights.everywhere(VIEW_ADOPTED):
            return self._for_reviewer(user)
        of_actions, of_follow_ups = self._owners("action"), self._owners("follow_up")
        return self.filter(
            Q(kept_by=user)
            | Q(action__in=of_actions.visible_to(user).order_by().values("pk"))
            | Q(follow_up__in=of_follow_ups.visible_to(user).order_by().values("pk"))
        )

    def _for_reviewer(self, user):
        reviewed = self._owners("follow_up").visible_to(user).order_by().values("pk")
        of_review = Q(follow_up__in=reviewed) | Q(action__follow_up__in=reviewed)
        return self.filter(Q(kept_by=user) | of_review & Q(for_reviewers=True))

    def _owners(self, name: str):
        return self.model._meta.get_field(name).related_model.objects

    def to_review(self):
        """Those with a day on which somebody looks whether they still hold, with the ``unit_key`` of their unit."""
        unit = Coalesce("action__unit", "follow_up__unit")
        return self.filter(review_on__isnull=False).annotate(unit_key=unit)

    def out_of_date(self, on=None):
        """Those whose review is overdue."""
        return self.filter(review_on__lt=on or timezone.localdate())
