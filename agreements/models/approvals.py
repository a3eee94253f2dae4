"""Who is asked to approve an agreement, in which order, and what they said (AG-15)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Unit
from agreements.enums import APPROVAL_EDGES, ApprovalScope, ApprovalState, RouteUse
from agreements.models.agreements import Agreement
from agreements.models.amendments import Amendment
from agreements.models.kinds_and_levels import ForKindAndLevel, in_the_readers_language
from core import history
from core.state_trigger import StateMachine
from reference.models import SuppliedRow

# Roles that can be asked; ``agreements.approve_as_<role>`` is the right of those who may decide for it.
APPROVING_ROLES = (Role.HEAD, Role.OFFICER, Role.SECURITY_COORDINATOR)
APPROVING_ROLE_CHOICES = [(role.value, role.label) for role in APPROVING_ROLES]


@history.track()
class ApprovalRoute(ForKindAndLevel):
    """Which steps the approval of an agreement takes, by its kind and by the level of its responsible unit.

    Kept by administrators. The first route in order that fits an agreement is copied to it when it is
    submitted: a later change of the route changes no approval that has begun.
    """

    name_en = models.CharField(_("name in English"), max_length=120)
    name_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)
    used_for = models.CharField(_("holds for"), max_length=20, choices=RouteUse, default=RouteUse.BOTH)

    class Meta(ForKindAndLevel.Meta):
        verbose_name = _("route of approval")
        verbose_name_plural = _("routes of approval")

    def __str__(self):
        return in_the_readers_language(self, "name")


@history.track()
class RouteStep(SuppliedRow):
    """One step of a route: a role, and in which unit its holder is asked."""

    route = models.ForeignKey(ApprovalRoute, models.CASCADE, related_name="steps", verbose_name=_("route"))
    position = models.PositiveSmallIntegerField(_("place in the order"))
    role = models.CharField(_("role"), max_length=30, choices=APPROVING_ROLE_CHOICES)
    scope = models.CharField(_("in which unit"), max_length=20, choices=ApprovalScope)
    label_en = models.CharField(_("name in English"), max_length=120)
    label_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)
    is_active = models.BooleanField(_("is asked"), default=True)

    class Meta:
        verbose_name = _("step of a route")
        verbose_name_plural = _("steps of routes")
        ordering = ("route", "position")
        constraints = [models.UniqueConstraint(fields=["route", "position"], name="route_step_once")]

    def __str__(self):
        return in_the_readers_language(self, "label")


def of_one_subject(name: str) -> models.CheckConstraint:
    """The row is about an agreement, or about an amendment of one, never both."""
    one, other = Q(agreement__isnull=False), Q(amendment__isnull=False)
    return models.CheckConstraint(condition=(one & ~other) | (other & ~one), name=name)


@history.track()
class ApprovalRound(models.Model):
    """One time an agreement, or an amendment of one, was brought up for approval. Earlier rounds stay as they ended.

    ``changed_terms`` names the terms whose change opened it; empty where it was submitted.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, null=True, related_name="approval_rounds")
    amendment = models.ForeignKey(Amendment, models.CASCADE, null=True, related_name="approval_rounds")
    number = models.PositiveSmallIntegerField(_("round"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("brought up by")
    )
    opened_at = models.DateTimeField(_("brought up"), default=timezone.now)
    changed_terms = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        verbose_name = _("round of approval")
        verbose_name_plural = _("rounds of approval")
        ordering = ("agreement", "amendment", "number")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="approval_round_once"),
            models.UniqueConstraint(fields=["amendment", "number"], name="approval_round_of_amendment_once"),
            of_one_subject("approval_round_of_one_subject"),
        ]

    def __str__(self):
        return f"{self.agreement or self.amendment}: {self.number}"


# Who decided and when is told by the context of each event, in names that stay when a person is gone.
@history.track(exclude=("since", "brought_by", "decided_by", "decided_at", "on_behalf_of"))
class Approval(models.Model):
    """One step of one round: who is asked, and what was decided. Written by ``services.approvals`` alone.

    It is of an agreement or of an amendment, as its round is. ``asked_role`` and ``asked_unit`` are as the route has
    them, ``role`` and ``unit`` where the step went: upward to the next unit in which somebody has the role, else to
    the office. ``brought_by`` is whoever brought the subject to this step: the submitter, or who decided the step
    before; another person decides it, where there is one.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, null=True, related_name="approvals")
    amendment = models.ForeignKey(Amendment, models.CASCADE, null=True, related_name="approvals")
    round = models.ForeignKey(ApprovalRound, models.CASCADE, related_name="approvals", verbose_name=_("round"))
    position = models.PositiveSmallIntegerField(_("step"))
    asked_role = models.CharField(max_length=30, choices=APPROVING_ROLE_CHOICES)
    asked_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=30, choices=APPROVING_ROLE_CHOICES)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    label_en = models.CharField(max_length=120)
    label_sv = models.CharField(max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=ApprovalState, default=ApprovalState.COMING)
    since = models.DateTimeField(_("since"), null=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("for")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("step of an approval")
        verbose_name_plural = _("steps of approvals")
        ordering = ("round", "position")
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="approval_step_once"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(state=ApprovalState.WAITING), name="approval_one_waits"
            ),
            models.UniqueConstraint(
                fields=["amendment"], condition=Q(state=ApprovalState.WAITING), name="approval_of_amendment_one_waits"
            ),
            of_one_subject("approval_of_one_subject"),
            models.CheckConstraint(
                condition=~Q(state__in=ApprovalState.decided) | Q(decided_at__isnull=False),
                name="approval_decided_at_an_instant",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.WAITING) | Q(since__isnull=False), name="approval_waits_since"
            ),
        ]
        indexes = [models.Index(fields=["role", "agreement"], name="approval_by_role")]
        triggers = [StateMachine(field="state", edges=APPROVAL_EDGES)]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        return in_the_readers_language(self, "label")

    @property
    def state_tone(self) -> str:
        return ApprovalState(self.state).tone

    @property
    def is_waiting(self) -> bool:
        return self.state == ApprovalState.WAITING

    @property
    def is_decided(self) -> bool:
        return self.state in ApprovalState.decided

    @property
    def is_skipped(self) -> bool:
        return self.state == ApprovalState.SKIPPED

    @property
    def went_elsewhere(self) -> bool:
        """Whether nobody had the role where the route asks for it."""
        return (self.role, self.unit_id) != (self.asked_role, self.asked_unit_id)
