"""One process × unit × academic year, with its dated steps."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core import history
from core.search_text import Searchable
from core.state_trigger import StateMachine
from quality.enums import FOLLOW_UP_EDGES, FollowUpState, ReviewerState, StepKind
from quality.models.processes import YEARS, Process, ProcessVersion
from quality.querysets import FILL, REVIEW, RUN, VIEW, FollowUpQuerySet, StepQuerySet
from reference.academic_years import AcademicYear


@history.track()
class FollowUp(Searchable, models.Model):
    """A follow-up, or an external review, of one unit in one academic year. One accountable person, its ``owner``.

    Made by ``quality.cycles``, written by ``quality.followups`` alone. ``process`` is that of the version;
    ``cycle_year`` the year its cycle asks for, which stays when somebody moves it to another academic year.
    """

    process = models.ForeignKey(Process, models.PROTECT, related_name="follow_ups", verbose_name=_("process"))
    version = models.ForeignKey(ProcessVersion, models.PROTECT, related_name="follow_ups", verbose_name=_("version"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="follow_ups", verbose_name=_("unit"))
    academic_year = models.PositiveSmallIntegerField(_("academic year"), validators=YEARS)
    cycle_year = models.PositiveSmallIntegerField(
        _("year of the cycle"), null=True, blank=True, editable=False, validators=YEARS
    )
    state = models.CharField(
        _("state"), max_length=20, choices=FollowUpState, default=FollowUpState.PLANNED, editable=False
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="owned_follow_ups",
        verbose_name=_("responsible"),
    )
    summary = models.TextField(_("summary"), max_length=8000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ("-academic_year", "process__position", "unit__code")
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(fields=["academic_year", "state"], name="follow_up_by_year"),
            models.Index(fields=["unit", "academic_year"], name="follow_up_of_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "unit", "academic_year"],
                name="follow_up_once",
                violation_error_message=_("This unit is followed up by this process in this year already."),
            )
        ]
        triggers = [StateMachine(field="state", edges=FOLLOW_UP_EDGES)]

    def __str__(self):
        return f"{self.process.code} {self.unit.code} {self.year}"

    def get_absolute_url(self):
        return reverse("quality:follow_up_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return [self.unit.path]

    def people_of_rights(self, right: str) -> set[int]:
        """Keys of the people who have ``right`` here because it is theirs: they run it, or were asked for a step."""
        people = {self.owner_id, self.version.accountable_id}
        if right in (FILL, VIEW):
            people |= set(self.steps.values_list("person", flat=True))
        if right in (REVIEW, VIEW):
            taking_part = self.reviewers.filter(state__in=ReviewerState.taking_part)
            people |= set(taking_part.values_list("user", flat=True))
        return people - {None}

    @property
    def year(self) -> AcademicYear:
        return AcademicYear(self.academic_year)

    @property
    def state_tone(self) -> str:
        return FollowUpState(self.state).tone

    @property
    def is_editable(self) -> bool:
        return self.state in FollowUpState.editable

    @property
    def is_review(self) -> bool:
        return self.version.is_review


@history.track()
class FollowUpStep(models.Model):
    """One dated step, with one named person. Open until ``done_on``. Written by ``quality.followups`` alone."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=20, choices=StepKind)
    position = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(_("due on"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="quality_steps",
        verbose_name=_("who does it"),
    )
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a follow-up")
        verbose_name_plural = _("steps of follow-ups")
        ordering = ("follow_up", "position")
        indexes = [
            models.Index(fields=["due_on", "id"], name="quality_step_open", condition=Q(done_on__isnull=True)),
        ]
        constraints = [models.UniqueConstraint(fields=["follow_up", "kind"], name="quality_step_once")]

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_open(self) -> bool:
        return self.done_on is None

    def unit_paths_of_rights(self):
        return self.follow_up.unit_paths_of_rights()

    def people_of_rights(self, right: str) -> set[int]:
        """Whoever runs the follow-up, and who was asked for this step."""
        runs = self.follow_up.people_of_rights(RUN)
        return runs | ({self.person_id} - {None} if right in (FILL, VIEW) else set())
