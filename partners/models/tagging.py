from django.db import models
from django.utils.translation import gettext_lazy as _

from core import history
from core.tags.models import Tag
from partners.merge_trigger import LeadsToSurvivor
from partners.models.institutions import Institution


@history.track()
class PartnerTagging(models.Model):
    """That a partner has a tag. Written by ``partners.services.tags`` alone."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="taggings", verbose_name=_("partner"))
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="partner_taggings", verbose_name=_("tag"))

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("tag__name",)
        constraints = [models.UniqueConstraint(fields=["institution", "tag"], name="partner_tagging_once")]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return str(self.tag)
