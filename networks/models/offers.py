from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import history
from core.in_languages import english_or_swedish
from core.search_text import Searchable
from networks.enums import OfferKind
from networks.models.networks import Network
from networks.querysets import JointOfferQuerySet, OfNetworks
from partners.merge_trigger import LeadsToSurvivor
from partners.models import Institution
from reference.models import Language


@history.track()
class JointOffer(Searchable, models.Model):
    """What members of a network offer together: a micro-module, a course, an event. One row for each edition."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="offers", verbose_name=_("network"))
    kind = models.CharField(_("kind"), max_length=20, choices=OfferKind, default=OfferKind.COURSE)
    title_en = models.CharField(_("title in English"), max_length=200)
    title_sv = models.CharField(_("title in Swedish"), max_length=200, blank=True)
    description_en = models.TextField(_("description in English"), max_length=4000, blank=True)
    description_sv = models.TextField(_("description in Swedish"), max_length=4000, blank=True)
    ects = models.DecimalField(
        _("ECTS credits"), max_digits=4, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    language = models.ForeignKey(
        Language, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("language")
    )
    term = models.CharField(_("term"), max_length=60, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    apply_from = models.DateField(_("applications from"), null=True, blank=True)
    apply_by = models.DateField(_("applications by"), null=True, blank=True)
    link = models.URLField(_("page of the offer"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_published = models.BooleanField(_("shown on the public site"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = JointOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint offer")
        verbose_name_plural = _("joint offers")
        ordering = ("-starts_on", "title_en", "pk")
        indexes = [*Searchable.Meta.indexes, models.Index(fields=["apply_by", "id"], name="joint_offer_by_window")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="joint_offer_days_in_order",
                violation_error_message=_("It would end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(apply_from__isnull=True) | Q(apply_by__isnull=True) | Q(apply_by__gte=F("apply_from")),
                name="joint_offer_window_in_order",
                violation_error_message=_("Applications would close before they open."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("networks:offer_detail", args=[self.pk])

    @property
    def title(self) -> str:
        return english_or_swedish(self.title_en, self.title_sv)

    @property
    def description(self) -> str:
        return english_or_swedish(self.description_en, self.description_sv)


@history.track()
class JointOfferPartner(models.Model):
    """One of the institutions that give a joint offer."""

    offer = models.ForeignKey(JointOffer, models.CASCADE, related_name="partners", verbose_name=_("joint offer"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="joint_offer_parts", verbose_name=_("institution")
    )
    is_coordinator = models.BooleanField(_("coordinates it"), default=False)

    objects = OfNetworks.as_manager()

    class Meta:
        verbose_name = _("partner of a joint offer")
        verbose_name_plural = _("partners of joint offers")
        ordering = ("-is_coordinator", "institution__sort_key", "pk")
        constraints = [models.UniqueConstraint(fields=["offer", "institution"], name="joint_offer_partner_once")]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return f"{self.offer}: {self.institution}"
