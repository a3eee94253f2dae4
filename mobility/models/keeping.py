"""What left the portal about people, how long their data are kept, and who decided that it was long enough."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import history
from core.in_languages import english_or_swedish
from core.models import Job
from mobility.models.people import Participant
from mobility.people.enums import KeptBecause
from reference.models import ReferenceRow


class PersonalExport(models.Model):
    """That data on people left the portal as a file: append-only, written by ``mobility.people.exporting`` alone.

    ``participant`` is set where the file was about one person alone.
    """

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    made_by_name = models.CharField(_("made by"), max_length=200)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    title = models.CharField(_("list"), max_length=200)
    filters = models.TextField(_("filters"), blank=True)
    columns = models.TextField(_("columns"), blank=True)
    row_count = models.PositiveIntegerField(_("rows"))
    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, related_name="exports", verbose_name=_("participant")
    )

    class Meta:
        verbose_name = _("export of people's data")
        verbose_name_plural = _("exports of people's data")
        ordering = ("-made_at", "-pk")
        indexes = [models.Index(fields=["-made_at", "-id"], name="personal_export_newest")]

    def __str__(self):
        return self.title


@history.track()
class StayRetention(ReferenceRow):
    """How long data on people are kept, supplied and edited by administrators (LG-07, LG-10).

    ``most_euro`` is up to what grant in all the row of small projects holds.
    """

    because = models.CharField(_("what"), max_length=20, choices=KeptBecause, unique=True)
    years = models.PositiveSmallIntegerField(_("years"), validators=[MaxValueValidator(100)])
    most_euro = models.PositiveIntegerField(_("up to a grant of (euro)"), null=True, blank=True)
    rule = models.CharField(_("rule"), max_length=20, blank=True)
    sentence_en = models.CharField(_("what is said, in English"), max_length=300)
    sentence_sv = models.CharField(_("what is said, in Swedish"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("retention of people's data")
        verbose_name_plural = _("retention of people's data")
        ordering = ("because",)

    def __str__(self):
        return self.get_because_display()

    @property
    def sentence(self) -> str:
        """In the reader's language, where there is one in it."""
        return english_or_swedish(self.sentence_en, self.sentence_sv)


class Forgetting(models.Model):
    """The protocol of one decision to forget people: numbers alone, for names are what goes.

    Written by ``mobility.people.forgetting`` alone; it stays for ever. ``keys`` are the participants decided on.
    """

    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_by_name = models.CharField(_("decided by"), max_length=200)
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=500)
    keys = ArrayField(models.BigIntegerField(), verbose_name=_("participants"))
    forgotten_count = models.PositiveIntegerField(_("forgotten"), default=0)
    stay_count = models.PositiveIntegerField(_("stays kept without a name"), default=0)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("protocol of forgetting")
        verbose_name_plural = _("protocols of forgetting")
        ordering = ("-decided_at", "-pk")

    def __str__(self):
        return str(_("Protocol %(number)s") % {"number": self.pk})

    def get_absolute_url(self):
        return reverse("mobility:forgetting_detail", args=[self.pk])
