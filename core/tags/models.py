from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core import history


@history.track()
class Tag(models.Model):
    """A word by which agreements and partners are grouped. Made by the office, mended by administrators."""

    name = models.CharField(_("name"), max_length=40)
    is_active = models.BooleanField(_("can be given"), default=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("name",)
        constraints = [models.UniqueConstraint(Lower("name"), name="tag_has_its_name_once")]

    def __str__(self):
        return self.name
