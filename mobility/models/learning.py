"""What a student does abroad and what it counts for at home, agreed by three in versions (KA131-52 to 58)."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from core.state_trigger import StateMachine
from mobility.enums import Term
from mobility.learning.enums import (
    VERSION_EDGES,
    Change,
    ChangeReason,
    ComponentKind,
    LearningKind,
    SigningRole,
    VersionState,
)
from mobility.learning.querysets import OfStayQuerySet, VersionQuerySet
from mobility.learning.triggers import KeepsWhatAllSigned, StaysAsSigned
from mobility.models.mobilities import Mobility
from partners.models import Contact
from reference.models import Language

CREDITS = (MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(400)))


@history.track()
class LearningAgreement(models.Model):
    """The learning agreement of one stay; what is agreed stands in its versions. Written by ``learning.services``."""

    mobility = models.OneToOneField(Mobility, models.CASCADE, related_name="learning_agreement")
    transcript_on = models.DateField(_("transcript of records received on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OfStayQuerySet.as_manager()

    class Meta:
        verbose_name = _("learning agreement")
        verbose_name_plural = _("learning agreements")

    def __str__(self):
        return str(_("Learning agreement of %(person)s") % {"person": self.mobility.participant})

    def get_absolute_url(self):
        return reverse("mobility:learning_detail", args=[self.mobility_id])

    def unit_paths_of_rights(self):
        return self.mobility.unit_paths_of_rights()


@history.track(exclude=("content",))
class LearningAgreementVersion(models.Model):
    """One version, signed by student, sending and receiving institution in this order, or none of it holds.

    ``content`` is all that was signed, as it stood at the first signature, and ``content_sha256`` its checksum. What
    all have signed is never deleted. At most one version is being written or signed, at most one is valid.
    """

    agreement = models.ForeignKey(LearningAgreement, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=20, choices=LearningKind, default=LearningKind.LONG_TERM)
    state = models.CharField(
        _("state"), max_length=20, choices=VersionState, default=VersionState.DRAFT, editable=False
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    partner_contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact at the partner")
    )
    partner_signer = models.CharField(_("who signs for the partner"), max_length=200, blank=True)
    partner_email = models.EmailField(_("their e-mail address"), blank=True)
    catalogue_url = models.URLField(_("course catalogue of the receiving institution"), max_length=300, blank=True)
    provisions = models.TextField(_("what holds if parts are not completed"), blank=True, max_length=2000)
    late_because = models.CharField(_("why it is changed after the window"), max_length=500, blank=True)
    rejected_because = models.TextField(_("why it was rejected"), blank=True, max_length=2000, editable=False)
    content = models.JSONField(default=dict, blank=True, editable=False)
    content_sha256 = models.CharField(_("checksum of what was signed"), max_length=64, blank=True, editable=False)
    signed_at = models.DateTimeField(_("signed by all"), null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a learning agreement")
        verbose_name_plural = _("versions of learning agreements")
        ordering = ("agreement", "-number")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="learning_version_once"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(state__in=VersionState.open), name="learning_version_one_open"
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(state__in=VersionState.valid), name="learning_version_one_valid"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="learning_version_period_in_order"),
            models.CheckConstraint(
                condition=~Q(state__in=VersionState.valid) | Q(signed_at__isnull=False),
                name="learning_version_valid_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state=VersionState.REJECTED) | ~Q(rejected_because=""),
                name="learning_version_rejected_with_a_reason",
            ),
        ]
        triggers = [StateMachine(field="state", edges=VERSION_EDGES), KeepsWhatAllSigned()]

    def __str__(self):
        return str(_("Version %(number)s") % {"number": self.number})

    def get_absolute_url(self):
        return reverse("mobility:learning_version", args=[self.agreement.mobility_id, self.number])

    def unit_paths_of_rights(self):
        return self.agreement.unit_paths_of_rights()

    @property
    def stay(self) -> Mobility:
        return self.agreement.mobility

    @property
    def state_tone(self) -> str:
        return VersionState(self.state).tone

    @property
    def is_editable(self) -> bool:
        return self.state in VersionState.editable

    @property
    def is_open(self) -> bool:
        return self.state in VersionState.open

    @property
    def is_valid(self) -> bool:
        return self.state in VersionState.valid

    @property
    def awaited(self) -> str:
        """Whose signature comes next."""
        return VersionState(self.state).awaited

    def get_awaited_display(self) -> str:
        """Whose signature comes next, in words."""
        return str(SigningRole(self.awaited).label) if self.awaited else ""


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
