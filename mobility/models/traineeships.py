from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from mobility.learning.enums import ChangeReason, InsuredBy, OrganisationSize, TraineeRecognition
from mobility.learning.triggers import StaysAsSigned
from mobility.models.components import CREDITS
from mobility.models.learning import LearningAgreementVersion

HOURS = (MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(60)))
LONG = {"blank": True, "max_length": 4000}


@history.track()
class Traineeship(models.Model):
    """What a trainee does at the receiving organisation, as one version has it, in the order of the Commission's form
    for traineeships: the organisation, its programme (table A), what both sides undertake (tables B and C).

    Written by ``learning.traineeships``; stays as it was signed.
    """

    version = models.OneToOneField(LearningAgreementVersion, models.CASCADE, related_name="traineeship")
    organisation = models.CharField(_("receiving organisation"), max_length=200)
    department = models.CharField(_("department"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    sector = models.CharField(_("sector"), max_length=120, blank=True)
    size = models.CharField(_("size"), max_length=10, choices=OrganisationSize, blank=True)
    mentor_name = models.CharField(_("mentor"), max_length=200, blank=True)
    mentor_position = models.CharField(_("position of the mentor"), max_length=120, blank=True)
    mentor_email = models.EmailField(_("e-mail address of the mentor"), blank=True)
    mentor_phone = models.CharField(_("telephone of the mentor"), max_length=40, blank=True)
    title = models.CharField(_("title of the traineeship"), max_length=200, blank=True)
    hours_per_week = models.DecimalField(
        _("working hours a week"), max_digits=4, decimal_places=1, null=True, blank=True, validators=HOURS
    )
    is_digital = models.BooleanField(_("a traineeship in digital skills"), default=False)
    tasks = models.TextField(_("programme of the traineeship: tasks and when"), **LONG)
    outcomes = models.TextField(_("knowledge, skills and competences to be acquired"), **LONG)
    monitoring = models.TextField(_("monitoring plan"), **LONG)
    evaluation = models.TextField(_("evaluation plan"), **LONG)
    recognition = models.CharField(_("the traineeship is"), max_length=10, choices=TraineeRecognition, blank=True)
    ects = models.DecimalField(
        _("ECTS credits awarded"), max_digits=5, decimal_places=1, null=True, blank=True, validators=CREDITS
    )
    graded_by = models.CharField(_("grade given from"), max_length=200, blank=True)
    in_transcript = models.BooleanField(_("recorded in the transcript of records"), default=True)
    in_diploma_supplement = models.BooleanField(_("recorded in the diploma supplement"), default=True)
    in_europass = models.BooleanField(_("recorded in the Europass mobility document"), default=False)
    allowance = models.DecimalField(
        _("financial support by the organisation (euro a month)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    in_kind = models.CharField(_("contribution in kind"), max_length=300, blank=True)
    accident_insurance = models.CharField(_("insured against accidents"), max_length=10, choices=InsuredBy, blank=True)
    covers_travel = models.BooleanField(_("also on journeys for work"), default=False)
    covers_commute = models.BooleanField(_("also on the way to and from work"), default=False)
    liability_insurance = models.CharField(
        _("insured for damage caused at work"), max_length=10, choices=InsuredBy, blank=True
    )
    change_reason = models.CharField(_("reason of the change"), max_length=20, choices=ChangeReason, blank=True)
    change_words = models.CharField(_("in words"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("traineeship")
        verbose_name_plural = _("traineeships")
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_per_week__isnull=True) | Q(hours_per_week__gt=0), name="traineeship_hours"
            ),
            models.CheckConstraint(condition=Q(ects__isnull=True) | Q(ects__gte=0), name="traineeship_credits"),
            models.CheckConstraint(
                condition=~Q(change_reason=ChangeReason.OTHER) | ~Q(change_words=""),
                name="traineeship_other_reason_in_words",
            ),
        ]
        triggers = [StaysAsSigned()]

    def __str__(self):
        return self.title or self.organisation


@history.track()
class TraineeshipResult(models.Model):
    """What came of a traineeship: the organisation's certificate (table D), and what of it is recognised at home."""

    version = models.OneToOneField(
        LearningAgreementVersion, models.CASCADE, related_name="traineeship_result", editable=False
    )
    certificate_on = models.DateField(_("traineeship certificate received on"))
    is_passed = models.BooleanField(_("completed satisfactorily"), default=True)
    evaluation = models.TextField(_("evaluation of the trainee"), blank=True, max_length=4000)
    is_recognised = models.BooleanField(_("recognised"), default=True)
    ects_recognised = models.DecimalField(
        _("ECTS credits recognised"), max_digits=5, decimal_places=1, default=Decimal(0), validators=CREDITS
    )
    not_recognised_because = models.CharField(_("why not, if it is not recognised"), max_length=500, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("noted by"),
        editable=False,
    )
    noted_at = models.DateTimeField(_("noted"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("result of a traineeship")
        verbose_name_plural = _("results of traineeships")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_recognised=True) | ~Q(not_recognised_because=""),
                name="traineeship_result_says_why_not_recognised",
            ),
            models.CheckConstraint(
                condition=Q(is_recognised=True) | Q(ects_recognised=0), name="traineeship_result_credits_of_recognised"
            ),
        ]

    def __str__(self):
        return str(self.version)
