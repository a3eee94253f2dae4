from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import history
from reminders.sources import label_of


@history.track(exclude=("started_on", "swept_on"))
class WatchedKind(models.Model):
    """One kind of watched date (``DeadlineSource.name``): since when it is watched, and what an administrator changed.

    An empty ladder, ``weeks_overdue`` or escalation means: as the room that declares the kind says.
    Rows are made after each migration; steps before ``started_on`` count as told, so nothing old floods out.
    ``swept_on`` is the day of the last sweep: what came between it and today was missed, not old.
    """

    source = models.CharField(_("kind"), max_length=50, unique=True, editable=False)
    started_on = models.DateField(_("watched since"), null=True, editable=False)
    swept_on = models.DateField(_("last swept"), null=True, editable=False)
    leads = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("days before the date"), null=True, blank=True
    )
    weeks_overdue = models.PositiveSmallIntegerField(_("weekly mails once it is overdue"), null=True, blank=True)
    head_after_days = models.PositiveSmallIntegerField(
        _("days overdue after which the head of the unit is told"), null=True, blank=True
    )
    office_after_days = models.PositiveSmallIntegerField(
        _("days overdue after which the office is told"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("kind of watched date")
        verbose_name_plural = _("kinds of watched dates")
        ordering = ("source",)

    def __str__(self):
        return label_of(self.source)


class Sighting(models.Model):
    """The date of one watched row as the last sweep saw it, so that a moved date is noticed.

    Written by the sweep alone. After a move ``moved_from`` is the date before it, and steps whose day lies
    before ``owed_from`` count as told. ``gone_on`` is the day from which the row no longer waits for anybody.
    """

    source = models.CharField(max_length=50)
    object_id = models.BigIntegerField()
    due_on = models.DateField()
    moved_from = models.DateField(null=True)
    owed_from = models.DateField(null=True)
    moves = models.PositiveIntegerField(default=0)
    gone_on = models.DateField(null=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sighting of a watched date")
        verbose_name_plural = _("sightings of watched dates")
        constraints = [models.UniqueConstraint(fields=["source", "object_id"], name="sighting_once")]

    def __str__(self):
        return f"{self.source} {self.object_id} {self.due_on}"
