"""What is done about it: actions that are only closed when somebody else has seen the result (QA-09)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core import history
from core.search_text import Searchable
from core.state_trigger import StateMachine
from quality.enums import ACTION_EDGES, ActionState, Effort
from quality.models.findings import Finding
from quality.models.follow_ups import FollowUp
from quality.models.processes import Process
from quality.querysets import RUN, VERIFY, VIEW, WORK, ActionQuerySet


@history.track()
class Action(Searchable, models.Model):
    """One action: from a finding, or by hand. Verified by neither its owner nor who reported it done.

    Written by ``actions``. ``follow_up`` is where it was agreed; an open one is carried into the next cycle.
    """

    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("what is done"), max_length=4000, blank=True)
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("finding")
    )
    follow_up = models.ForeignKey(
        FollowUp, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("follow-up")
    )
    process = models.ForeignKey(
        Process, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("process")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="actions", verbose_name=_("unit"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="owned_actions",
        verbose_name=_("responsible"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    effort = models.CharField(_("effort"), max_length=10, choices=Effort, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=ActionState, default=ActionState.PLANNED, editable=False
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    result = models.TextField(_("result"), max_length=4000, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reported as done by"),
        editable=False,
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("verified by"),
        editable=False,
    )
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ("due_on", "pk")
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(fields=["due_on", "id"], name="action_to_do", condition=Q(state__in=ActionState.to_do)),
            models.Index(fields=["owner", "state", "due_on"], name="action_of_owner"),
            models.Index(fields=["unit", "state", "due_on"], name="action_of_unit"),
            models.Index(fields=["process", "state", "due_on"], name="action_of_process"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | Q(owner__isnull=True) | ~Q(verified_by=F("owner")),
                name="action_verified_by_another",
                violation_error_message=_("Somebody other than the person responsible verifies an action."),
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | Q(done_by__isnull=True) | ~Q(verified_by=F("done_by")),
                name="action_verified_by_no_reporter",
                violation_error_message=_("Somebody other than who reported it as done verifies an action."),
            ),
        ]
        triggers = [StateMachine(field="state", edges=ACTION_EDGES)]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("quality:action_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return [self.unit.path]

    def people_of_rights(self, right: str) -> set[int]:
        """The owner works on it; who runs the follow-up changes and verifies it too."""
        people = self.follow_up.people_of_rights(RUN) if self.follow_up_id else set()
        if right in (WORK, VIEW):
            people = people | ({self.owner_id} - {None})
        return people - {self.owner_id} if right == VERIFY else people

    @property
    def state_tone(self) -> str:
        return ActionState(self.state).tone

    @property
    def is_editable(self) -> bool:
        return self.state in ActionState.editable

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.state in ActionState.to_do and self.due_on < timezone.localdate()


@history.track()
class ActionCheck(models.Model):
    """That an action was carried into a later follow-up of its process and unit, and what was seen of it there."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="checks")
    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="carried")
    result = models.TextField(_("what was seen of the result"), max_length=2000, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)

    class Meta:
        verbose_name = _("check of an action")
        verbose_name_plural = _("checks of actions")
        ordering = ("follow_up__academic_year", "pk")
        constraints = [models.UniqueConstraint(fields=["action", "follow_up"], name="action_checked_once")]

    def __str__(self):
        return f"{self.action}: {self.follow_up}"


@history.track()
class ActionNote(models.Model):
    """What somebody wrote down about the progress of an action. Never changed."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=2000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("progress note")
        verbose_name_plural = _("progress notes")
        ordering = ("-written_at", "-pk")

    def __str__(self):
        return self.text[:80]
