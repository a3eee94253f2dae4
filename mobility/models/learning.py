"""What a student does abroad and what it counts for at home, agreed by three in versions (KA131-52 to 58)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from core.state_trigger import StateMachine
from mobility.learning.enums import VERSION_EDGES, LearningKind, SigningRole, VersionState
from mobility.learning.querysets import OfStayQuerySet, VersionQuerySet
from mobility.learning.triggers import KeepsWhatAllSigned
from mobility.models.mobilities import Mobility
from partners.models import Contact


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
    def is_of_trainee(self) -> bool:
        """Whether it has the form of traineeships: a programme of work, and no courses."""
        return self.kind == LearningKind.TRAINEESHIP

    @property
    def awaited(self) -> str:
        """Whose signature comes next."""
        return VersionState(self.state).awaited

    def get_awaited_display(self) -> str:
        """Whose signature comes next, in words."""
        return str(SigningRole(self.awaited).label) if self.awaited else ""
