from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement
from core import history
from core.tags.models import Tag


@history.track()
class Tagging(models.Model):
    """That an agreement has a tag. Written by ``agreements.services.tags`` alone."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings", verbose_name=_("tag"))

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("tag__name",)
        constraints = [models.UniqueConstraint(fields=["agreement", "tag"], name="tagging_once")]

    def __str__(self):
        return str(self.tag)
