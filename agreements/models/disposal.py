"""What is due to be handed to the archive or removed, and the protocols of what was decided (LG-06, LG-10)."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.enums import RetentionSubject
from agreements.models.agreements import Agreement
from agreements.models.archive import ArchiveExport
from core import history
from reference.models import SuppliedRow


@history.track()
class RetentionRule(SuppliedRow):
    """How long after an agreement ended something is kept here, and by what rule. Kept by administrators."""

    subject = models.CharField(_("what"), max_length=20, choices=RetentionSubject, primary_key=True)
    years = models.PositiveSmallIntegerField(_("years after the end"))
    source_en = models.TextField(_("by what rule, in English"))
    source_sv = models.TextField(_("by what rule, in Swedish"), blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("rule of retention")
        verbose_name_plural = _("rules of retention")
        ordering = ("subject",)

    def __str__(self):
        return self.get_subject_display()


@history.track()
class Disposal(models.Model):
    """The protocol of one decision. Written by ``registry.disposal.deciding`` alone; it stays for ever.

    The rule is kept in words as it was on the day.
    """

    subject = models.CharField(_("what"), max_length=20, choices=RetentionSubject)
    years = models.PositiveSmallIntegerField(_("years after the end"))
    rule = models.TextField(_("by what rule"))
    reason = models.TextField(_("reason"), max_length=2000)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_by_name = models.CharField(_("decided by"), max_length=200)
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)
    export = models.ForeignKey(
        ArchiveExport, models.SET_NULL, null=True, related_name="+", verbose_name=_("archive export")
    )

    class Meta:
        verbose_name = _("disposal protocol")
        verbose_name_plural = _("disposal protocols")
        ordering = ("-decided_at", "-pk")

    def __str__(self):
        return f"{self.get_subject_display()} {self.pk}"

    def get_absolute_url(self):
        return reverse("agreements:disposal_detail", args=[self.pk])


class DisposalLine(models.Model):
    """One line of a protocol: an agreement handed over, or how many contacts of a partner were removed.

    It names no person: what was removed must not live on in the protocol of its removal.
    """

    disposal = models.ForeignKey(Disposal, models.CASCADE, related_name="lines")
    title = models.CharField(_("what"), max_length=400)
    ended_on = models.DateField(_("ended on"))
    count = models.PositiveIntegerField(_("how many"), default=1)
    agreement = models.OneToOneField(Agreement, models.PROTECT, null=True, related_name="disposal_line")

    class Meta:
        verbose_name = _("line of a disposal protocol")
        verbose_name_plural = _("lines of disposal protocols")
        ordering = ("ended_on", "pk")

    def __str__(self):
        return self.title
