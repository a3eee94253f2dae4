from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import history
from reference.enums import Continent, CoordinateSource, DestinationRule, ProgrammeStatus
from reference.models.base import NamedInTwoLanguages, ReferenceRow, SuppliedRow
from reference.querysets import CountryQuerySet, DatedByCallQuerySet


@history.track()
class Country(NamedInTwoLanguages, ReferenceRow):
    """A country or territory with an ISO 3166 code. "NA" is Namibia: codes are text, never a missing value."""

    iso2 = models.CharField(_("two-letter code"), max_length=2, primary_key=True)
    iso3 = models.CharField(_("three-letter code"), max_length=3, unique=True)
    iso_numeric = models.CharField(_("numeric code"), max_length=3, blank=True)  # joins the map's shapes
    continent = models.CharField(_("continent"), max_length=20, choices=Continent)
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=4)
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4)
    coordinates_from = models.CharField(_("point taken from"), max_length=10, choices=CoordinateSource)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ("name_en",)
        constraints = [
            models.CheckConstraint(condition=Q(iso2__regex=r"^[A-Z]{2}$"), name="country_code_two_capitals"),
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)), name="country_on_the_globe"
            ),
        ]


@history.track()
class CountryAlias(SuppliedRow):
    """Another name or code people write for a country: "Suiza", "EL", "Letònia"."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="aliases", verbose_name=_("country"))
    name = models.CharField(_("name"), max_length=120, unique=True)
    language = models.CharField(_("language"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("other name of a country")
        verbose_name_plural = _("other names of countries")
        ordering = ("name",)

    def __str__(self):
        return self.name


@history.track()
class CountryStatus(ReferenceRow):
    """What a country is to Erasmus+ from one call year to another, both inclusive (KA131-01…04)."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="statuses", verbose_name=_("country"))
    valid_from_call = models.PositiveSmallIntegerField(_("from call"))
    valid_to_call = models.PositiveSmallIntegerField(_("to call"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=ProgrammeStatus)
    region = models.PositiveSmallIntegerField(
        _("region"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(14)]
    )
    region_name = models.CharField(_("name of the region"), max_length=80, blank=True)
    country_group = models.PositiveSmallIntegerField(
        _("country group"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text=_("1 has the highest cost of living. Regions 1 to 12 have none: a flat amount is paid there."),
    )
    ka131_destination = models.CharField(_("destination of KA131"), max_length=20, choices=DestinationRule)
    is_ka171_partner = models.BooleanField(_("partner in KA171"))
    counts_for_bip_minimum = models.BooleanField(_("counts for the minimum of a BIP"))
    is_ka220_partner = models.BooleanField(_("partner in KA220"))
    note = models.TextField(_("note"), blank=True)

    objects = DatedByCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("status of a country")
        verbose_name_plural = _("statuses of countries")
        ordering = ("country", "valid_from_call")
        constraints = [
            models.UniqueConstraint(fields=["country", "valid_from_call"], name="country_status_once_a_call"),
            models.CheckConstraint(
                condition=Q(valid_to_call__isnull=True) | Q(valid_to_call__gte=F("valid_from_call")),
                name="country_status_ends_after_start",
            ),
        ]

    def __str__(self):
        period = f"{self.valid_from_call}–{self.valid_to_call or ''}"
        return f"{self.country_id} {period}: {self.get_status_display()}"

    def clean(self):
        """Refuse a period that overlaps another of the same country: a call year has one answer."""
        if self.country_id is None or self.valid_from_call is None:
            return
        others = CountryStatus.objects.filter(country_id=self.country_id).exclude(pk=self.pk)
        others = others.filter(Q(valid_to_call__isnull=True) | Q(valid_to_call__gte=self.valid_from_call))
        if self.valid_to_call is not None:
            others = others.filter(valid_from_call__lte=self.valid_to_call)
        if other := others.first():
            raise ValidationError(_("This period overlaps another of the same country: %(other)s.") % {"other": other})


@history.track()
class ErasmusPrefix(ReferenceRow):
    """The letters with which a country's Erasmus codes begin ("S", "IRL"), as seen in the list of charter holders.

    To look up; ``reference.erasmus_codes`` reads the same supplied table without asking the database.
    """

    prefix = models.CharField(_("prefix"), max_length=3)
    country = models.ForeignKey(Country, models.CASCADE, related_name="erasmus_prefixes", verbose_name=_("country"))
    ec_code = models.CharField(_("country code in EU texts"), max_length=2, blank=True)
    is_prefix = models.BooleanField(_("is a real prefix"), default=True, help_text=_("Off for a typing error."))
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("prefix of Erasmus codes")
        verbose_name_plural = _("prefixes of Erasmus codes")
        ordering = ("prefix", "country")
        constraints = [models.UniqueConstraint(fields=["prefix", "country"], name="erasmus_prefix_once")]

    def __str__(self):
        return f"{self.prefix} → {self.country_id}"
