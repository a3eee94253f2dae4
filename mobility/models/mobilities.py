from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from agreements.models import Agreement, Condition
from core import history
from core.search_text import Searchable
from core.state_trigger import StateMachine
from mobility.enums import (
    MOBILITY_EDGES,
    Activity,
    Direction,
    MobilityState,
    PartnerStatus,
    StaffCategory,
    SubKind,
    Term,
)
from mobility.models.bips import Bip
from mobility.models.people import Participant
from mobility.models.projects import GrantProject
from mobility.models.rounds import ApplicationRound
from mobility.models.schemes import Scheme
from mobility.querysets import MobilityQuerySet
from partners.merge_trigger import LeadsToSurvivor
from partners.models import Institution
from reference.academic_years import AcademicYear
from reference.enums import CefrLevel, EqfLevel
from reference.models import Country, IscedField, Language


@history.track(exclude=("sort_key",))
class Mobility(Searchable, models.Model):
    """One stay of one person, from the nomination to the closed grant. Written by ``mobility.services`` alone.

    ``partner`` is the institution at the other end: it receives who goes out, it sends who comes in.
    ``host_name`` and ``host_country`` are for a traineeship in a place that is no partner.
    ``starts_on`` and ``ends_on`` are the physical stay as planned; ``arrived_on`` and ``left_on`` as certified.
    ``academic_year`` is the calendar year in which the year begins.
    """

    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="mobilities", verbose_name=_("participant")
    )
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="mobilities", verbose_name=_("scheme"))
    project = models.ForeignKey(
        GrantProject, models.PROTECT, null=True, blank=True, related_name="mobilities", verbose_name=_("grant project")
    )
    bip = models.ForeignKey(
        Bip,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mobilities",
        verbose_name=_("blended intensive programme"),
    )
    round = models.ForeignKey(
        ApplicationRound,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="mobilities",
        verbose_name=_("application round"),
    )
    direction = models.CharField(_("direction"), max_length=10, choices=Direction)
    activity = models.CharField(_("activity"), max_length=25, choices=Activity)
    staff_category = models.CharField(_("staff category"), max_length=20, choices=StaffCategory, blank=True)
    sub_kind = models.CharField(_("more exactly"), max_length=20, choices=SubKind, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=MobilityState, default=MobilityState.NOMINATED, editable=False
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    partner_status = models.CharField(
        _("answer of the receiver"), max_length=10, choices=PartnerStatus, default=PartnerStatus.PENDING, editable=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mobilities", verbose_name=_("our unit"))
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="coordinated_mobilities",
        verbose_name=_("kept by"),
    )

    partner = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="mobilities", verbose_name=_("partner")
    )
    host_name = models.CharField(_("place that is no partner"), max_length=200, blank=True)
    host_country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("its country")
    )
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="mobilities", verbose_name=_("agreement")
    )
    condition = models.ForeignKey(
        Condition, models.SET_NULL, null=True, blank=True, related_name="mobilities", verbose_name=_("condition")
    )

    academic_year = models.PositiveSmallIntegerField(_("academic year"))
    term = models.CharField(_("term"), max_length=10, choices=Term, default=Term.OTHER)
    isced_field = models.ForeignKey(
        IscedField, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("field")
    )
    eqf_level = models.PositiveSmallIntegerField(_("level"), choices=EqfLevel, null=True, blank=True)
    language = models.ForeignKey(
        Language, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("language")
    )
    language_level = models.CharField(_("level of the language"), max_length=2, choices=CefrLevel, blank=True)

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    arrived_on = models.DateField(_("arrived on"), null=True, blank=True, editable=False)
    left_on = models.DateField(_("left on"), null=True, blank=True, editable=False)
    has_virtual_part = models.BooleanField(_("has a virtual part"), default=False)
    virtual_starts_on = models.DateField(_("virtual part from"), null=True, blank=True)
    virtual_ends_on = models.DateField(_("virtual part to"), null=True, blank=True)
    is_complete_term = models.BooleanField(_("one complete term or trimester of the host"), default=False)
    complete_term_because = models.CharField(_("why it counts as complete"), max_length=300, blank=True)

    distance_km = models.DecimalField(
        _("distance one way (km)"),
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(20100))],
    )
    is_green_travel = models.BooleanField(_("travels green"), default=False)
    green_travel_words = models.CharField(
        _("how, if otherwise than by train, bus, bicycle or shared car"), max_length=600, blank=True
    )
    travel_days = models.PositiveSmallIntegerField(_("travel days"), default=0, validators=[MaxValueValidator(6)])

    ects = models.DecimalField(_("ECTS credits"), max_digits=5, decimal_places=1, null=True, blank=True)
    teaching_hours = models.DecimalField(_("hours of teaching"), max_digits=5, decimal_places=1, null=True, blank=True)
    is_combined_with_training = models.BooleanField(_("teaching and training together"), default=False)
    is_one_cycle_programme = models.BooleanField(_("in a one-cycle programme"), default=False)
    is_zero_grant = models.BooleanField(_("without a grant"), default=False)
    is_enrolled = models.BooleanField(_("enrolled in a degree"), default=True)
    graduated_on = models.DateField(_("graduated on"), null=True, blank=True)
    has_other_eu_grant = models.BooleanField(_("has another EU grant for the same time"), default=False)
    earlier_days_elsewhere = models.PositiveSmallIntegerField(
        _("earlier Erasmus days in this cycle, not in this portal"), default=0, validators=[MaxValueValidator(2000)]
    )
    overbooked_because = models.CharField(_("why beyond the agreed number"), max_length=500, blank=True)
    remarks = models.TextField(_("remarks"), blank=True, max_length=4000)

    sort_key = models.CharField(max_length=250, editable=False, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = MobilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("mobility")
        verbose_name_plural = _("mobilities")
        ordering = ("-starts_on", "pk")
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(fields=["-starts_on", "id"], include=["state"], name="mobility_by_start"),
            models.Index(fields=["sort_key", "id"], name="mobility_by_name"),
            models.Index(fields=["state", "-starts_on", "id"], name="mobility_by_state"),
            models.Index(fields=["unit", "-starts_on"], name="mobility_by_unit"),
            models.Index(fields=["academic_year", "direction", "state"], name="mobility_by_year"),
            models.Index(fields=["partner", "academic_year"], name="mobility_by_partner"),
            models.Index(fields=["condition", "academic_year", "state"], name="mobility_by_condition"),
            models.Index(fields=["project", "state"], name="mobility_by_project"),
            models.Index(
                fields=["state_since", "id"], condition=Q(state=MobilityState.NOMINATED), name="mobility_nominated"
            ),
            models.Index(  # all that the balance of exchange reads of a stay
                fields=["agreement", "academic_year"],
                include=["partner", "host_country", "unit", "scheme", "state", "direction", "term"],
                condition=Q(activity=Activity.STUDIES),
                name="mobility_balance",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="mobility_period_in_order"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(arrived_on__isnull=False, left_on__gte=F("arrived_on")),
                name="mobility_presence_in_order",
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=False) | (~Q(host_name="") & Q(host_country__isnull=False)),
                name="mobility_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(is_complete_term=False) | ~Q(complete_term_because=""),
                name="mobility_complete_term_has_a_reason",
            ),
        ]
        triggers = [StateMachine(field="state", edges=MOBILITY_EDGES), LeadsToSurvivor(field="partner")]

    def __str__(self):
        return f"{self.participant} · {self.place}"

    def get_absolute_url(self):
        return reverse("mobility:mobility_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return [self.unit.path]

    @property
    def place(self) -> str:
        """Where the person goes, or comes from."""
        return str(self.partner) if self.partner_id else self.host_name

    @property
    def country(self) -> Country:
        """The country at the other end."""
        return self.partner.country if self.partner_id else self.host_country

    @property
    def is_outgoing(self) -> bool:
        return self.direction == Direction.OUTGOING

    @property
    def is_of_staff(self) -> bool:
        return self.activity in Activity.of_staff

    @property
    def state_tone(self) -> str:
        return MobilityState(self.state).tone

    @property
    def is_editable(self) -> bool:
        return self.state in MobilityState.editable

    @property
    def year(self) -> AcademicYear:
        return AcademicYear(self.academic_year)

    @property
    def presence(self):
        """First and last day: as certified where they are, as planned else."""
        return self.arrived_on or self.starts_on, self.left_on or self.ends_on
