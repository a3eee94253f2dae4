"""Who has signed a learning agreement, and the addresses by which those without an account do."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import history
from mobility.learning.enums import SigningRole, WindowUnit
from mobility.learning.querysets import SigningLinkQuerySet
from mobility.models.learning import LearningAgreementVersion
from reference.models import NamedInTwoLanguages, ReferenceRow


@history.track(exclude=("nonce", "token_hash"))
class SigningLink(models.Model):
    """An address by which one person signs or rejects one version, once (``core.one_act_links``)."""

    version = models.ForeignKey(LearningAgreementVersion, models.CASCADE, related_name="links")
    role = models.CharField(_("who signs"), max_length=10, choices=SigningRole)
    to_name = models.CharField(_("to"), max_length=200)
    to_address = models.EmailField(_("address"))
    nonce = models.CharField(max_length=64, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    objects = SigningLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to sign")
        verbose_name_plural = _("requests to sign")
        ordering = ("-created_at", "-pk")

    def __str__(self):
        return f"{self.get_role_display()}: {self.to_name}"

    @property
    def is_usable(self) -> bool:
        return not self.revoked_at and not self.used_at and timezone.now() < self.expires_at


@history.track()
class LearningSignature(models.Model):
    """That somebody signed a version: who, when, from which link, and what exactly. Never from which computer."""

    version = models.ForeignKey(LearningAgreementVersion, models.CASCADE, related_name="signatures")
    role = models.CharField(_("for"), max_length=10, choices=SigningRole)
    name = models.CharField(_("name"), max_length=200)
    signed_at = models.DateTimeField(_("signed"), default=timezone.now)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    link = models.ForeignKey(SigningLink, models.PROTECT, null=True, blank=True, related_name="signatures")
    content_sha256 = models.CharField(_("checksum of what was signed"), max_length=64)

    class Meta:
        verbose_name = _("signature of a learning agreement")
        verbose_name_plural = _("signatures of learning agreements")
        ordering = ("signed_at", "pk")
        constraints = [models.UniqueConstraint(fields=["version", "role"], name="learning_signed_once_by_each")]

    def __str__(self):
        return self.name


@history.track()
class ProcessWindow(NamedInTwoLanguages, ReferenceRow):
    """How long something about a stay may take (KA131-55, 57): supplied, edited by administrators."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    length = models.PositiveSmallIntegerField(_("how long"))
    unit = models.CharField(_("unit"), max_length=10, choices=WindowUnit, default=WindowUnit.WEEKS)
    rule = models.CharField(_("rule"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("time allowed for a step of a stay")
        verbose_name_plural = _("times allowed for steps of stays")
        ordering = ("code",)

    def __str__(self):
        return self.name

    @property
    def words(self) -> str:
        """How long, in words."""
        if self.unit == WindowUnit.WEEKS:
            return ngettext("%(count)s week", "%(count)s weeks", self.length) % {"count": self.length}
        return ngettext("%(count)s day", "%(count)s days", self.length) % {"count": self.length}

    @property
    def days(self) -> int:
        return self.length * (7 if self.unit == WindowUnit.WEEKS else 1)
