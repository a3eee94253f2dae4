"""When nominations are taken, and whom a partner's address belongs to."""

from django.db import models
from django.utils import timezone

from mobility.querysets import VIEW, OfUnits


class NominationWindowQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Facts of the university: for everybody who sees stays at all."""
        return self if user.is_authenticated and user.has_perm(VIEW) else self.none()

    def not_over(self, on=None):
        """Open now or later, the next first."""
        return self.filter(closes_on__gte=on or timezone.localdate()).order_by("opens_on", "term")


class NominationLinkQuerySet(OfUnits, models.QuerySet):
    def visible_to(self, user):
        """Those of the units whose stays ``user`` may see."""
        return self.of_rights(user, VIEW)

    def usable(self, now=None):
        return self.filter(revoked_at__isnull=True, expires_at__gt=now or timezone.now())
