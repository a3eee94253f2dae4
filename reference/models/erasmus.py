"""Amounts, limits and dates of the programme, each by call year: configuration, never constants (RULES, head)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from core import history
from reference.enums import GrantPurpose, StudentTravel
from reference.models.base import NamedInTwoLanguages, ReferenceRow
from reference.querysets import CallDeadlineQuerySet, DatedByCallQuerySet
from reference.time_zones import check_time_zone

# When a call closes, as PostgreSQL counts it. A time zone that it does not know raises, so the constraint asks once.
# Keywords stand in alphabetical order, as a migration writes them: in another the two would never compare equal.
CALL_CLOSES_AT = Func(
    F("time_zone"),
    Func(F("due_on"), F("due_time"), arg_joiner=" + ", template="(%(expressions)s)"),
    function="timezone",
    output_field=models.DateTimeField(),
)


@history.track()
class CallYearParameter(ReferenceRow):
    """One number or date of the rules in one call year: ``bip_min_learners`` is 15 in 2023, 10 in 2024."""

    name = models.CharField(_("name"), max_length=60)
    call_year = models.PositiveSmallIntegerField(_("call year"))
    value = models.CharField(_("value"), max_length=40, help_text=_("A whole number, or a day of the year as MM-DD."))
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("parameter of a call year")
        verbose_name_plural = _("parameters of call years")
        ordering = ("name", "call_year")
        constraints = [models.UniqueConstraint(fields=["name", "call_year"], name="parameter_once_a_call")]

    def __str__(self):
        return f"{self.name} {self.call_year}: {self.value}"


@history.track()
class Rule(NamedInTwoLanguages, ReferenceRow):
    """A rule of the field by its number, in a few words: what a finding or a line of a grant rests on."""

    code = models.CharField(_("number"), max_length=20, unique=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ("code",)


@history.track()
class GrantRate(ReferenceRow):
    """One line of the tables of grants, in euro. A range has minimum and maximum, a fixed rate the fixed amount.

    ``scheme``, ``mobility_type`` and ``country_group`` keep the table's own words ("KA131|KA171", "1|2").
    A row with ``agency_country`` was chosen in that country, by its national agency or a university within its range.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    rule = models.CharField(
        _("rule"), max_length=40, blank=True, help_text=_("The number of the rule it follows: KA131-31.")
    )
    purpose = models.CharField(_("what it pays"), max_length=20, choices=GrantPurpose, default=GrantPurpose.INDIVIDUAL)
    scheme = models.CharField(_("scheme"), max_length=40)
    participant = models.CharField(_("participant"), max_length=20)
    flow = models.CharField(_("direction"), max_length=40, blank=True)
    mobility_type = models.CharField(_("type of mobility"), max_length=80, blank=True)
    valid_from_call = models.PositiveSmallIntegerField(_("from call"))
    valid_to_call = models.PositiveSmallIntegerField(_("to call"), null=True, blank=True)
    country_group = models.CharField(_("country group"), max_length=20, blank=True)
    day_from = models.PositiveSmallIntegerField(_("from day"), null=True, blank=True)
    day_to = models.PositiveSmallIntegerField(_("to day"), null=True, blank=True)
    amount_min = models.DecimalField(_("least amount"), max_digits=10, decimal_places=2, null=True, blank=True)
    amount_max = models.DecimalField(_("largest amount"), max_digits=10, decimal_places=2, null=True, blank=True)
    amount_fixed = models.DecimalField(_("fixed amount"), max_digits=10, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=60)
    set_by = models.CharField(_("set by"), max_length=80, blank=True)
    agency_country = models.ForeignKey(
        "reference.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country of the national agency"),
        help_text=_("Left empty for the amounts of the European Union."),
    )
    groups_of_call = models.PositiveSmallIntegerField(
        _("country groups of call"),
        null=True,
        blank=True,
        help_text=_("Filled in where the agency kept the country groups of an earlier call."),
    )
    has_traineeship_top_up = models.BooleanField(_("contains the top-up for traineeships"), default=False)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = DatedByCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant rate")
        verbose_name_plural = _("grant rates")
        ordering = ("code",)

    def __str__(self):
        return self.code


@history.track()
class TravelBand(ReferenceRow):
    """Travel support in euro for a one-way distance; both bounds in kilometres, inclusive (KA131-37)."""

    regime = models.CharField(_("regime"), max_length=20)
    valid_from_call = models.PositiveSmallIntegerField(_("from call"))
    valid_to_call = models.PositiveSmallIntegerField(_("to call"), null=True, blank=True)
    km_from = models.PositiveIntegerField(_("from km"))
    km_to = models.PositiveIntegerField(_("to km"), null=True, blank=True)
    standard_amount = models.DecimalField(_("standard travel"), max_digits=8, decimal_places=2)
    green_amount = models.DecimalField(_("green travel"), max_digits=8, decimal_places=2, null=True, blank=True)
    applies_to = models.CharField(_("applies to"), max_length=200, blank=True)
    students = models.CharField(_("students"), max_length=20, choices=StudentTravel, default=StudentTravel.NONE)
    students_of = models.CharField(
        _("countries that pay it to every student"),
        max_length=60,
        blank=True,
        help_text=_("Codes of sending countries, with spaces between them."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = DatedByCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("travel band")
        verbose_name_plural = _("travel bands")
        ordering = ("regime", "km_from")
        constraints = [models.UniqueConstraint(fields=["regime", "km_from"], name="travel_band_once")]

    def __str__(self):
        return f"{self.regime}, {self.km_from}–{self.km_to or ''} km"


@history.track()
class CallDeadline(ReferenceRow):
    """When applications of a call must be in; internal dates are counted back from it (KA220-11)."""

    call_year = models.PositiveSmallIntegerField(_("call year"))
    action = models.CharField(_("action"), max_length=40)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    due_on = models.DateField(_("due on"))
    due_time = models.TimeField(_("time"))
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Brussels", validators=[check_time_zone])
    abstract_due_on = models.DateField(_("abstract due inside the house"), null=True, blank=True)
    draft_due_on = models.DateField(_("final draft due inside the house"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CallDeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline of a call")
        verbose_name_plural = _("deadlines of calls")
        ordering = ("-due_on", "action")
        constraints = [
            models.UniqueConstraint(fields=["call_year", "action", "round"], name="call_deadline_once"),
            models.CheckConstraint(condition=IsNull(CALL_CLOSES_AT, False), name="call_deadline_zone_known"),
            models.CheckConstraint(
                condition=Q(due_on__range=(date(2000, 1, 1), date(2199, 12, 31))),
                name="call_deadline_in_our_time",
                violation_error_message=_("Give a date between 2000 and 2199."),
            ),
        ]

    def __str__(self):
        return f"{self.action} {self.call_year}: {self.due_on}"

    @property
    def due_at(self) -> datetime:
        """The instant, in the call's own time zone."""
        return datetime.combine(self.due_on, self.due_time, ZoneInfo(self.time_zone))
