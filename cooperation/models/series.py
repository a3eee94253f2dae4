from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from cooperation.activities.enums import ActivityKind
from cooperation.activities.querysets import SeriesQuerySet
from core import history

KINDS = [(kind.value, kind.label) for kind in ActivityKind if kind.value in ActivityKind.in_editions]


@history.track()
class Series(models.Model):
    """What comes again in editions: a summer school, a programme of internships. Each edition is an activity."""

    kind = models.CharField(_("kind"), max_length=25, choices=KINDS)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("what it is"), max_length=4000, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="activity_series", verbose_name=_("our unit"))
    link = models.URLField(_("its page"), max_length=500, blank=True)
    is_active = models.BooleanField(_("goes on"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series of activities")
        verbose_name_plural = _("series of activities")
        ordering = ("title", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "title"],
                name="series_title_once",
                violation_error_message=_("The unit has a series of this name."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cooperation:series_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return [self.unit.path]
