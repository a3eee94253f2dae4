"""The due diligence on a partner: what was answered, how risky it is, what was decided and by whom (DD-05)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core import history
from core.in_languages import english_or_swedish
from core.state_trigger import StateMachine
from partners.enums import (
    ASSESSMENT_EDGES,
    AssessmentState,
    Concern,
    DeciderScope,
    Outcome,
    QuestionGroup,
    RiskLevel,
)
from partners.merge_trigger import LeadsToSurvivor
from partners.models.assessment_rules import DECIDING_ROLE_CHOICES, AssessmentQuestion
from partners.models.institutions import Institution
from partners.querysets import AssessmentQuerySet, DecisionQuerySet


@history.track()
class Assessment(models.Model):
    """One look at a partner before we bind ourselves: a draft, a question to those who decide, then their answer.

    A partner has at most one that is open and one that holds; the next one decided takes the place of that.
    Written by ``partners.services.assessments`` alone; ``state`` moves only along ``assessment_workflow``.
    An empty level of a draft means what its answers suggest.
    """

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="assessments", verbose_name=_("partner"), editable=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    occasion = models.CharField(_("occasion"), max_length=300)
    state = models.CharField(
        _("state"), max_length=20, choices=AssessmentState, default=AssessmentState.DRAFT, editable=False
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    level = models.CharField(_("level of risk"), max_length=10, choices=RiskLevel, blank=True)
    level_reason = models.TextField(_("why a lower level"), blank=True, max_length=2000)
    decision = models.CharField(_("decision"), max_length=20, choices=Outcome, blank=True, editable=False)
    conditions = models.TextField(_("conditions"), blank=True, editable=False)
    decided_on = models.DateField(_("decided on"), null=True, editable=False)
    valid_until = models.DateField(_("valid until"), null=True, editable=False)
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("assessed by"),
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ("-state_since", "-pk")
        indexes = [
            models.Index(fields=["-state_since", "-id"], name="assessment_by_newest"),
            models.Index(fields=["valid_until", "id"], name="assessment_by_end", condition=Q(state="decided")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["institution"], condition=Q(state__in=AssessmentState.open), name="assessment_one_open"
            ),
            models.UniqueConstraint(
                fields=["institution"], condition=Q(state=AssessmentState.DECIDED), name="assessment_one_holds"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=AssessmentState.levelled) | ~Q(level=""), name="assessment_has_a_level"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=AssessmentState.concluded) | (~Q(decision="") & Q(decided_on__isnull=False)),
                name="assessment_decided_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("decided_on")),
                name="assessment_valid_after_decision",
            ),
        ]
        triggers = [StateMachine(field="state", edges=ASSESSMENT_EDGES), LeadsToSurvivor(field="institution")]

    def __str__(self):
        return f"{self.institution}: {self.occasion}"

    def get_absolute_url(self):
        return reverse("partners:assessment_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        """The unit whose people make this assessment (see ``accounts.rights``)."""
        return [self.unit.path]

    @property
    def is_editable(self) -> bool:
        return self.state == AssessmentState.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state in AssessmentState.open

    @property
    def is_waiting(self) -> bool:
        return self.state == AssessmentState.SUBMITTED

    @property
    def state_tone(self) -> str:
        return AssessmentState(self.state).tone

    @property
    def standing_label(self) -> str:
        """Where it stands in one word: the decision once there is one that holds, else the state."""
        return self.get_decision_display() if self.state == AssessmentState.DECIDED else self.get_state_display()

    @property
    def standing_tone(self) -> str:
        return self.decision_tone if self.state == AssessmentState.DECIDED else self.state_tone

    @property
    def is_superseded(self) -> bool:
        return self.state == AssessmentState.SUPERSEDED

    @property
    def level_tone(self) -> str:
        return RiskLevel(self.level).tone if self.level else "off"

    @property
    def decision_tone(self) -> str:
        return Outcome(self.decision).tone if self.decision else "off"

    @property
    def is_favourable(self) -> bool:
        return self.decision in Outcome.favourable

    @property
    def holds_until_renewal(self) -> bool:
        """Whether it holds without a date, until an agreement it stands for is renewed (DD-05, low risk)."""
        return self.state == AssessmentState.DECIDED and self.is_favourable and self.valid_until is None

    def is_out_of_date(self, on: date) -> bool:
        return self.valid_until is not None and self.valid_until < on


@history.track()
class AssessmentAnswer(models.Model):
    """The answer to one question, with the question as it was worded when it was answered."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    question = models.ForeignKey(AssessmentQuestion, models.PROTECT, related_name="+", verbose_name=_("question"))
    group = models.CharField(_("heading"), max_length=20, choices=QuestionGroup)
    position = models.PositiveSmallIntegerField()
    title_en = models.CharField(max_length=120)
    title_sv = models.CharField(max_length=120, blank=True)
    wording_en = models.TextField(_("question in English"))
    wording_sv = models.TextField(_("question in Swedish"), blank=True)
    always_in_words = models.BooleanField(default=False)
    concern = models.CharField(_("assessment"), max_length=10, choices=Concern, blank=True)
    text = models.TextField(_("in words"), blank=True, max_length=5000)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["assessment", "question"], name="assessment_answer_once")]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return english_or_swedish(self.title_en, self.title_sv)

    @property
    def wording(self) -> str:
        return english_or_swedish(self.wording_en, self.wording_sv)

    @property
    def concern_tone(self) -> str:
        return Concern(self.concern).tone if self.concern else "off"

    @property
    def is_complete(self) -> bool:
        """Whether it says how much of a concern there is, and in words where words are asked for."""
        wants_words = self.always_in_words or self.concern in Concern.raised
        return bool(self.concern) and (bool(self.text.strip()) or not wants_words)


@history.track()
class AssessmentDecision(models.Model):
    """The place of one decider: asked at submission, filled by the decision of one person who has the role there."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="decisions")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(_("role"), max_length=30, choices=DECIDING_ROLE_CHOICES)
    scope = models.CharField(_("scope"), max_length=20, choices=DeciderScope)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    outcome = models.CharField(_("decision"), max_length=20, choices=Outcome, blank=True)
    conditions = models.TextField(_("conditions"), blank=True, max_length=2000)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decider")
        verbose_name_plural = _("deciders")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "role", "unit"], name="assessment_decision_once"),
            models.UniqueConstraint(
                fields=["assessment", "decided_by"],
                condition=Q(decided_by__isnull=False),
                name="assessment_decision_by_different_people",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True) | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="assessment_decision_dated",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.unit}"

    def unit_paths_of_rights(self):
        """Where one must have the role to fill this place."""
        return [self.unit.path]

    @property
    def right(self) -> str:
        """What one needs in the unit to fill it."""
        return f"partners.decide_as_{self.role}"

    @property
    def is_pending(self) -> bool:
        return not self.outcome

    @property
    def outcome_tone(self) -> str:
        return Outcome(self.outcome).tone if self.outcome else "off"
