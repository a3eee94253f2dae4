from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from reminders.enums import MailState


class ArrangementQuerySet(models.QuerySet):
    """Arrangements of one source, as the conditions the desk and the sweep ask for."""

    def resting(self, on):
        """Dates that somebody has put aside until after ``on``."""
        return self.filter(rests_until__gt=on)

    def settled(self):
        """Dates of which somebody has said why nothing needs to be done."""
        return self.filter(is_not_needed=True)


class OutgoingMailQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Mails are letters to colleagues: the office, the auditor and the recipient may read them."""
        if not user.is_authenticated:
            return self.none()
        return self if user.has_perm("reminders.view_mail") else self.filter(recipient=user)

    def ready(self, now=None):
        """Mails to be sent now: waiting ones whose time has come, and those a killed worker left behind."""
        now = now or timezone.now()
        waiting = Q(state__in=MailState.waiting) & (Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now))
        return self.filter(waiting | Q(state=MailState.SENDING, claimed_until__lt=now))

    def troubled(self):
        """Not delivered and not given up: what an officer should look at."""
        return self.filter(state__in=MailState.troubled)

    def by_outcome(self) -> tuple[int, int, int]:
        """How many are sent, wait to be sent, and could not be delivered yet."""
        under_way = Q(state__in=(MailState.QUEUED, MailState.SENDING))
        counts = self.aggregate(
            sent=Count("pk", filter=Q(state=MailState.SENT)),
            waiting=Count("pk", filter=under_way),
            troubled=Count("pk", filter=Q(state__in=MailState.troubled)),
        )
        return counts["sent"], counts["waiting"], counts["troubled"]

    def for_list(self):
        return self.select_related("recipient").defer("text", "html")
