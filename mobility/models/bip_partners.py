from django.db import models
from django.utils.translation import gettext_lazy as _

from core import history
from mobility.bips.enums import BipRole, Funding
from mobility.models.bips import Bip
from partners.merge_trigger import LeadsToSurvivor
from partners.models import Institution


@history.track()
class BipPartner(models.Model):
    """The people of one institution in a programme, paid in one way; ours too. Planned numbers, and actual ones."""

    bip = models.ForeignKey(Bip, models.CASCADE, related_name="partners")
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="bip_parts", verbose_name=_("institution")
    )
    role = models.CharField(_("role"), max_length=15, choices=BipRole, default=BipRole.SENDING)
    funding = models.CharField(_("paid by"), max_length=10, choices=Funding, default=Funding.KA131)
    planned_students = models.PositiveSmallIntegerField(_("students planned"), default=0)
    planned_staff = models.PositiveSmallIntegerField(_("staff in training planned"), default=0)
    planned_teachers = models.PositiveSmallIntegerField(_("teachers planned"), default=0)
    actual_students = models.PositiveSmallIntegerField(_("students who came"), null=True, blank=True)
    actual_staff = models.PositiveSmallIntegerField(_("staff in training who came"), null=True, blank=True)
    actual_teachers = models.PositiveSmallIntegerField(_("teachers who came"), null=True, blank=True)

    class Meta:
        verbose_name = _("partner in a programme")
        verbose_name_plural = _("partners in programmes")
        ordering = ("bip", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["bip", "institution", "funding"],
                name="bip_partner_once",
                violation_error_message=_("This institution stands there already, paid in this way."),
            ),
        ]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return str(self.institution)

    @property
    def students(self) -> int:
        """Those who came where that is known, else those planned."""
        return self.planned_students if self.actual_students is None else self.actual_students

    @property
    def staff(self) -> int:
        return self.planned_staff if self.actual_staff is None else self.actual_staff

    @property
    def teachers(self) -> int:
        return self.planned_teachers if self.actual_teachers is None else self.actual_teachers
