from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from cooperation.models.calls import CallPriority, FundingCall
from cooperation.proposals.enums import PROPOSAL_EDGES, MemberRole, ProposalState, StepKind
from cooperation.proposals.querysets import ProposalQuerySet, StepQuerySet
from core import history
from core.search_text import Searchable
from core.state_trigger import StateMachine
from mobility.models import GrantProject
from partners.merge_trigger import LeadsToSurvivor
from partners.models import Institution
from reference.models import Country

EURO = {"null": True, "blank": True, "validators": [MinValueValidator(1), MaxValueValidator(100_000_000)]}


@history.track()
class Proposal(Searchable, models.Model):
    """What a unit hands in, alone or with others, to one call. ``cooperation.proposals`` writes it.

    Amounts are in euro. ``handed_in_at`` is told where the move to "submitted" is recorded after the deadline; with the
    state "granted" it has its ``project``.
    """

    call = models.ForeignKey(FundingCall, models.PROTECT, related_name="proposals", verbose_name=_("call"))
    acronym = models.CharField(_("acronym"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(
        _("state"), max_length=12, choices=ProposalState, default=ProposalState.IDEA, editable=False
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="proposals", verbose_name=_("our unit"))
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="coordinated_proposals",
        verbose_name=_("kept by"),
    )
    abstract = models.TextField(_("abstract"), max_length=8000, blank=True)
    months = models.PositiveSmallIntegerField(
        _("length in months"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    lump_sum = models.PositiveIntegerField(_("lump sum (euro)"), **EURO)
    management = models.PositiveIntegerField(_("of it for project management (euro)"), **EURO)
    agency_country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country of the National Agency it goes to"),
    )
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    form_number = models.CharField(_("number of the application form"), max_length=60, blank=True)
    project = models.OneToOneField(
        GrantProject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposal",
        verbose_name=_("grant project"),
        editable=False,
    )
    remarks = models.TextField(_("remarks"), max_length=4000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ("-call__deadline__due_on", "acronym", "pk")
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(fields=["state", "call", "id"], name="proposal_by_state"),
            models.Index(fields=["unit", "state"], name="proposal_by_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "acronym"],
                name="proposal_acronym_once_a_call",
                violation_error_message=_("Another proposal of this call has this acronym."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.GRANTED) | Q(project__isnull=False),
                name="proposal_granted_has_its_project",
            ),
            models.CheckConstraint(
                condition=Q(management__isnull=True) | Q(lump_sum__isnull=False, management__lte=F("lump_sum")),
                name="proposal_management_within_lump_sum",
                violation_error_message=_("More for project management than the lump sum."),
            ),
        ]
        triggers = [StateMachine(field="state", edges=PROPOSAL_EDGES)]

    def __str__(self):
        return self.acronym

    def get_absolute_url(self):
        return reverse("cooperation:proposal_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return [self.unit.path]

    @property
    def state_tone(self) -> str:
        return ProposalState(self.state).tone

    @property
    def is_editable(self) -> bool:
        return self.state in ProposalState.kept

    @property
    def is_open(self) -> bool:
        return self.state in ProposalState.open

    @property
    def next_step(self) -> "ProposalStep | None":
        """The first that is not done (from the prefetched rows); None when it is out of our hands."""
        if not self.is_open:
            return None
        return next((step for step in self.steps.all() if step.done_on is None), None)

    def day_of(self, step: "ProposalStep") -> date | None:
        """By when the step is wanted; as ``StepQuerySet.with_wanted``, for rows that are here already."""
        if step.postponed_to:
            return step.postponed_to
        deadline = self.call.deadline
        if step.kind in StepKind.by_abstract_day:
            return deadline.abstract_due_on
        return deadline.draft_due_on if step.kind in StepKind.by_draft_day else deadline.due_on

    @property
    def next_day(self) -> date | None:
        step = self.next_step
        return self.day_of(step) if step else None

    @property
    def is_late(self) -> bool:
        return bool(self.next_day and self.next_day < timezone.localdate())


@history.track()
class ProposalPriority(models.Model):
    """A priority of the call that the proposal names."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="chosen_priorities", verbose_name=_("proposal"))
    priority = models.ForeignKey(CallPriority, models.PROTECT, related_name="+", verbose_name=_("priority"))

    class Meta:
        verbose_name = _("priority of a proposal")
        verbose_name_plural = _("priorities of proposals")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["proposal", "priority"], name="proposal_priority_once")]

    def __str__(self):
        return str(self.priority)


MANDATE_DAYS = ("mandate_asked_on", "mandate_received_on", "mandate_signed_on")  # one after the other


@history.track()
class ConsortiumMember(models.Model):
    """One organisation of the consortium, ours too, with how far its mandate has come (KA220-08)."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="members", verbose_name=_("proposal"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="consortium_parts", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=12, choices=MemberRole, default=MemberRole.PARTNER)
    mandate_asked_on = models.DateField(_("mandate asked for on"), null=True, blank=True)
    mandate_received_on = models.DateField(_("mandate received on"), null=True, blank=True)
    mandate_signed_on = models.DateField(_("mandate signed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a consortium")
        verbose_name_plural = _("members of consortia")
        ordering = ("role", "pk")  # "applicant" comes first
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "institution"],
                name="consortium_member_once",
                violation_error_message=_("This organisation is in the consortium already."),
            ),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(role=MemberRole.APPLICANT),
                name="consortium_one_applicant",
                violation_error_message=_("A consortium has one applicant: make the other a partner first."),
            ),
            models.CheckConstraint(
                condition=Q(mandate_received_on__isnull=True)
                | Q(mandate_asked_on__isnull=False, mandate_received_on__gte=F("mandate_asked_on")),
                name="mandate_received_once_asked",
                violation_error_message=_("A mandate is asked for before it is received."),
            ),
            models.CheckConstraint(
                condition=Q(mandate_signed_on__isnull=True)
                | Q(mandate_received_on__isnull=False, mandate_signed_on__gte=F("mandate_received_on")),
                name="mandate_signed_once_received",
                violation_error_message=_("A mandate is received before it is signed here."),
            ),
        ]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return str(self.institution)

    @property
    def mandate_days(self) -> dict[str, date]:
        """How far the mandate is: the days that are known of it, by their columns."""
        return {name: day for name in MANDATE_DAYS if (day := getattr(self, name))}

    @property
    def needs_mandate(self) -> bool:
        return self.role == MemberRole.PARTNER

    @property
    def mandate_words(self) -> tuple[str, str, date | None]:
        """How far the mandate is, the colour of its pill, and since when."""
        if not self.needs_mandate:
            return _("not needed"), "off", None
        reached = (
            (self.mandate_signed_on, _("signed"), "ok"),
            (self.mandate_received_on, _("received"), "rev"),
            (self.mandate_asked_on, _("asked for"), "rev"),
        )
        return next(((words, tone, day) for day, words, tone in reached if day), (_("not asked for"), "bad", None))


@history.track()
class ProposalStep(models.Model):
    """One of the six steps of a proposal: done on a day by somebody, or wanted by a day that follows its call.

    ``postponed_to`` is an exception the office made for this proposal alone, with its reason.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="steps", verbose_name=_("proposal"))
    kind = models.CharField(_("step"), max_length=12, choices=StepKind, editable=False)
    position = models.PositiveSmallIntegerField(editable=False)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("done by")
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    postponed_to = models.DateField(_("postponed to"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a proposal")
        verbose_name_plural = _("steps of proposals")
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["proposal", "kind"], name="proposal_step_once"),
            models.CheckConstraint(
                condition=Q(postponed_to__isnull=True) | ~Q(reason=""), name="proposal_step_postponed_with_reason"
            ),
        ]

    def __str__(self):
        return str(self.get_kind_display())
