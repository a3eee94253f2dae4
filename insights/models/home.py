from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from insights.querysets import HomeFiguresQuerySet


class HomeFigures(models.Model):
    """The numbers of the office's home for everybody whose rights reach equally far (``insights.home.reach``).

    Counts alone, by codes and keys: words and addresses are made when they are shown. Written by
    ``insights.home.keeping``, which can count everything anew at any time: no history.
    """

    reach = models.CharField(_("reach of the rights"), max_length=64, unique=True)
    numbers = models.JSONField(_("numbers"))
    counted_at = models.DateTimeField(_("counted at"), default=timezone.now)

    objects = HomeFiguresQuerySet.as_manager()

    class Meta:
        verbose_name = _("figures of the home")
        verbose_name_plural = _("figures of the home")

    def __str__(self):
        return self.reach[:12]
