"""What an administrator decides about assessments: what is asked, who decides, for how long, and who needs one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from core import history
from core.in_languages import english_or_swedish
from partners.enums import DeciderScope, PartnerPlace, QuestionGroup, RiskLevel
from reference.models import Country, SuppliedRow

# Roles that can be asked to decide; ``partners.decide_as_<role>`` is the right of those who may.
DECIDING_ROLES = (Role.COORDINATOR, Role.HEAD, Role.OFFICER, Role.SECURITY_COORDINATOR)
DECIDING_ROLE_CHOICES = [(role.value, role.label) for role in DECIDING_ROLES]


@history.track()
class AssessmentQuestion(SuppliedRow):
    """One question about a partner (DD-02). Answers keep the words in which it was asked."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    group = models.CharField(_("heading"), max_length=20, choices=QuestionGroup)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=100)
    title_en = models.CharField(_("title in English"), max_length=120)
    title_sv = models.CharField(_("title in Swedish"), max_length=120, blank=True)
    wording_en = models.TextField(_("question in English"))
    wording_sv = models.TextField(_("question in Swedish"), blank=True)
    always_in_words = models.BooleanField(
        _("always answered in words"),
        default=False,
        help_text=_("Otherwise words are asked for where there is a concern."),
    )
    source = models.CharField(_("source"), max_length=100, blank=True)
    is_active = models.BooleanField(_("is asked"), default=True)

    class Meta:
        verbose_name = _("question of assessments")
        verbose_name_plural = _("questions of assessments")
        ordering = ("position", "code")

    def __str__(self):
        return english_or_swedish(self.title_en, self.title_sv)

    @property
    def wording(self) -> str:
        return english_or_swedish(self.wording_en, self.wording_sv)


@history.track()
class AssessmentRule(SuppliedRow):
    """What follows from a level of risk (DD-05): how long a decision holds. Who decides: ``deciders``."""

    level = models.CharField(_("level"), max_length=10, choices=RiskLevel, primary_key=True)
    months_valid = models.PositiveSmallIntegerField(
        _("valid for (months)"), null=True, blank=True, help_text=_("Empty: until an agreement is renewed.")
    )
    source = models.CharField(_("source"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("rule of a risk level")
        verbose_name_plural = _("rules of risk levels")
        constraints = [
            models.CheckConstraint(
                condition=Q(months_valid__isnull=True) | Q(months_valid__range=(1, 120)),
                name="assessment_rule_months_in_reason",
            )
        ]

    def __str__(self):
        return str(self.get_level_display())


@history.track()
class AssessmentDecider(SuppliedRow):
    """Somebody whose decision a level of risk needs; all of a level must agree, each another person."""

    rule = models.ForeignKey(AssessmentRule, models.CASCADE, related_name="deciders", verbose_name=_("level"))
    role = models.CharField(_("role"), max_length=30, choices=DECIDING_ROLE_CHOICES)
    scope = models.CharField(_("in which unit"), max_length=20, choices=DeciderScope)
    is_active = models.BooleanField(_("decides"), default=True)

    class Meta:
        verbose_name = _("decider")
        verbose_name_plural = _("deciders")
        ordering = ("rule", "pk")
        constraints = [models.UniqueConstraint(fields=["rule", "role", "scope"], name="assessment_decider_once")]

    def __str__(self):
        return f"{self.get_role_display()}: {self.get_scope_display()}"


@history.track()
class AssessmentNeed(SuppliedRow):
    """Whether an agreement waits for an assessment of a partner in a place or country.

    A row for the country comes before one for the place, one for the kind of agreement before one for every kind.
    """

    place = models.CharField(_("where the partner is"), max_length=20, choices=PartnerPlace, blank=True)
    country = models.ForeignKey(
        Country, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("or in which country")
    )
    agreement_kind = models.CharField(
        _("kind of agreement"), max_length=20, blank=True, help_text=_("Empty: every kind.")
    )
    is_needed = models.BooleanField(_("assessment needed"), default=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("need of an assessment")
        verbose_name_plural = _("needs of assessments")
        ordering = ("place", "country", "agreement_kind")
        constraints = [
            models.CheckConstraint(
                condition=Q(place="", country__isnull=False) | (~Q(place="") & Q(country__isnull=True)),
                name="assessment_need_place_or_country",
                violation_error_message=_("Give a place or a country, not both."),
            ),
            models.UniqueConstraint(
                fields=["place", "country", "agreement_kind"], nulls_distinct=False, name="assessment_need_once"
            ),
        ]

    def __str__(self):
        where = str(self.country) if self.country_id else str(self.get_place_display())
        return f"{where}: {_('needed') if self.is_needed else _('not needed')}"
