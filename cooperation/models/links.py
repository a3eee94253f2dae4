"""The stays and blended programmes of the mobility room that belong to an activity."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.activities.querysets import OfActivityQuerySet
from cooperation.models.activities import Activity
from core import history
from mobility.models import Bip, Mobility


@history.track()
class ActivityStay(models.Model):
    """A stay that belongs to an activity: an exchange of one or two semesters, a teacher who came."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="stay_links", verbose_name=_("activity"))
    stay = models.ForeignKey(Mobility, models.CASCADE, related_name="activity_links", verbose_name=_("stay"))

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("stay of an activity")
        verbose_name_plural = _("stays of activities")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["activity", "stay"], name="activity_stay_once")]

    def __str__(self):
        return str(_("Stay %(number)s") % {"number": self.stay_id})


@history.track()
class ActivityBip(models.Model):
    """A blended intensive programme that belongs to an activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="bip_links", verbose_name=_("activity"))
    bip = models.ForeignKey(
        Bip, models.CASCADE, related_name="activity_links", verbose_name=_("blended intensive programme")
    )

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme of an activity")
        verbose_name_plural = _("programmes of activities")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["activity", "bip"], name="activity_bip_once")]

    def __str__(self):
        return str(self.bip)
