from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from agreements.models import Agreement
from cooperation.activities.enums import ACTIVITY_EDGES, ActivityKind, ActivityState, Direction
from cooperation.activities.querysets import PEOPLE, ActivityQuerySet
from cooperation.models.plans import WorkPlan
from cooperation.models.series import Series
from core import history
from core.in_languages import english_or_swedish
from core.search_text import Searchable
from core.state_trigger import StateMachine
from mobility.models import GrantProject
from networks.models import Network
from reference.models import Country

MOST_PEOPLE = 100_000
EURO = {"max_digits": 11, "decimal_places": 2, "validators": [MinValueValidator(0)]}

NOTHING_ACTUAL = Q(actual_cost__isnull=True, **{f"actual_{who}__isnull": True for who in PEOPLE})


def _people(label) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, default=0, validators=[MaxValueValidator(MOST_PEOPLE)])


def _people_who_came(label) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, null=True, blank=True, validators=[MaxValueValidator(MOST_PEOPLE)])


@history.track()
class Activity(Searchable, models.Model):
    """One thing done together with partners, planned and then told as it was. ``cooperation.activities`` writes it.

    Who takes part is counted on four sides: own and partner staff and students; the actual figures stand only once it
    was held. Costs are in euro. Under a work plan ``agreement`` is the plan's, so that one question finds both.
    ``told_en`` and ``told_sv`` are what the public reads of one that is shown; the report is the house's own.
    """

    kind = models.CharField(_("kind"), max_length=25, choices=ActivityKind)
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(
        _("state"), max_length=15, choices=ActivityState, default=ActivityState.PLANNED, editable=False
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, blank=True, default="")
    reference = models.CharField(
        _("own reference"),
        max_length=60,
        blank=True,
        help_text=_("As your own list calls it; a spreadsheet that is taken in again finds the activity by it."),
    )
    description = models.TextField(_("what happens"), max_length=4000, blank=True)
    specialisation = models.CharField(_("field or specialisation"), max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="activities", verbose_name=_("our unit"))
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="coordinated_activities",
        verbose_name=_("coordinator"),
    )
    plan = models.ForeignKey(
        WorkPlan, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("work plan")
    )
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("agreement")
    )
    network = models.ForeignKey(
        Network, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("network")
    )
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="editions", verbose_name=_("series")
    )
    edition = models.PositiveSmallIntegerField(
        _("edition"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    planned_own_staff = _people(_("own staff, planned"))
    planned_own_students = _people(_("own students, planned"))
    planned_partner_staff = _people(_("partners' staff, planned"))
    planned_partner_students = _people(_("partners' students, planned"))
    actual_own_staff = _people_who_came(_("own staff who took part"))
    actual_own_students = _people_who_came(_("own students who took part"))
    actual_partner_staff = _people_who_came(_("partners' staff who took part"))
    actual_partner_students = _people_who_came(_("partners' students who took part"))
    planned_cost = models.DecimalField(_("cost planned (euro)"), null=True, blank=True, **EURO)
    actual_cost = models.DecimalField(_("actual cost (euro)"), null=True, blank=True, **EURO)
    funding_source = models.CharField(_("paid from"), max_length=200, blank=True)
    project = models.ForeignKey(
        GrantProject, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("grant project")
    )
    link = models.URLField(_("its page"), max_length=500, blank=True)
    report = models.TextField(_("report"), max_length=20_000, blank=True)
    remarks = models.TextField(_("remarks"), max_length=4000, blank=True)
    is_published = models.BooleanField(_("shown on the public site"), default=False, editable=False)
    told_en = models.TextField(_("what it was, in English"), max_length=2000, blank=True, editable=False)
    told_sv = models.TextField(_("what it was, in Swedish"), max_length=2000, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ("-starts_on", "-pk")
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(fields=["starts_on", "id"], name="activity_by_day"),
            models.Index(fields=["kind", "starts_on", "id"], name="activity_by_kind"),
            models.Index(fields=["state", "starts_on", "id"], name="activity_by_state"),
            models.Index(fields=["unit", "starts_on"], name="activity_by_unit"),
            models.Index(fields=["coordinator", "starts_on"], name="activity_by_coordinator"),
            models.Index(fields=["ends_on", "id"], condition=Q(state="held"), name="activity_unreported"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=~Q(reference=""),
                name="activity_reference_once",
                violation_error_message=_("Another activity has this reference."),
            ),
            models.UniqueConstraint(
                fields=["series", "edition"],
                condition=Q(edition__isnull=False),
                name="activity_edition_once",
                violation_error_message=_("The series has an edition of this number."),
            ),
            models.CheckConstraint(
                condition=Q(edition__isnull=True) | Q(series__isnull=False),
                name="activity_edition_of_a_series",
                violation_error_message=_("An edition belongs to a series: choose one."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="activity_days_in_order",
                violation_error_message=_("It would end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=True) | Q(agreement__isnull=False),
                name="activity_of_a_plan_has_its_agreement",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ActivityState.took_place) | NOTHING_ACTUAL,
                name="activity_is_actual_once_held",
                violation_error_message=_("Actual figures are entered once it has been held."),
            ),
            models.CheckConstraint(
                condition=Q(is_published=False) | ~Q(told_en=""),
                name="activity_is_shown_in_words",
                violation_error_message=_("Say in English what it was before it is shown."),
            ),
        ]
        triggers = [StateMachine(field="state", edges=ACTIVITY_EDGES)]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cooperation:activity_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return [self.unit.path]

    @property
    def state_tone(self) -> str:
        return ActivityState(self.state).tone

    @property
    def is_editable(self) -> bool:
        return self.state in ActivityState.editable

    @property
    def took_place(self) -> bool:
        return self.state in ActivityState.took_place

    @property
    def told(self) -> str:
        """What the public reads about it, in the reader's language where it is written in it."""
        return english_or_swedish(self.told_en, self.told_sv)

    @property
    def planned_people(self) -> int:
        return sum(getattr(self, f"planned_{who}") for who in PEOPLE)

    @property
    def actual_people(self) -> int | None:
        """How many took part in all; None where nothing was entered yet."""
        counts = [getattr(self, f"actual_{who}") for who in PEOPLE]
        return None if counts == [None] * len(counts) else sum(count or 0 for count in counts)

    @property
    def further_partners(self) -> int:
        """How many take part beside the first (from the prefetched rows, where there are any)."""
        return max(0, len(self.partners.all()) - 1)

    @property
    def has_actual_figures(self) -> bool:
        return self.actual_people is not None or self.actual_cost is not None

    @property
    def place_words(self) -> str:
        return ", ".join(str(part) for part in (self.place, self.city, self.country) if part)
