from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from cooperation.proposals.enums import ProposalState
from cooperation.rights import CHANGE_CALL, VIEW_CALL


class FundingCallQuerySet(models.QuerySet):
    """Every question the portal asks about calls."""

    def visible_to(self, user):
        return self if user.is_authenticated and user.has_perm(VIEW_CALL) else self.none()

    def editable_by(self, user):
        return self if user.is_authenticated and user.has_perm(CHANGE_CALL) else self.none()

    def open(self, at=None):
        """Those whose last day has not passed; the hour is asked when something is handed in."""
        return self.filter(deadline__due_on__gte=at or timezone.localdate())

    def with_counts(self, proposals):
        """Each with ``proposal_count`` (the withdrawn aside) and ``granted_count``, of those in ``proposals``."""
        seen = Q(proposals__in=proposals)
        standing = seen & ~Q(proposals__state=ProposalState.WITHDRAWN)
        granted = seen & Q(proposals__state=ProposalState.GRANTED)
        return self.annotate(
            proposal_count=Count("proposals", filter=standing), granted_count=Count("proposals", filter=granted)
        )

    def for_list(self):
        return self.select_related("deadline")
