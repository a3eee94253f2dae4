"""Changes of the terms of an agreement in force, proposed as rows beside its conditions until they take effect."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.amendments.querysets import AmendmentQuerySet
from agreements.amendments.states import AMENDMENT_EDGES, AmendmentState
from agreements.approved_step_by_step import ApprovedStepByStep
from agreements.enums import MobilityKind
from agreements.models.agreements import Agreement
from agreements.models.conditions import ABOVE_ZERO, IDENTIFIER, Condition
from agreements.models.documents import Document
from agreements.models.parties import Party
from core import history
from core.state_trigger import StateMachine
from partners.models import Contact
from reference.enums import CefrLevel, EqfLevel
from reference.models import IscedField, Language


@history.track(exclude=("created_at",))
class Amendment(models.Model):
    """One change of an agreement in force, numbered as proposed. Written by ``services.amendments`` alone.

    Empty ``new_…`` leave the term as it is; ``old_…`` are what it was when the amendment took effect.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField(_("number"))
    reason = models.TextField(_("reason"), max_length=2000)
    effective_on = models.DateField(_("takes effect on"))
    state = models.CharField(
        _("state"), max_length=20, choices=AmendmentState, default=AmendmentState.DRAFT, editable=False
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    new_ends_on = models.DateField(_("new last day"), null=True, blank=True)
    old_ends_on = models.DateField(_("former last day"), null=True, blank=True, editable=False)
    new_tuition_waived = models.BooleanField(_("tuition fees waived from then on"), null=True, blank=True)
    old_tuition_waived = models.BooleanField(_("tuition fees waived before"), null=True, blank=True, editable=False)
    signed_on = models.DateField(_("signed on"), null=True, blank=True, editable=False)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed document")
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("proposed by")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ("agreement", "number")
        indexes = [
            models.Index(fields=["effective_on", "id"], name="amendment_by_day", condition=Q(state="signed")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="amendment_number_once"),
            models.CheckConstraint(
                condition=~Q(state__in=("signed", "in_effect")) | Q(signed_on__isnull=False, document__isnull=False),
                name="amendment_signed_with_day_and_document",
            ),
        ]
        triggers = [StateMachine(field="state", edges=AMENDMENT_EDGES), ApprovedStepByStep(owner="amendment")]

    def __str__(self):
        return str(_("Amendment %(number)s") % {"number": self.number})

    def get_absolute_url(self):
        return reverse("agreements:amendment_detail", args=[self.agreement_id, self.number])

    def unit_paths_of_rights(self):
        """The unit whose people keep the agreement (see ``accounts.rights``)."""
        return self.agreement.unit_paths_of_rights()

    @property
    def state_tone(self) -> str:
        return AmendmentState(self.state).tone

    @property
    def is_editable(self) -> bool:
        return self.state == AmendmentState.DRAFT

    @property
    def is_being_approved(self) -> bool:
        """Whether a changed term starts its approval anew."""
        return self.state in AmendmentState.approving


@history.track()
class ProposedCondition(models.Model):
    """A condition as it shall be: of ``condition``, or a new one without it; ``is_removal`` takes the condition off.

    With ``is_before`` it is what stood there until the amendment took effect, kept to be read and printed.
    ``condition_key`` is the key of the condition, and stays when that is gone.
    Sender and receiver are parties, so that a merger of partners needs to know nothing of proposals.
    """

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="proposals")
    condition = models.ForeignKey(
        Condition, models.SET_NULL, null=True, blank=True, related_name="proposals", verbose_name=_("condition")
    )
    condition_key = models.BigIntegerField(null=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    is_removal = models.BooleanField(_("is removed"), default=False)
    is_before = models.BooleanField(_("stood before"), default=False)
    sender_party = models.ForeignKey(Party, models.CASCADE, related_name="+", verbose_name=_("from"))
    receiver_party = models.ForeignKey(Party, models.CASCADE, related_name="+", verbose_name=_("to"))
    kind = models.CharField(_("kind"), max_length=30, choices=MobilityKind)
    first_year = models.PositiveSmallIntegerField(_("first academic year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("last academic year"), null=True, blank=True)
    people_per_year = models.PositiveSmallIntegerField(
        _("people a year"), null=True, blank=True, validators=[MaxValueValidator(9999)]
    )
    total_months = models.DecimalField(
        _("months in all"), max_digits=7, decimal_places=2, null=True, blank=True, validators=[ABOVE_ZERO]
    )
    total_days = models.DecimalField(
        _("days in all"), max_digits=7, decimal_places=2, null=True, blank=True, validators=[ABOVE_ZERO]
    )
    is_blended = models.BooleanField(_("blended"), null=True, blank=True)
    eqf_levels = ArrayField(
        models.PositiveSmallIntegerField(choices=EqfLevel), default=list, blank=True, verbose_name=_("levels")
    )
    terms = models.TextField(_("other terms"), blank=True)
    sender_unit = models.CharField(_("unit that sends (its code)"), max_length=64, blank=True, validators=[IDENTIFIER])
    receiver_unit = models.CharField(
        _("unit that receives (its code)"), max_length=64, blank=True, validators=[IDENTIFIER]
    )
    sender_contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+")
    receiver_contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("proposed condition")
        verbose_name_plural = _("proposed conditions")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["amendment", "condition", "is_before"],
                condition=Q(condition__isnull=False),
                name="proposal_once",
            ),
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(first_year__isnull=True) | Q(last_year__gte=F("first_year")),
                name="proposal_years_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.sender_party} → {self.receiver_party}: {self.get_kind_display()}"

    @property
    def sender(self):
        return self.sender_party.institution

    @property
    def sender_id(self) -> int:
        return self.sender_party.institution_id

    @property
    def receiver(self):
        return self.receiver_party.institution


@history.track()
class ProposedField(models.Model):
    """A field of education of a proposed condition."""

    proposal = models.ForeignKey(ProposedCondition, models.CASCADE, related_name="condition_fields")
    isced_field = models.ForeignKey(IscedField, models.PROTECT, related_name="+", verbose_name=_("field"))
    clarification = models.CharField(_("clarification"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("proposed field")
        verbose_name_plural = _("proposed fields")
        ordering = ("isced_field",)
        constraints = [models.UniqueConstraint(fields=["proposal", "isced_field"], name="proposed_field_once")]

    def __str__(self):
        return str(self.isced_field)


@history.track()
class ProposedLanguage(models.Model):
    """A language of a proposed condition, for all its fields or one of them."""

    proposal = models.ForeignKey(ProposedCondition, models.CASCADE, related_name="languages")
    language = models.ForeignKey(Language, models.PROTECT, related_name="+", verbose_name=_("language"))
    level = models.CharField(_("level"), max_length=2, choices=CefrLevel, blank=True)
    isced_field = models.ForeignKey(
        IscedField, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for the field")
    )

    class Meta:
        verbose_name = _("proposed language")
        verbose_name_plural = _("proposed languages")
        ordering = ("language",)

    def __str__(self):
        return str(self.language)
