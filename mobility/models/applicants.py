"""Who applied in a round, what they chose, and the protocol of who got what. Written by ``mobility.rounds`` alone."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models import Condition
from core import history
from core.in_languages import in_readers_language
from mobility.models.mobilities import Mobility
from mobility.models.rounds import ApplicationRound
from mobility.rounds.enums import ChoiceOutcome, Waiting
from mobility.rounds.querysets import AllocationReasonQuerySet, ApplicantQuerySet
from partners.merge_trigger import LeadsToSurvivor
from partners.models import Institution
from reference.enums import EqfLevel
from reference.models import IscedField


@history.track()
class Applicant(models.Model):
    """One line of the ranked list of a round; the application itself stays outside the portal.

    ``stay`` is what became of it: the nomination, once there is a place.
    """

    round = models.ForeignKey(ApplicationRound, models.CASCADE, related_name="applicants", verbose_name=_("round"))
    rank = models.PositiveIntegerField(_("rank"), validators=[MinValueValidator(1)])
    points = models.DecimalField(_("points"), max_digits=8, decimal_places=2, null=True, blank=True)
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)
    person_code = models.CharField(_("own code"), max_length=40, blank=True)
    programme = models.CharField(_("programme"), max_length=200, blank=True)
    eqf_level = models.PositiveSmallIntegerField(_("level"), choices=EqfLevel, null=True, blank=True)
    isced_field = models.ForeignKey(
        IscedField, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("field")
    )
    stay = models.OneToOneField(
        Mobility, models.SET_NULL, null=True, blank=True, related_name="application", verbose_name=_("stay")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ApplicantQuerySet.as_manager()

    class Meta:
        verbose_name = _("applicant")
        verbose_name_plural = _("applicants")
        ordering = ("round", "rank")
        constraints = [
            models.UniqueConstraint(fields=["round", "rank"], name="applicant_rank_once"),
            models.UniqueConstraint(fields=["round", "email"], condition=~Q(email=""), name="applicant_email_once"),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or str(_("Anonymised"))


@history.track()
class ApplicantChoice(models.Model):
    """Where an applicant wants to go: 1 is where they would like best."""

    applicant = models.ForeignKey(Applicant, models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField(_("choice"), validators=[MinValueValidator(1)])
    partner = models.ForeignKey(Institution, models.PROTECT, related_name="choices", verbose_name=_("partner"))

    class Meta:
        verbose_name = _("choice of an applicant")
        verbose_name_plural = _("choices of applicants")
        ordering = ("applicant", "position")
        constraints = [models.UniqueConstraint(fields=["applicant", "position"], name="applicant_choice_once")]
        triggers = [LeadsToSurvivor(field="partner")]

    def __str__(self):
        return f"{self.position}. {self.partner}"


class AllocationRun(models.Model):
    """That the places of a round were given, once: by whom, when, to how many. The protocol hangs on it."""

    round = models.OneToOneField(ApplicationRound, models.CASCADE, related_name="allocation")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_by_name = models.CharField(_("made by"), max_length=200)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    applicant_count = models.PositiveIntegerField(_("applicants"))
    given_count = models.PositiveIntegerField(_("places given"))

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        ordering = ("-made_at",)

    def __str__(self):
        return f"{self.round} · {self.given_count}/{self.applicant_count}"


@history.track()
class AllocationReason(models.Model):
    """What became of one choice under one condition, and why, in every language; ranks alone, no names.

    The reason never changes; ``waiting`` does when somebody moves up.
    """

    run = models.ForeignKey(AllocationRun, models.CASCADE, related_name="reasons")
    choice = models.ForeignKey(ApplicantChoice, models.CASCADE, related_name="reasons")
    condition = models.ForeignKey(Condition, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=12, choices=ChoiceOutcome)
    words = models.JSONField(_("why"), default=dict)
    waiting = models.CharField(_("waiting list"), max_length=10, choices=Waiting, default=Waiting.NOT, blank=True)

    objects = AllocationReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason of an allocation")
        verbose_name_plural = _("reasons of allocations")
        ordering = ("run", "choice__applicant__rank", "choice__position", "pk")

    def __str__(self):
        return self.why

    @property
    def why(self) -> str:
        return in_readers_language(self.words)

    @property
    def tone(self) -> str:
        return ChoiceOutcome(self.outcome).tone
