from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from core.state_trigger import StateMachine
from mobility.models.bips import Bip
from mobility.models.mobilities import Mobility
from mobility.support.enums import SUPPORT_EDGES, SupportKind, SupportState
from mobility.support.querysets import SupportRequestQuerySet, SupportSchemeQuerySet
from reference.models import NamedInTwoLanguages, ReferenceRow

NOT_NEGATIVE = [MinValueValidator(Decimal(0))]


@history.track()
class SupportScheme(NamedInTwoLanguages, ReferenceRow):
    """A rule of the university on which programmes it supports, first come first served (BIP-11, 12).

    Written by ``load_reference`` and administrators; its row is locked while places are given.
    """

    code = models.SlugField(_("code"), max_length=30, unique=True)
    first_year = models.PositiveSmallIntegerField(
        _("from academic year"),
        validators=[MinValueValidator(2014), MaxValueValidator(2100)],
        help_text=_("The calendar year in which it begins."),
    )
    last_year = models.PositiveSmallIntegerField(_("to academic year"), null=True, blank=True)
    programmes_a_year = models.PositiveSmallIntegerField(_("programmes supported in one academic year, at most"))
    places_each = models.PositiveSmallIntegerField(_("funded places of ours in each, at most"))
    contribution = models.DecimalField(
        _("development contribution, once for a programme (euro)"),
        max_digits=9,
        decimal_places=2,
        default=Decimal(0),
        validators=NOT_NEGATIVE,
    )
    fund = models.DecimalField(
        _("fund for contributions (euro)"),
        max_digits=10,
        decimal_places=2,
        default=Decimal(0),
        validators=NOT_NEGATIVE,
    )
    partners_abroad = models.PositiveSmallIntegerField(
        _("partners beside us, at least"), default=2, help_text=_("From as many countries.")
    )
    is_offered = models.BooleanField(_("offered"), default=True)
    remarks = models.TextField(_("what people should know"), blank=True)

    objects = SupportSchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("support for programmes")
        verbose_name_plural = _("support for programmes")
        ordering = ("-first_year", "code")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(last_year__gte=F("first_year")),
                name="support_years_in_order",
                violation_error_message=_("The last year is before the first."),
            ),
        ]


@history.track()
class SupportRequest(models.Model):
    """That somebody asks for support of one programme, or for a funded place in it for one stay of ours.

    ``completed_at`` is the instant in which it arrived complete: the order of all. Written by
    ``mobility.support.services`` alone, under the lock of the scheme.
    """

    scheme = models.ForeignKey(SupportScheme, models.PROTECT, related_name="requests", verbose_name=_("support"))
    bip = models.ForeignKey(Bip, models.PROTECT, related_name="support_requests", verbose_name=_("programme"))
    kind = models.CharField(_("what is asked for"), max_length=10, choices=SupportKind)
    state = models.CharField(
        _("state"), max_length=10, choices=SupportState, default=SupportState.DRAFT, editable=False
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    stay = models.ForeignKey(
        Mobility, models.PROTECT, null=True, blank=True, related_name="support_requests", verbose_name=_("stay")
    )
    purpose = models.TextField(_("what the support is for"), blank=True, max_length=2000)
    is_announced = models.BooleanField(_("the international office was asked first"), default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="support_requests",
        verbose_name=_("asked by"),
    )
    completed_at = models.DateTimeField(_("complete since"), null=True, blank=True, editable=False)
    granted_at = models.DateTimeField(_("granted at"), null=True, blank=True, editable=False)
    contribution = models.DecimalField(
        _("development contribution (euro)"), max_digits=9, decimal_places=2, null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for support")
        verbose_name_plural = _("requests for support")
        ordering = ("completed_at", "pk")
        indexes = [models.Index(fields=["scheme", "kind", "completed_at"], name="support_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "bip"],
                condition=Q(kind=SupportKind.PROGRAMME, state__in=SupportState.standing),
                name="support_of_programme_once",
                violation_error_message=_("Support for this programme is asked for already."),
            ),
            models.UniqueConstraint(
                fields=["stay"],
                condition=Q(state__in=SupportState.standing),
                name="support_of_stay_once",
                violation_error_message=_("A funded place is asked for this stay already."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SupportState.in_order) | Q(completed_at__isnull=False),
                name="support_in_order_has_an_instant",
            ),
        ]
        triggers = [StateMachine(field="state", edges=SUPPORT_EDGES)]

    def __str__(self):
        return f"{self.bip} · {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("mobility:support_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return [self.bip.unit.path]

    @property
    def state_tone(self) -> str:
        return SupportState(self.state).tone

    @property
    def is_place(self) -> bool:
        return self.kind == SupportKind.PLACE
