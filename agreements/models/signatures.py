"""Who signed an agreement for each of its parties, with what authority, and when (AG-15)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.enums import Authority
from agreements.models.amendments import Amendment
from agreements.models.kinds_and_levels import ForKindAndLevel, in_the_readers_language
from agreements.models.parties import Party
from core import history


@history.track()
class SigningAuthority(ForKindAndLevel):
    """Who signs for us, by kind and level, as the delegation order of the house has it. Kept by administrators."""

    who_en = models.CharField(_("who signs, in English"), max_length=200)
    who_sv = models.CharField(_("who signs, in Swedish"), max_length=200, blank=True)

    class Meta(ForKindAndLevel.Meta):
        verbose_name = _("authority to sign")
        verbose_name_plural = _("authorities to sign")

    def __str__(self):
        return in_the_readers_language(self, "who")


class SignedByAParty(models.Model):
    """Who signed for a party, with what authority, when. Written by ``services.signatures`` alone."""

    name = models.CharField(_("signed by"), max_length=200)
    function = models.CharField(_("function"), max_length=200, blank=True)
    authority = models.CharField(_("authority"), max_length=20, choices=Authority, default=Authority.OFFICE)
    authority_note = models.CharField(_("what gives the authority"), max_length=200, blank=True)
    signed_on = models.DateField(_("signed on"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


@history.track(exclude=("recorded_by", "recorded_at"))
class Signature(SignedByAParty):
    """That a party has signed the agreement; it falls when a term is changed."""

    party = models.OneToOneField(Party, models.CASCADE, related_name="signature", verbose_name=_("party"))

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ("party",)
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="signature_has_a_name")]


@history.track(exclude=("recorded_by", "recorded_at"))
class AmendmentSignature(SignedByAParty):
    """That a party has signed an amendment; it falls when a proposed term is changed."""

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="signatures")
    party = models.ForeignKey(Party, models.CASCADE, related_name="amendment_signatures", verbose_name=_("party"))

    class Meta:
        verbose_name = _("signature of an amendment")
        verbose_name_plural = _("signatures of amendments")
        ordering = ("party",)
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="amendment_signature_has_a_name"),
            models.UniqueConstraint(fields=["amendment", "party"], name="amendment_signature_once"),
        ]
