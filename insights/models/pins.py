from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import SavedView


class Pin(models.Model):
    """A saved view whose count a person wants on their home. Written by ``insights.pins.services`` alone.

    It goes with the view; while the person no longer sees the view, it shows nothing.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pins")
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("pinned view")
        verbose_name_plural = _("pinned views")
        ordering = ("created_at", "pk")
        constraints = [models.UniqueConstraint(fields=["user", "view"], name="pin_once")]

    def __str__(self):
        return str(self.view)
