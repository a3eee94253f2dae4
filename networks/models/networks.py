from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core import history
from core.in_languages import english_or_swedish
from core.search_text import Searchable
from networks.enums import CountKind, DayPrecision, NetworkKind
from networks.querysets import NetworkCountQuerySet, NetworkQuerySet


@history.track()
class Network(Searchable, models.Model):
    """A network, alliance or consortium that universities belong to. Written by ``networks.services`` alone.

    ``starts_on`` and ``ends_on`` are the network's own life, the days of the funding those of a grant of it.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=NetworkKind, default=NetworkKind.THEMATIC)
    name_en = models.CharField(_("name in English"), max_length=200)
    name_sv = models.CharField(_("name in Swedish"), max_length=200, blank=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    description_en = models.TextField(_("description in English"), max_length=4000, blank=True)
    description_sv = models.TextField(_("description in Swedish"), max_length=4000, blank=True)
    starts_on = models.DateField(_("exists since"), null=True, blank=True)
    ends_on = models.DateField(_("exists until"), null=True, blank=True)
    funding = models.CharField(_("funded by"), max_length=200, blank=True)
    funding_amount = models.DecimalField(
        _("amount of the funding (euro)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    funding_starts_on = models.DateField(_("funded from"), null=True, blank=True)
    funding_ends_on = models.DateField(_("funded until"), null=True, blank=True)
    fee_amount = models.DecimalField(
        _("fee"), max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    fee_currency = models.CharField(_("currency of the fee"), max_length=3, default="EUR", blank=True)
    fee_due_on = models.DateField(_("next fee due on"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    remarks = models.TextField(
        _("remarks of the office"), max_length=4000, blank=True, help_text=_("Never shown to the public.")
    )
    is_published = models.BooleanField(_("shown on the public site"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ("name_en", "pk")
        indexes = [*Searchable.Meta.indexes]
        constraints = [
            models.UniqueConstraint(
                fields=["name_en"],
                name="network_name_once",
                violation_error_message=_("There is a network of this name."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="network_days_in_order",
                violation_error_message=_("It would end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(funding_starts_on__isnull=True)
                | Q(funding_ends_on__isnull=True)
                | Q(funding_ends_on__gte=F("funding_starts_on")),
                name="network_funding_in_order",
                violation_error_message=_("The funding would end before it begins."),
            ),
        ]

    def __str__(self):
        return self.short_name or self.name

    def get_absolute_url(self):
        return reverse("networks:network_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return []  # a network is the university's

    @property
    def website_in_short(self) -> str:
        """The address as people say it."""
        return self.website.partition("//")[2].removeprefix("www.").rstrip("/")

    @property
    def next_end_in_words(self) -> str:
        """What happens on ``ends_next_on`` (``NetworkQuerySet.with_next_end``)."""
        days = ((self.fee_due_on, _("fee")), (self.funding_ends_on, _("end of the funding")), (self.ends_on, _("end")))
        return next((str(words) for day, words in days if day == self.ends_next_on), "")

    @property
    def name(self) -> str:
        return english_or_swedish(self.name_en, self.name_sv)

    @property
    def description(self) -> str:
        return english_or_swedish(self.description_en, self.description_sv)


@history.track()
class NetworkCount(models.Model):
    """A number somebody gave of a network, on a day and with its source: the next one does not overwrite it."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="counts", verbose_name=_("network"))
    kind = models.CharField(_("what was counted"), max_length=20, choices=CountKind, default=CountKind.PARTICIPANTS)
    number = models.PositiveIntegerField(_("number"))
    is_about = models.BooleanField(_("is only about right"), default=False)
    counted_on = models.DateField(_("as of"))
    precision = models.CharField(
        _("how exactly the day is known"), max_length=5, choices=DayPrecision, default=DayPrecision.DAY
    )
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = NetworkCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of a network")
        verbose_name_plural = _("counts of networks")
        ordering = ("kind", "-counted_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "kind", "counted_on"],
                name="network_count_once_a_day",
                violation_error_message=_("This is counted for that day already."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.number}"

    @property
    def day_in_words(self) -> str:
        """The day it is said of, no more exactly than it is known."""
        formats = {DayPrecision.MONTH: "YEAR_MONTH_FORMAT", DayPrecision.YEAR: "Y"}
        return date_format(self.counted_on, formats.get(DayPrecision(self.precision), "DATE_FORMAT"))
