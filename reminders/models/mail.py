from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.search_text import Searchable
from reminders.enums import MailAct, MailKind, MailState, MailTrouble
from reminders.querysets import OutgoingMailQuerySet


class OutgoingMail(Searchable):
    """One mail in the outbox, written whole before anything is sent.

    Put there and moved by ``reminders.post.outbox`` alone. At most one digest for a person and day; ``message_id``
    follows from what it tells, so that a repeated delivery (a worker killed between the server's yes and ours) can
    be recognised. ``recipient`` is a colleague; a mail to a partner has none. ``trouble`` says why it is not
    delivered, ``decided_by`` which officer tried it again or gave it up last.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="mails", verbose_name=_("to")
    )
    to_address = models.EmailField(_("address"), blank=True)
    reply_to = models.EmailField(_("answers go to"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=MailKind, default=MailKind.DIGEST)
    day = models.DateField(_("day"))
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(_("what is in the way"), max_length=12, choices=MailTrouble, blank=True)
    last_error = models.TextField(_("what the mail server said"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    unsubscribe_url = models.URLField(max_length=900, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    is_recipient_here: bool  # of ``with_recipient_here``

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ("-created_at", "-pk")
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(fields=["id"], name="mail_under_way", condition=Q(state__in=MailState.under_way)),
            models.Index(fields=["state", "-created_at", "-id"], name="mail_by_state"),
            models.Index(fields=["-created_at", "-id"], name="mail_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "day"], name="mail_once_a_day", condition=Q(kind__in=MailKind.once_a_day)
            )
        ]

    def __str__(self):
        return self.subject

    @property
    def state_tone(self) -> str:
        return MailState(self.state).tone

    @property
    def shows_next_attempt(self) -> bool:
        """Whether it is tried again by itself, and when is known."""
        return self.state == MailState.RETRY and self.next_attempt_at is not None


class MailDecision(models.Model):
    """That an officer tried a mail again or gave it up. Written by ``reminders.post.outbox`` alone, never changed."""

    mail = models.ForeignKey(OutgoingMail, models.CASCADE, related_name="decisions")
    act = models.CharField(max_length=10, choices=MailAct)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("decision about a mail")
        verbose_name_plural = _("decisions about mails")
        ordering = ("decided_at", "pk")

    def __str__(self):
        return f"{self.get_act_display()} · {self.decided_by or ''}"
