from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core import history
from core.search_text import Searchable
from partners.enums import CodeScheme, ContactRole, CoordinatesPrecision, InstitutionKind, InstitutionStatus
from partners.exchange_facts import ExchangeFacts
from partners.merge_trigger import LeadsToSurvivor
from partners.querysets import ContactQuerySet, InstitutionQuerySet
from reference.erasmus_codes import display
from reference.models import Country


@history.track(exclude=("sort_key", "charter_listed_on", "charter_facts"))
class Institution(ExchangeFacts, Searchable, models.Model):
    """An organisation we may work with: one row for a university, whoever told us of it.

    ``legal_name`` is kept to the letter as a register gives it, ``name`` is how people read it.
    Written by ``partners.services`` and the charter import alone: both keep ``search_text`` and ``sort_key``.
    """

    name = models.CharField(_("name"), max_length=300)
    legal_name = models.CharField(_("legal name"), max_length=300, blank=True)
    native_name = models.CharField(_("name in its own language"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=InstitutionKind, default=InstitutionKind.HIGHER_EDUCATION)
    status = models.CharField(_("status"), max_length=20, choices=InstitutionStatus, default=InstitutionStatus.PROSPECT)
    country = models.ForeignKey(Country, models.PROTECT, related_name="institutions", verbose_name=_("country"))
    city = models.CharField(_("city"), max_length=150, blank=True)
    street = models.CharField(_("street"), max_length=250, blank=True)
    post_code = models.CharField(_("post code"), max_length=50, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    coordinates_precision = models.CharField(
        _("precision of the coordinates"), max_length=10, choices=CoordinatesPrecision, blank=True
    )
    website = models.URLField(_("website"), max_length=500, blank=True)

    erasmus_code = models.CharField(
        _("Erasmus code"), max_length=20, blank=True, help_text=_("For example S  KARLSKR01.")
    )
    pic = models.CharField(_("PIC"), max_length=9, blank=True)
    oid = models.CharField(_("OID"), max_length=12, blank=True)
    schac = models.CharField(
        _("SCHAC code"), max_length=100, blank=True, help_text=_("The domain name, for example bth.se.")
    )
    charter_number = models.CharField(_("charter proposal number"), max_length=20, blank=True)
    charter_starts_on = models.DateField(_("charter valid from"), null=True, blank=True)
    charter_ends_on = models.DateField(_("charter valid to"), null=True, blank=True)
    charter_listed_on = models.DateField(_("last seen on the charter list of"), null=True, blank=True)
    charter_missing_since = models.DateField(_("missing from the charter list since"), null=True, blank=True)

    # What the list said when last read: the next edition changes only what differs from it, not what people corrected.
    charter_facts = models.JSONField(default=dict, blank=True, editable=False)

    succeeded_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="predecessors", verbose_name=_("succeeded by")
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closing_reason = models.TextField(_("why it closed"), blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="absorbed",
        verbose_name=_("merged into"),
        editable=False,
    )
    factsheet_confirmed_on = models.DateField(_("factsheet confirmed on"), null=True, blank=True, editable=False)
    description = models.TextField(_("public description"), blank=True)
    remarks = models.TextField(_("remarks of the office"), blank=True, help_text=_("Never shown to the public."))

    sort_key = models.CharField(max_length=300, editable=False, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ("sort_key", "pk")
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(fields=["sort_key", "id"], name="institution_by_name"),
            models.Index(fields=["country", "sort_key"], name="institution_by_country"),
            models.Index(fields=["status", "sort_key", "id"], name="institution_by_status"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["erasmus_code"], condition=~Q(erasmus_code=""), name="institution_erasmus_code_once"
            ),
            models.UniqueConstraint(fields=["pic"], condition=~Q(pic=""), name="institution_pic_once"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="institution_coordinates_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(charter_ends_on__isnull=True) | Q(charter_ends_on__gte=models.F("charter_starts_on")),
                name="institution_charter_period_in_order",
            ),
            models.CheckConstraint(condition=~Q(merged_into=models.F("pk")), name="institution_not_merged_into_itself"),
            models.CheckConstraint(
                condition=~Q(succeeded_by=models.F("pk")), name="institution_not_succeeded_by_itself"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True)
                | Q(status=InstitutionStatus.CLOSED, erasmus_code="", pic="", oid="", schac=""),
                name="institution_merged_is_closed_and_has_no_codes",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:institution_detail", args=[self.pk])

    @property
    def due_diligence_url(self) -> str:
        """Where one reads whether we may work with it."""
        return reverse("partners:institution_due_diligence", args=[self.pk])

    @property
    def status_tone(self) -> str:
        """Which of the pill colours the status wears."""
        return InstitutionStatus(self.status).tone

    @property
    def charter_is_valid(self) -> bool:
        """Whether the charter for higher education covers today (KA131-10)."""
        return self.holds_charter(timezone.localdate())

    def holds_charter(self, on) -> bool:
        """Whether the charter for higher education covers the day."""
        ends_on, starts_on = self.charter_ends_on, self.charter_starts_on
        return ends_on is not None and ends_on >= on and (starts_on is None or starts_on <= on)

    @property
    def kind_if_unusual(self) -> str:
        """The kind in words where it is not the one that nearly all have."""
        return "" if self.kind == InstitutionKind.HIGHER_EDUCATION else self.get_kind_display()

    @property
    def code_shown(self) -> str:
        """The Erasmus code for a page, its padding kept."""
        return display(self.erasmus_code)

    @property
    def is_closed(self) -> bool:
        return self.status == InstitutionStatus.CLOSED

    @property
    def is_home(self) -> bool:
        """Whether this is the university whose portal this is."""
        return bool(self.erasmus_code) and self.erasmus_code == settings.HOME_INSTITUTION

    @property
    def slug(self) -> str:
        """Readable part of a public address; the number beside it is what identifies."""
        return slugify(self.sort_key)[:60] or "partner"


@history.track()
class Alias(models.Model):
    """Another name by which people look for an institution: a former name, an acronym, another language."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="aliases")
    name = models.CharField(_("other name"), max_length=300)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["institution", "name"], name="alias_once")]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return self.name


@history.track()
class FormerCode(models.Model):
    """A code an institution had, or that came to it by a merger: it still finds it, and imports still know it."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="former_codes")
    scheme = models.CharField(_("scheme"), max_length=10, choices=CodeScheme)
    code = models.CharField(_("code"), max_length=100)

    class Meta:
        verbose_name = _("former code")
        verbose_name_plural = _("former codes")
        ordering = ("scheme", "code")
        indexes = [models.Index(fields=["scheme", "code"], name="former_code_by_code")]
        constraints = [
            models.UniqueConstraint(fields=["institution", "scheme", "code"], name="former_code_once"),
            models.CheckConstraint(condition=~Q(code=""), name="former_code_is_written"),
        ]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return display(self.code)


@history.track()
class Contact(Searchable, models.Model):
    """A person or office at a partner. Never public; shown to those who write to partners."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="contacts", verbose_name=_("partner"))
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=30, choices=ContactRole, default=ContactRole.OTHER)
    partner_unit = models.CharField(_("their unit"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    remarks = models.TextField(_("remarks"), blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ("name",)
        indexes = Searchable.Meta.indexes
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="contact_period_in_order",
            )
        ]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:institution_contacts", args=[self.institution_id])

    @property
    def is_former(self) -> bool:
        return self.valid_to is not None and self.valid_to < timezone.localdate()
