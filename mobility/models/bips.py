from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core import history
from core.in_languages import english_or_swedish
from core.search_text import Searchable
from core.state_trigger import StateMachine
from mobility.bips.enums import BIP_EDGES, OUR_ROLES, AgencyStatus, BipRole, BipState
from mobility.bips.querysets import BipQuerySet
from mobility.models.projects import GrantProject
from mobility.models.schemes import Scheme
from reference.academic_years import AcademicYear
from reference.models import IscedField, Language


@history.track(exclude=("first_day", "last_day"))
class Bip(Searchable, models.Model):
    """One edition of a blended intensive programme (BIP-01…10). Written by ``mobility.bips.services`` alone.

    ``starts_on`` and ``ends_on`` are the physical part. Our own people stand among the partners, as those of everybody.
    """

    title = models.CharField(_("title"), max_length=200)
    role = models.CharField(_("our role"), max_length=15, choices=OUR_ROLES, default=BipRole.COORDINATING_RECEIVING)
    state = models.CharField(_("state"), max_length=15, choices=BipState, default=BipState.PLANNED, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    academic_year = models.PositiveSmallIntegerField(
        _("academic year"), validators=[MinValueValidator(2014), MaxValueValidator(2100)]
    )
    call_year = models.PositiveSmallIntegerField(
        _("call"), validators=[MinValueValidator(2021), MaxValueValidator(2100)]
    )
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="bips", verbose_name=_("scheme"))
    project = models.ForeignKey(
        GrantProject, models.PROTECT, null=True, blank=True, related_name="bips", verbose_name=_("grant project")
    )
    earlier_edition = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="later_editions", verbose_name=_("earlier edition")
    )
    agency_id = models.CharField(_("BIP ID"), max_length=60, blank=True)
    agency_status = models.CharField(
        _("status in the Beneficiary Module"), max_length=10, choices=AgencyStatus, default="", blank=True
    )
    contracted_learners = models.PositiveSmallIntegerField(_("learners contracted"), null=True, blank=True)
    reported_learners = models.PositiveSmallIntegerField(_("learners reported"), null=True, blank=True)
    numbers_due_on = models.DateField(_("final numbers to the agency by"), null=True, blank=True)
    isced_field = models.ForeignKey(
        IscedField, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("field")
    )
    language = models.ForeignKey(
        Language, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("language")
    )
    is_for_students = models.BooleanField(_("for students"), default=True)
    is_for_staff = models.BooleanField(_("for staff in training"), default=False)
    ects = models.DecimalField(
        _("ECTS credits"), max_digits=4, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    starts_on = models.DateField(_("first physical day"), null=True, blank=True)
    ends_on = models.DateField(_("last physical day"), null=True, blank=True)
    is_in_one_piece = models.BooleanField(_("the physical part is one period without a break"), default=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    virtual_starts_on = models.DateField(_("virtual part from"), null=True, blank=True)
    virtual_ends_on = models.DateField(_("virtual part to"), null=True, blank=True)
    virtual_together = models.TextField(_("what learners do online together"), max_length=2000, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="bips", verbose_name=_("our unit"))
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="coordinated_bips",
        verbose_name=_("kept by"),
    )
    remarks = models.TextField(_("remarks"), blank=True, max_length=4000)
    is_published = models.BooleanField(_("shown on the public site"), default=False)
    told_en = models.TextField(_("what it is about, in English"), blank=True, max_length=2000)
    told_sv = models.TextField(_("what it is about, in Swedish"), blank=True, max_length=2000)
    our_places = models.PositiveSmallIntegerField(_("places for people of ours"), null=True, blank=True)
    apply_by = models.DateField(_("to be applied for by"), null=True, blank=True)
    apply_address = models.URLField(_("address where people apply"), blank=True, max_length=400)
    first_day = models.GeneratedField(
        expression=Least("starts_on", "virtual_starts_on"), output_field=models.DateField(), db_persist=True
    )
    last_day = models.GeneratedField(
        expression=Greatest("ends_on", "virtual_ends_on"), output_field=models.DateField(), db_persist=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = BipQuerySet.as_manager()

    class Meta:
        verbose_name = _("blended intensive programme")
        verbose_name_plural = _("blended intensive programmes")
        ordering = ("-first_day", "pk")
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(fields=["first_day", "id"], name="bip_by_first_day"),
            models.Index(fields=["academic_year", "state"], name="bip_by_year"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True, ends_on__isnull=True)
                | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="bip_physical_part_in_order",
                violation_error_message=_("Give both physical days, the last one not before the first."),
            ),
            models.CheckConstraint(
                condition=Q(virtual_starts_on__isnull=True, virtual_ends_on__isnull=True)
                | Q(virtual_starts_on__isnull=False, virtual_ends_on__gte=F("virtual_starts_on")),
                name="bip_virtual_part_in_order",
                violation_error_message=_("Give both days of the virtual part, the last one not before the first."),
            ),
            models.CheckConstraint(
                condition=Q(is_for_students=True) | Q(is_for_staff=True),
                name="bip_is_for_somebody",
                violation_error_message=_("Say whether it is for students or for staff."),
            ),
        ]
        triggers = [StateMachine(field="state", edges=BIP_EDGES)]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("mobility:bip_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return [self.unit.path]

    @property
    def state_tone(self) -> str:
        return BipState(self.state).tone

    @property
    def is_editable(self) -> bool:
        return self.state in BipState.editable

    @property
    def told(self) -> str:
        """What the public reads about it, in the reader's language where it is written in it."""
        return english_or_swedish(self.told_en, self.told_sv)

    @property
    def is_coordinated_by_us(self) -> bool:
        return self.role in BipRole.coordinates

    @property
    def year(self) -> AcademicYear:
        return AcademicYear(self.academic_year)
