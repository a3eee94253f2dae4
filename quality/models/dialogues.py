"""The dialogue: who met, what was said, what was agreed (QA-02)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from quality.enums import TalkGroup
from quality.models.follow_ups import FollowUp
from quality.querysets import OfFollowUpQuerySet

FORGOTTEN = "–"  # stands in the place of the name of somebody who was forgotten (mobility.people.names)


@history.track()
class DialogueMeeting(models.Model):
    """A meeting of a follow-up: planned for a day, and held once ``is_held``. Written by ``quality.dialogues``."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="meetings")
    title = models.CharField(_("title"), max_length=200)
    meets_on = models.DateField(_("day"))
    starts_at = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), max_length=8000, blank=True)
    notes = models.TextField(_("notes"), max_length=20_000, blank=True)
    is_held = models.BooleanField(_("has been held"), default=False)
    without_students_because = models.CharField(_("why no student took part"), max_length=500, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="quality_meetings",
        verbose_name=_("who calls it"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfFollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("dialogue meeting")
        verbose_name_plural = _("dialogue meetings")
        ordering = ("meets_on", "pk")

    def __str__(self):
        return self.title

    def unit_paths_of_rights(self):
        return self.follow_up.unit_paths_of_rights()

    def people_of_rights(self, right: str) -> set[int]:
        return self.follow_up.people_of_rights(right)


@history.track()
class DialogueParticipant(models.Model):
    """Somebody invited to a meeting, for a group; ``user`` where they have an account."""

    meeting = models.ForeignKey(DialogueMeeting, models.CASCADE, related_name="participants")
    group = models.CharField(_("speaks for"), max_length=12, choices=TalkGroup)
    name = models.CharField(_("name"), max_length=150)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    came = models.BooleanField(_("took part"), default=False)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("participant of a dialogue")
        verbose_name_plural = _("participants of dialogues")
        ordering = ("group", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "name", "group"],
                condition=~Q(name__startswith=FORGOTTEN),
                name="dialogue_participant_once",
            )
        ]

    def __str__(self):
        return self.name


@history.track()
class AgreedStatement(models.Model):
    """One sentence on which the dialogue agreed."""

    meeting = models.ForeignKey(DialogueMeeting, models.CASCADE, related_name="statements")
    text = models.TextField(_("what was agreed"), max_length=2000)
    position = models.PositiveSmallIntegerField(default=0)
    finding = models.ForeignKey(
        "quality.Finding",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("finding made of it"),
    )
    action = models.ForeignKey(
        "quality.Action",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("action made of it"),
    )

    class Meta:
        verbose_name = _("agreed statement")
        verbose_name_plural = _("agreed statements")
        ordering = ("position", "pk")

    def __str__(self):
        return self.text[:80]
