from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from agreements.models import Agreement
from cooperation.activities.enums import ActivityKind
from cooperation.plans.enums import PLAN_EDGES, GoalMeasure, PlanState
from cooperation.plans.querysets import GoalQuerySet, WorkPlanQuerySet
from core import history
from core.search_text import Searchable
from core.state_trigger import StateMachine

MOST = 1_000_000


@history.track()
class WorkPlan(Searchable, models.Model):
    """What one unit carries out under one agreement in a period: goals, and the activities planned for them.

    Written by ``cooperation.plans.services`` alone; the period lies inside the term of the agreement.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="work_plans", verbose_name=_("agreement"))
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(_("state"), max_length=15, choices=PlanState, default=PlanState.DRAFT, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="work_plans", verbose_name=_("our unit"))
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="coordinated_work_plans",
        verbose_name=_("coordinator"),
    )
    partner_coordinator = models.CharField(
        _("coordinator at the partner"),
        max_length=200,
        blank=True,
        help_text=_("Name, function and e-mail address; read by staff alone."),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    purpose = models.TextField(_("what it is for"), max_length=4000, blank=True)
    remarks = models.TextField(_("remarks"), max_length=4000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = WorkPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("work plan")
        verbose_name_plural = _("work plans")
        ordering = ("-starts_on", "title", "pk")
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(fields=["ends_on", "id"], name="work_plan_by_end"),
            models.Index(fields=["unit", "ends_on"], name="work_plan_by_unit"),
            models.Index(fields=["coordinator", "ends_on"], name="work_plan_by_coordinator"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="work_plan_period_in_order",
                violation_error_message=_("It would end before it begins."),
            ),
        ]
        triggers = [StateMachine(field="state", edges=PLAN_EDGES)]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cooperation:plan_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return [self.unit.path]

    @property
    def state_tone(self) -> str:
        return PlanState(self.state).tone

    @property
    def is_editable(self) -> bool:
        return self.state in PlanState.editable

    @property
    def is_over(self) -> bool:
        return self.ends_on < timezone.localdate()


@history.track()
class PlanGoal(models.Model):
    """One goal of a work plan: a sentence, a number and what is counted towards it.

    ``activity_kind`` narrows what is counted to one kind. A goal counted by hand has its number, and the day on which
    it was entered; of every other the number follows from the activities (``GoalQuerySet.with_done``).
    """

    plan = models.ForeignKey(WorkPlan, models.CASCADE, related_name="goals", verbose_name=_("work plan"))
    text = models.CharField(_("goal"), max_length=500)
    measure = models.CharField(_("what is counted"), max_length=15, choices=GoalMeasure, default=GoalMeasure.ACTIVITIES)
    activity_kind = models.CharField(_("of what kind"), max_length=25, choices=ActivityKind, blank=True, default="")
    planned_number = models.PositiveIntegerField(
        _("planned"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )
    due_on = models.DateField(_("by"), null=True, blank=True)
    entered_number = models.PositiveIntegerField(
        _("done"), null=True, blank=True, editable=False, validators=[MaxValueValidator(MOST)]
    )
    entered_on = models.DateField(_("as of"), null=True, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal of a work plan")
        verbose_name_plural = _("goals of work plans")
        ordering = ("position", "pk")
        indexes = [models.Index(fields=["due_on", "id"], condition=Q(due_on__isnull=False), name="plan_goal_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(planned_number__gte=1), name="plan_goal_wants_something"),
            models.CheckConstraint(
                condition=Q(entered_number__isnull=True, entered_on__isnull=True)
                | Q(entered_number__isnull=False, entered_on__isnull=False, measure__in=GoalMeasure.by_hand),
                name="plan_goal_entered_with_its_day",
            ),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return self.plan.get_absolute_url()

    def unit_paths_of_rights(self):
        return self.plan.unit_paths_of_rights()

    @property
    def is_by_hand(self) -> bool:
        return self.measure in GoalMeasure.by_hand
