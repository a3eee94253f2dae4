"""What is studied abroad, what it counts as at home (KA131-54, 56), and what came of it."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from mobility.enums import Term
from mobility.learning.enums import Change, ChangeReason, ComponentKind
from mobility.learning.triggers import StaysAsSigned
from mobility.models.learning import LearningAgreementVersion
from reference.models import Language

CREDITS = (MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(400)))


@history.track()
class LearningComponent(models.Model):
    """One row of a version: a course abroad, or what it counts as at home (``counterpart`` leads there).

    A removed one stays in the version that removes it, with its reason, and is in none after it.
    """

    version = models.ForeignKey(LearningAgreementVersion, models.CASCADE, related_name="components")
    kind = models.CharField(_("kind"), max_length=20, choices=ComponentKind)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    code = models.CharField(_("course code"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=250)
    ects = models.DecimalField(
        _("ECTS credits"), max_digits=5, decimal_places=1, null=True, blank=True, validators=CREDITS
    )
    term = models.CharField(_("term"), max_length=10, choices=Term, blank=True)
    language = models.ForeignKey(
        Language, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("language of instruction")
    )
    counterpart = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="counted", verbose_name=_("counts at home as")
    )
    is_automatic = models.BooleanField(_("recognised automatically"), default=True)
    instead = models.CharField(_("what happens instead"), max_length=500, blank=True)
    change = models.CharField(_("change"), max_length=10, choices=Change, blank=True)
    change_reason = models.CharField(_("reason of the change"), max_length=20, choices=ChangeReason, blank=True)
    change_words = models.CharField(_("in words"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("component of a learning agreement")
        verbose_name_plural = _("components of learning agreements")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_automatic=True) | ~Q(instead=""), name="learning_component_says_what_instead"
            ),
            models.CheckConstraint(
                condition=Q(change="") | ~Q(change_reason=""), name="learning_component_changed_for_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(change_reason=ChangeReason.OTHER) | ~Q(change_words=""),
                name="learning_component_other_reason_in_words",
            ),
            models.CheckConstraint(condition=Q(ects__isnull=True) | Q(ects__gte=0), name="learning_component_credits"),
        ]
        triggers = [StaysAsSigned()]

    def __str__(self):
        return f"{self.code} {self.title}".strip()

    @property
    def is_abroad(self) -> bool:
        return self.kind in ComponentKind.abroad

    @property
    def is_removed(self) -> bool:
        return self.change == Change.REMOVED

    @property
    def change_tone(self) -> str:
        return Change(self.change).tone if self.change else ""


@history.track()
class ComponentResult(models.Model):
    """What came of one component abroad, from the transcript, and what of it is recognised at home."""

    component = models.OneToOneField(LearningComponent, models.CASCADE, related_name="result")
    is_passed = models.BooleanField(_("passed"), default=True)
    grade = models.CharField(_("grade"), max_length=20, blank=True)
    ects_earned = models.DecimalField(_("ECTS credits earned"), max_digits=5, decimal_places=1, validators=CREDITS)
    is_recognised = models.BooleanField(_("recognised"), default=True)
    ects_recognised = models.DecimalField(
        _("ECTS credits recognised"), max_digits=5, decimal_places=1, validators=CREDITS
    )
    not_recognised_because = models.CharField(_("why not"), max_length=500, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("noted by")
    )
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)

    class Meta:
        verbose_name = _("result of a component")
        verbose_name_plural = _("results of components")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_recognised=True) | ~Q(not_recognised_because=""),
                name="component_result_says_why_not_recognised",
            ),
            models.CheckConstraint(
                condition=Q(is_recognised=True) | Q(ects_recognised=0), name="component_result_credits_of_recognised"
            ),
        ]

    def __str__(self):
        return str(self.component)
