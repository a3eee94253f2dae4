from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reminders.enums import NoticeFate, ToldAs
from reminders.models.mail import OutgoingMail
from reminders.querysets import NoticeQuerySet


class Notice(models.Model):
    """One step of one deadline and one person; unique, so no step is told twice. Written by the sweep and the digests.

    ``lead`` is days before the due date (negative: days overdue). ``fate`` is what became of it: to be
    told (until it has a ``mail``), or why it never is. ``told_as`` is why it is this person's. Without a
    ``recipient`` it is told to the office's address: nobody keeps the date, and the portal has no officer.
    """

    source = models.CharField(max_length=50)
    object_id = models.BigIntegerField()
    due_on = models.DateField()
    lead = models.SmallIntegerField()
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="notices")
    told_as = models.CharField(max_length=12, choices=ToldAs, default=ToldAs.OWNER)
    instead_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    fate = models.CharField(max_length=10, choices=NoticeFate, default=NoticeFate.TO_TELL)
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="notices")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("due_on", "pk")
        indexes = [
            models.Index(fields=["recipient"], name="notice_untold", condition=Q(mail__isnull=True, fate="to_tell")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "object_id", "due_on", "lead", "recipient"], name="notice_once_a_step"
            ),
            models.UniqueConstraint(
                fields=["source", "object_id", "due_on", "lead"],
                condition=Q(recipient__isnull=True),
                name="notice_once_to_the_office",
            ),
        ]

    def __str__(self):
        return f"{self.source} {self.object_id} {self.due_on} ({self.lead})"
