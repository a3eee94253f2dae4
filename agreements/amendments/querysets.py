"""Questions about amendments."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from agreements import deciding
from agreements.amendments.states import AmendmentState
from agreements.enums import AgreementState


class AmendmentQuerySet(models.QuerySet):
    """Who may read what of amendments, and which of them wait for what."""

    @property
    def agreements(self):
        return self.model._meta.get_field("agreement").related_model.objects

    def visible_to(self, user):
        """Those of agreements ``user`` may read; while they are proposed, for those who keep the agreement alone."""
        kept = Q(agreement__in=self.agreements.kept_by(user))
        settled = Q(agreement__in=self.agreements.visible_to(user), state__in=AmendmentState.settled)
        return self.filter(kept | settled)

    def with_step(self):
        """Each with the step of its approval that waits (see ``agreements.deciding``)."""
        return deciding.with_step(self, unit="agreement__responsible_unit")

    def decidable_by(self, user, on=None):
        """Those in review whose next step is ``user``'s to decide."""
        if not user.is_authenticated:
            return self.none()
        waiting = self.filter(state__in=AmendmentState.waiting).with_step()
        return waiting.filter(deciding.waiting_for(user, on or timezone.localdate()))

    def editable_by(self, user):
        """Those of agreements whose keeping belongs to ``user``."""
        return self.filter(agreement__in=self.agreements.editable_by(user))

    def sent_back(self):
        """Drafts that an approver sent back and nobody submitted since; ``back_since`` and ``back_note`` say more."""
        return deciding.sent_back(self.filter(state=AmendmentState.DRAFT), owner="amendment")

    def unsigned(self):
        """Proposed and not signed by all yet, of agreements that can still be amended."""
        return self.filter(state__in=AmendmentState.unsigned, agreement__state__in=AgreementState.in_force)

    def unsigned_by_partners(self, days: int, on=None):
        """Approved for more than ``days`` days, and a partner has not signed yet."""
        passed = (on or timezone.localdate()) - timedelta(days=days)
        parties = self.model._meta.get_field("agreement").related_model._meta.get_field("parties").related_model
        missing = parties.objects.filter(agreement=OuterRef("agreement"), is_home=False).exclude(
            amendment_signatures__amendment=OuterRef("pk")
        )
        approved = self.unsigned().filter(state=AmendmentState.APPROVED, state_since__date__lt=passed)
        return approved.filter(Exists(missing)).order_by("state_since", "pk")

    def due(self, on):
        """Signed, and their day has come while the agreement is in force."""
        in_force = {"agreement__state__in": AgreementState.in_force}
        return self.filter(state=AmendmentState.SIGNED, effective_on__lte=on, **in_force)
