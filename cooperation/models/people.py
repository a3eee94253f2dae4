"""Who takes part in an activity: institutions of any kind, and people by name where it matters who."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperation.activities.enums import PartnerRole, PersonRole
from cooperation.activities.querysets import OfActivityQuerySet
from cooperation.models.activities import Activity
from core import history
from partners.merge_trigger import LeadsToSurvivor
from partners.models import Institution


@history.track()
class ActivityPartner(models.Model):
    """One institution that takes part in an activity; universities, companies, national parks. Never ourselves."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="partners", verbose_name=_("activity"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="activity_parts", verbose_name=_("institution")
    )
    role = models.CharField(_("role"), max_length=15, choices=PartnerRole, default=PartnerRole.CO_ORGANISER)
    partner_unit = models.CharField(_("their unit"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner of an activity")
        verbose_name_plural = _("partners of activities")
        ordering = ("position", "pk")
        indexes = [models.Index(fields=["institution", "activity"], name="activity_partner_by_inst")]
        constraints = [models.UniqueConstraint(fields=["activity", "institution"], name="activity_partner_once")]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return str(self.institution)

    def unit_paths_of_rights(self):
        return self.activity.unit_paths_of_rights()


@history.track()
class NamedPerson(models.Model):
    """Somebody named in an activity: a delegate, a visiting professor. Never public; forgotten when asked.

    ``user`` is one of us, with the name they had then; of everybody else the name is what was written.
    ``institution`` is where somebody who is none of us comes from.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="people", verbose_name=_("activity"))
    role = models.CharField(_("role"), max_length=20, choices=PersonRole, default=PersonRole.MEMBER)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="activity_parts",
        verbose_name=_("one of us"),
    )
    name = models.CharField(_("name"), max_length=150)
    title = models.CharField(_("title or function"), max_length=150, blank=True)
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people_in_activities",
        verbose_name=_("comes from"),
    )
    came = models.BooleanField(_("took part"), default=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("person of an activity")
        verbose_name_plural = _("people of activities")
        ordering = ("position", "pk")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="activity_person_has_a_name")]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return self.name

    def unit_paths_of_rights(self):
        return self.activity.unit_paths_of_rights()
