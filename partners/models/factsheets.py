"""What a partner confirms or corrects about itself by a link of its own, without an account."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from partners.enums import LinkState, ProposalKind, ProposalState
from partners.factsheets.querysets import FactsheetLinkQuerySet, FactsheetProposalQuerySet
from partners.merge_trigger import LeadsToSurvivor
from partners.models.institutions import Contact, Institution


@history.track(exclude=("nonce", "token_hash"))
class FactsheetLink(models.Model):
    """One address by which one partner looks through what is said about it, once. Written by ``factsheets`` alone.

    The address itself is nowhere: ``token_hash`` recognises it, and ``nonce`` makes it only together with the secret
    key of the installation (``factsheets.links``).
    """

    institution = models.ForeignKey(
        Institution, models.CASCADE, related_name="factsheet_links", verbose_name=_("partner")
    )
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+", verbose_name=_("contact"))
    to_name = models.CharField(_("to"), max_length=200)
    nonce = models.CharField(max_length=64, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.CharField(_("answered by"), max_length=200, blank=True)
    remark = models.TextField(_("remark of the partner"), max_length=2000, blank=True)

    objects = FactsheetLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to confirm a factsheet")
        verbose_name_plural = _("requests to confirm factsheets")
        ordering = ("-created_at", "-pk")
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return self.to_name

    def get_absolute_url(self):
        return reverse("partners:institution_factsheet", args=[self.institution_id])

    @property
    def is_open(self) -> bool:
        return self.state == LinkState.OPEN

    @property
    def state(self) -> LinkState:
        if self.answered_at:
            return LinkState.ANSWERED
        if self.revoked_at:
            return LinkState.REVOKED
        return LinkState.OPEN if timezone.now() < self.expires_at else LinkState.EXPIRED


@history.track()
class FactsheetProposal(models.Model):
    """One correction by a partner, until the office accepts or refuses it. Written by ``factsheets.proposals`` alone.

    ``field`` names a column of the institution or of ``contact``; a contact that is new has its columns in ``values``.
    """

    link = models.ForeignKey(FactsheetLink, models.CASCADE, related_name="proposals")
    institution = models.ForeignKey(
        Institution, models.CASCADE, related_name="factsheet_proposals", verbose_name=_("partner")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ProposalKind)
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+", verbose_name=_("contact"))
    contact_name = models.CharField(_("contact"), max_length=200, blank=True)
    field = models.CharField(_("field"), max_length=30, blank=True)
    before = models.TextField(_("was"), blank=True)
    after = models.TextField(_("becomes"), blank=True)
    values = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = FactsheetProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction by a partner")
        verbose_name_plural = _("corrections by partners")
        ordering = ("pk",)
        indexes = [models.Index(fields=["institution"], name="proposal_open", condition=Q(state="open"))]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return self.field or self.contact_name
