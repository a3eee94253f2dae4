from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reminders.enums import ToldAs
from reminders.models.mail import OutgoingMail


class DecisionNotice(models.Model):
    """That somebody was told of what waits for their decision since ``asked_at``; unique, so nobody is told twice.

    ``week`` is 0 for the mail at once, then one for each whole week it has waited. ``told_as`` is why it is
    this person's: their own decision, that of somebody they stand in for, or the office's for want of anybody.
    """

    source = models.CharField(max_length=50)
    object_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    week = models.PositiveSmallIntegerField(default=0)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="decision_notices")
    told_as = models.CharField(max_length=12, choices=ToldAs, default=ToldAs.OWNER)
    instead_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="decision_notices")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("notice of a decision")
        verbose_name_plural = _("notices of decisions")
        indexes = [models.Index(fields=["recipient"], name="decision_untold", condition=Q(mail__isnull=True))]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "object_id", "asked_at", "week", "recipient"], name="decision_notice_once"
            )
        ]

    def __str__(self):
        return f"{self.source} {self.object_id} {self.asked_at:%Y-%m-%d}"
