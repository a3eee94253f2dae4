from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone

from core.search_text import prefix_query
from reminders.enums import MailKind, MailState, MailTrouble, NoticeFate


class ArrangementQuerySet(models.QuerySet):
    """Arrangements of one source, as the conditions the desk and the sweep ask for."""

    def resting(self, on):
        """Dates that somebody has put aside until after ``on``."""
        return self.filter(rests_until__gt=on)

    def settled(self):
        """Dates of which somebody has said why nothing needs to be done."""
        return self.filter(is_not_needed=True)

    def put_aside(self, on):
        """Dates that rest after ``on``, or are settled."""
        return self.filter(Q(rests_until__gt=on) | Q(is_not_needed=True))


class NoticeQuerySet(models.QuerySet):
    def untold(self):
        """Steps that a mail is still to tell of."""
        return self.filter(mail__isnull=True, fate=NoticeFate.TO_TELL)


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

    def undelivered(self):
        """Not delivered, and not tried again by itself: refused, without an address, given up."""
        return self.filter(state__in=MailState.ended_undelivered)

    def held_up(self):
        """Mails that wait for a worker or for the mail server, not for the mailbox of one person."""
        unreachable = Q(state=MailState.RETRY, trouble=MailTrouble.UNREACHABLE)
        return self.filter(unreachable | Q(state__in=(MailState.QUEUED, MailState.SENDING)))

    def with_recipient_here(self):
        """With ``is_recipient_here``: whether the person may sign in and has a role, or has left.

        Who is written to at a partner is no person of ours, and always there; so is the office's address.
        """
        here = get_user_model().objects.filter(is_active=True, memberships__isnull=False)
        is_here = Q(Exists(here.filter(pk=OuterRef("recipient")))) | Q(kind__in=MailKind.to_addresses)
        return self.annotate(is_recipient_here=ExpressionWrapper(is_here, output_field=models.BooleanField()))

    def matching(self, text: str):
        """Mails by words of what they say, of their subject, or of the person's name and address, then or now."""
        query = prefix_query(text)
        if query is None:
            return self
        people = get_user_model().objects.matching(text)
        return self.filter(Q(search_vector=query) | Q(recipient__in=people.values("pk")))

    def by_outcome(self) -> tuple[int, int, int]:
        """How many are sent, wait to be sent, and could not be delivered yet."""
        counts = dict(self.order_by().values_list("state").annotate(count=Count("pk")))
        groups = ([MailState.SENT], [MailState.QUEUED, MailState.SENDING], MailState.troubled)
        sent, waiting, troubled = (sum(counts.get(state, 0) for state in states) for states in groups)
        return sent, waiting, troubled

    def for_list(self):
        return self.select_related("recipient").defer("text", "html", "search_text", "search_vector")


class HandOverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those made about oneself; all of them for the office."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere("accounts.hand_over"):
            return self
        return self.filter(Q(made_by=user) | Q(person=user, done_at__isnull=False))
