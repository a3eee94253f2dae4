"""Who reads what partners were asked and answered, and what of it waits."""

from django.db import models
from django.utils import timezone

from partners.enums import ProposalState


class FactsheetLinkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What a partner was asked and answered: with its contacts, so for those who may see these."""
        return self if user.is_authenticated and user.has_perm("partners.view_contact") else self.none()

    def usable(self, now=None):
        now = now or timezone.now()
        return self.filter(revoked_at__isnull=True, answered_at__isnull=True, expires_at__gt=now)

    def to_decide(self):
        """Answers with corrections that wait for the office."""
        proposals = self.model._meta.get_field("proposals").related_model.objects.waiting()
        return self.filter(pk__in=proposals.values("link"))


class FactsheetProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_authenticated and user.has_perm("partners.view_contact") else self.none()

    def waiting(self):
        return self.filter(state=ProposalState.OPEN)
