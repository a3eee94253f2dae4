"""What was said and sent while an agreement is negotiated."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.enums import EntryKind, Passing
from agreements.models.agreements import Agreement
from agreements.models.documents import Document
from agreements.querysets import NegotiationEntryQuerySet
from core import history
from partners.models import Contact

HOURS_TO_CORRECT = 24


@history.track(exclude=("written_by", "written_at"))
class NegotiationEntry(models.Model):
    """One thing that happened with the partner on a day. Written by ``services.negotiation`` alone.

    ``passes_to`` is whose turn it became with it. Its author corrects it within a day; then it stays as it is.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="negotiation_entries")
    on = models.DateField(_("day"))
    kind = models.CharField(_("what happened"), max_length=20, choices=EntryKind)
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("with")
    )
    with_whom = models.CharField(_("with whom else"), max_length=200, blank=True)
    text = models.TextField(_("in words"), blank=True, max_length=4000)
    documents = models.ManyToManyField(Document, blank=True, related_name="+", verbose_name=_("documents"))
    passes_to = models.CharField(_("whose turn"), max_length=10, choices=Passing, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = NegotiationEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the negotiation log")
        verbose_name_plural = _("entries of the negotiation log")
        ordering = ("-on", "-pk")
        indexes = [models.Index(fields=["agreement", "kind", "-on"], name="negotiation_by_agreement")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="negotiation_kind_known"),
        ]

    def __str__(self):
        return self.get_kind_display()

    def may_be_corrected_by(self, user, now=None) -> bool:
        """By its author, within a day."""
        now = now or timezone.now()
        return self.written_by_id == user.pk and now - self.written_at < timedelta(hours=HOURS_TO_CORRECT)


@history.track(obj_field=None)
class EntryDocument(NegotiationEntry.documents.through):  # type: ignore[name-defined]  # made by Django
    """A document that belongs to an entry. Here only so that its coming and going is recorded."""

    class Meta:
        proxy = True
        verbose_name = _("document of an entry")
        verbose_name_plural = _("documents of entries")
