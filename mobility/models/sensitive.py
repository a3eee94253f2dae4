"""What the office alone may see, apart from the rest; each reading of it is recorded (LG-08)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import history
from mobility.models.mobilities import Mobility
from mobility.models.people import Participant


@history.track()
class InclusionNeed(models.Model):
    """That the participant has fewer opportunities, which a top-up follows from (KA131-33). Its existence says so."""

    mobility = models.OneToOneField(Mobility, models.CASCADE, related_name="inclusion_need")
    needs = models.TextField(_("what is needed"), blank=True, max_length=2000)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("noted by")
    )
    noted_at = models.DateTimeField(_("noted"), auto_now_add=True)

    class Meta:
        verbose_name = _("inclusion need")
        verbose_name_plural = _("inclusion needs")

    def __str__(self):
        return str(_("Inclusion need"))


@history.track()
class EmergencyContact(models.Model):
    """Whom to call when something happens to a participant abroad."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="emergency_contact")
    name = models.CharField(_("name"), max_length=150)
    relation = models.CharField(_("relation"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=40)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        verbose_name = _("emergency contact")
        verbose_name_plural = _("emergency contacts")

    def __str__(self):
        return self.name


class SensitiveReading(models.Model):
    """That somebody read data of this kind: append-only, seen by the office and the auditor."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("read by")
    )
    subject = models.CharField(_("what"), max_length=30)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="readings")
    read_at = models.DateTimeField(_("read"), auto_now_add=True)

    class Meta:
        verbose_name = _("reading of sensitive data")
        verbose_name_plural = _("readings of sensitive data")
        ordering = ("-read_at", "-pk")

    def __str__(self):
        return f"{self.subject} {self.read_at:%Y-%m-%d}"
