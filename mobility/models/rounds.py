from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from agreements.models import Condition
from core import history
from core.in_languages import english_or_swedish
from core.state_trigger import StateMachine
from mobility.enums import Activity, Term
from mobility.models.schemes import Scheme
from mobility.rounds.enums import ROUND_EDGES, RoundState
from mobility.rounds.querysets import ApplicationRoundQuerySet
from reference.academic_years import AcademicYear
from reference.models import NamedInTwoLanguages


@history.track()
class ApplicationRound(NamedInTwoLanguages, models.Model):
    """One call of ours for people to go out: when they apply, and for which year and term. Written by ``rounds``.

    ``opens_at`` and ``closes_at`` are instants: whoever sends at the second of closing is too late. ``first_day`` and
    ``last_day`` are those of the stays, until the host says otherwise. The agreements of the unit count and of the
    further units: their own, those of units below and of the units they belong to. The unit alone keeps the round.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="rounds", verbose_name=_("scheme"))
    activity = models.CharField(_("activity"), max_length=25, choices=Activity, default=Activity.STUDIES)
    academic_year = models.PositiveSmallIntegerField(_("academic year"))
    term = models.CharField(_("term"), max_length=10, choices=Term)
    first_day = models.DateField(_("first day of the stays"))
    last_day = models.DateField(_("last day of the stays"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="application_rounds", verbose_name=_("unit"))
    further_units = models.ManyToManyField(
        Unit, blank=True, related_name="further_rounds", verbose_name=_("further units")
    )
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="application_rounds",
        verbose_name=_("kept by"),
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    promised_on = models.DateField(_("result promised by"), null=True, blank=True)
    to_send_en = models.TextField(_("what to send in, in English"), blank=True, max_length=4000)
    to_send_sv = models.TextField(_("what to send in, in Swedish"), blank=True, max_length=4000)
    apply_address = models.URLField(_("address of the application portal"), blank=True, max_length=400)
    is_published = models.BooleanField(_("shown on the public site"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=RoundState, default=RoundState.PLANNED, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ApplicationRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("application round")
        verbose_name_plural = _("application rounds")
        ordering = ("-closes_at", "pk")
        indexes = [models.Index(fields=["-closes_at", "id"], name="round_by_closing")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="round_closes_after_it_opens",
                violation_error_message=_("It closes before it opens."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="round_stays_in_order",
                violation_error_message=_("The last day of the stays is before the first."),
            ),
        ]
        triggers = [StateMachine(field="state", edges=ROUND_EDGES)]

    def get_absolute_url(self):
        return reverse("mobility:round_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return [self.unit.path]

    @property
    def unit_paths(self) -> list[str]:
        """Of the units whose agreements count."""
        return [self.unit.path, *(unit.path for unit in self.further_units.all())]

    @property
    def state_tone(self) -> str:
        return RoundState(self.state).tone

    @property
    def year(self) -> AcademicYear:
        return AcademicYear(self.academic_year)

    @property
    def to_send(self) -> str:
        """What an application consists of, in the reader's language where it is there."""
        return english_or_swedish(self.to_send_en, self.to_send_sv)

    @property
    def is_undecided(self) -> bool:
        return self.state in RoundState.undecided

    def is_open(self, now=None) -> bool:
        return self.opens_at <= (now or timezone.now()) < self.closes_at


@history.track(obj_field=None)
class FurtherRoundUnit(ApplicationRound.further_units.through):  # type: ignore[name-defined]  # made by Django
    """A unit whose agreements count in a round beside those of its own. Here only so that its coming is recorded."""

    class Meta:
        proxy = True
        verbose_name = _("further unit of a round")
        verbose_name_plural = _("further units of rounds")


@history.track()
class RoundPlace(models.Model):
    """That a round has another number of places under a condition than the agreement says, and why."""

    round = models.ForeignKey(ApplicationRound, models.CASCADE, related_name="own_places")
    condition = models.ForeignKey(Condition, models.CASCADE, related_name="round_places", verbose_name=_("condition"))
    places = models.PositiveSmallIntegerField(_("places in this round"))
    reason = models.CharField(_("why"), max_length=300)

    class Meta:
        verbose_name = _("places of a round")
        verbose_name_plural = _("places of rounds")
        ordering = ("round", "condition")
        constraints = [models.UniqueConstraint(fields=["round", "condition"], name="round_place_once")]

    def __str__(self):
        return f"{self.condition}: {self.places}"
