"""What an agreement was good for, asked before it is renewed (AG-11)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.enums import Recommendation
from agreements.models.agreements import Agreement
from agreements.models.kinds_and_levels import in_the_readers_language
from agreements.querysets import EvaluationQuerySet
from core import history
from reference.models import SuppliedRow


@history.track()
class EvaluationQuestion(SuppliedRow):
    """One question of the evaluation. Kept by administrators; what was answered keeps the words it was asked in."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    wording_en = models.CharField(_("question in English"), max_length=300)
    wording_sv = models.CharField(_("question in Swedish"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=100)
    is_active = models.BooleanField(_("is asked"), default=True)

    class Meta:
        verbose_name = _("question of the evaluation")
        verbose_name_plural = _("questions of the evaluation")
        ordering = ("position", "code")

    def __str__(self):
        return in_the_readers_language(self, "wording")


@history.track(exclude=("asked_at", "submitted_at"))
class Evaluation(models.Model):
    """The evaluation of one agreement: asked for, then submitted with a recommendation, or skipped with a reason.

    Written by ``services.evaluations`` alone. An agreement has one that is open at most.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="evaluations", verbose_name=_("agreement"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked for"))
    due_on = models.DateField(_("due on"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    recommendation = models.CharField(_("recommendation"), max_length=20, choices=Recommendation, blank=True)
    remarks = models.TextField(_("remarks"), blank=True)
    skipped_because = models.TextField(_("skipped because"), blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(submitted_at__isnull=True, skipped_because=""),
                name="evaluation_one_open",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | ~Q(recommendation=""), name="evaluation_recommends"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(skipped_because=""), name="evaluation_submitted_or_skipped"
            ),
        ]

    def __str__(self):
        return str(self.agreement)

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None and not self.skipped_because

    @property
    def recommendation_tone(self) -> str:
        return Recommendation(self.recommendation).tone if self.recommendation else "off"


@history.track()
class EvaluationAnswer(models.Model):
    """The answer to one question, in whatever words the question then had. Saved before it is submitted, too."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="answers", verbose_name=_("evaluation"))
    question = models.ForeignKey(EvaluationQuestion, models.PROTECT, related_name="+", verbose_name=_("question"))
    wording_en = models.CharField(max_length=300)
    wording_sv = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=100)
    text = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("answer of an evaluation")
        verbose_name_plural = _("answers of evaluations")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=["evaluation", "question"], name="evaluation_answer_once")]

    def __str__(self):
        return self.wording

    @property
    def wording(self) -> str:
        return in_the_readers_language(self, "wording")
