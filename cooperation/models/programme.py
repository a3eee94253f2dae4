"""What happens on which day of an activity, and what is still to be done after it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperation.activities.enums import ProgrammeKind
from cooperation.activities.querysets import OfActivityQuerySet, TaskQuerySet
from cooperation.models.activities import Activity
from core import history


@history.track()
class ProgrammeItem(models.Model):
    """One item of the programme: a lecture, a visit to a site. ``specialisation`` says for whom, empty: for all."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="programme", verbose_name=_("activity"))
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("to"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=ProgrammeKind, default=ProgrammeKind.LECTURE)
    title = models.CharField(_("title"), max_length=200)
    place = models.CharField(_("place"), max_length=200, blank=True)
    specialisation = models.CharField(_("for the specialisation"), max_length=200, blank=True)
    led_by = models.CharField(_("led by"), max_length=200, blank=True)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a programme")
        verbose_name_plural = _("items of programmes")
        ordering = ("day", F("starts_at").asc(nulls_last=True), "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=False, ends_at__gte=F("starts_at")),
                name="programme_item_times_in_order",
                violation_error_message=_("Give when it begins, and an end that is not before it."),
            )
        ]

    def __str__(self):
        return self.title

    def unit_paths_of_rights(self):
        return self.activity.unit_paths_of_rights()


@history.track()
class FollowUpTask(models.Model):
    """Something that was promised in an activity and is still to be done; ``owner`` is reminded of its day."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="tasks", verbose_name=_("activity"))
    text = models.CharField(_("what is to be done"), max_length=500)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="activity_tasks",
        verbose_name=_("who does it"),
    )
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True, editable=False)
    done_note = models.CharField(_("what came of it"), max_length=500, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task after an activity")
        verbose_name_plural = _("tasks after activities")
        ordering = ("done_on", F("due_on").asc(nulls_last=True), "pk")
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=Q(done_on__isnull=True), name="activity_task_open")
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return self.activity.get_absolute_url()

    def unit_paths_of_rights(self):
        return self.activity.unit_paths_of_rights()

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def is_overdue(self) -> bool:
        return not self.is_done and self.due_on is not None and self.due_on < timezone.localdate()
