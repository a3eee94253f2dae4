from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agreements.enums import MobilityKind
from agreements.models.agreements import Agreement
from core import history
from partners.merge_trigger import LeadsToSurvivor
from partners.models import Contact, Institution
from reference.enums import CefrLevel, EqfLevel
from reference.models import IscedField, Language

IDENTIFIER = RegexValidator(r"^[!-~]{1,64}$", _("A code of Latin letters, digits and signs, without spaces."))
ABOVE_ZERO = MinValueValidator(Decimal("0.01"))


@history.track()
class Condition(models.Model):
    """One direction of one kind of mobility: the fields of an EWP mobility specification (docs/conditions.md).

    Academic years are given by the calendar year in which they begin. Duration is in months for
    students and in days for staff, the total over all people of a year (AG-05). ``is_people_undecided`` only
    ever comes from an exchange of data, and falls with the next change.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="conditions")
    sender = models.ForeignKey(Institution, models.PROTECT, related_name="sending_conditions", verbose_name=_("from"))
    receiver = models.ForeignKey(Institution, models.PROTECT, related_name="receiving_conditions", verbose_name=_("to"))
    kind = models.CharField(_("kind"), max_length=30, choices=MobilityKind)
    first_year = models.PositiveSmallIntegerField(_("first academic year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("last academic year"), null=True, blank=True)
    people_per_year = models.PositiveSmallIntegerField(
        _("people a year"), null=True, blank=True, validators=[MaxValueValidator(9999)]
    )
    is_people_undecided = models.BooleanField(_("number not yet decided"), default=False, editable=False)
    total_months = models.DecimalField(
        _("months in all"), max_digits=7, decimal_places=2, null=True, blank=True, validators=[ABOVE_ZERO]
    )
    total_days = models.DecimalField(
        _("days in all"), max_digits=7, decimal_places=2, null=True, blank=True, validators=[ABOVE_ZERO]
    )
    is_blended = models.BooleanField(_("blended"), null=True, blank=True)
    eqf_levels = ArrayField(
        models.PositiveSmallIntegerField(choices=EqfLevel), default=list, blank=True, verbose_name=_("levels")
    )
    fields = models.ManyToManyField(
        IscedField, through="ConditionField", related_name="conditions", verbose_name=_("fields")
    )
    terms = models.TextField(_("other terms"), blank=True)
    sender_unit = models.CharField(_("unit that sends (its code)"), max_length=64, blank=True, validators=[IDENTIFIER])
    receiver_unit = models.CharField(
        _("unit that receives (its code)"), max_length=64, blank=True, validators=[IDENTIFIER]
    )
    sender_contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact at the sender")
    )
    receiver_contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact at the receiver")
    )

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ("kind", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(first_year__isnull=True) | Q(last_year__gte=F("first_year")),
                name="condition_years_in_order",
            ),
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="condition_between_two"),
        ]
        triggers = [LeadsToSurvivor(field="sender"), LeadsToSurvivor(field="receiver")]

    def __str__(self):
        return f"{self.sender} → {self.receiver}: {self.get_kind_display()}"

    @property
    def is_outgoing(self) -> bool:
        """Whether our people go: the home institution sends."""
        return self.sender.is_home

    @property
    def direction_words(self) -> str:
        """Who goes where, said from our side where we are one of the two."""
        if self.sender.is_home:
            return _("We send to %(partner)s") % {"partner": self.receiver}
        if self.receiver.is_home:
            return _("We receive from %(partner)s") % {"partner": self.sender}
        return f"{self.sender} → {self.receiver}"

    @property
    def years_words(self) -> str:
        """The academic years it holds for: "2026/27 – 2028/29"; "" where none are said."""
        first, last = (f"{year}/{(year + 1) % 100:02}" if year else "…" for year in (self.first_year, self.last_year))
        return f"{first} – {last}" if self.first_year or self.last_year else ""

    @property
    def level_words(self) -> str:
        """“Bachelor, master”: the levels without their numbers."""
        names = (str(EqfLevel(level).label).rpartition(", ")[2] for level in sorted(self.eqf_levels))
        return capfirst(", ".join(names))

    @property
    def length_words(self) -> str:
        """How long all of them together, in months for students and days for staff."""
        if self.total_months is not None:
            return _("%(months)s months in all") % {"months": f"{self.total_months.normalize():f}"}
        return _("%(days)s days in all") % {"days": f"{self.total_days.normalize():f}"} if self.total_days else ""


@history.track()
class ConditionField(models.Model):
    """A four-digit ISCED-F field a condition covers, with the partners' own words for it."""

    condition = models.ForeignKey(Condition, models.CASCADE, related_name="condition_fields")
    isced_field = models.ForeignKey(IscedField, models.PROTECT, related_name="+", verbose_name=_("field"))
    clarification = models.CharField(_("clarification"), max_length=200, blank=True)
    earlier_code = models.CharField(_("code before version 7"), max_length=3, blank=True, editable=False)

    class Meta:
        verbose_name = _("field of a condition")
        verbose_name_plural = _("fields of conditions")
        ordering = ("isced_field",)
        constraints = [models.UniqueConstraint(fields=["condition", "isced_field"], name="condition_field_once")]

    def __str__(self):
        return str(self.isced_field)


@history.track()
class ConditionLanguage(models.Model):
    """A language and the level recommended for it, for all fields of the condition or one of them."""

    condition = models.ForeignKey(Condition, models.CASCADE, related_name="languages")
    language = models.ForeignKey(Language, models.PROTECT, related_name="+", verbose_name=_("language"))
    level = models.CharField(_("level"), max_length=2, choices=CefrLevel, blank=True)
    isced_field = models.ForeignKey(
        IscedField, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for the field")
    )
    is_undecided = models.BooleanField(_("not yet decided"), default=False, editable=False)

    class Meta:
        verbose_name = _("language of a condition")
        verbose_name_plural = _("languages of conditions")
        ordering = ("language",)
        constraints = [
            models.UniqueConstraint(
                fields=["condition", "language", "isced_field"], nulls_distinct=False, name="condition_language_once"
            )
        ]

    def __str__(self):
        return " ".join(
            filter(None, [str(self.language), self.level, self.isced_field_id and f"({self.isced_field_id})"])
        )
