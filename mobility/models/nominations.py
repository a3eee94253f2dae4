"""How partners nominate: in which days, and by which address."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core import history
from mobility.enums import Term
from mobility.models.schemes import Scheme
from mobility.nominations.querysets import NominationLinkQuerySet, NominationWindowQuerySet
from partners.merge_trigger import LeadsToSurvivor
from partners.models import Contact, Institution
from reference.academic_years import AcademicYear
from reference.models import ReferenceRow


@history.track()
class NominationWindow(ReferenceRow):
    """The days in which partners nominate for a term (KA131-61). Written by ``load_reference`` and administrators.

    ``first_day`` and ``last_day`` are those of the term: what a nomination that names none begins and ends with.
    """

    academic_year = models.PositiveSmallIntegerField(_("academic year"))
    term = models.CharField(_("term"), max_length=10, choices=Term)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("last day"))
    first_day = models.DateField(_("first day of the term"))
    last_day = models.DateField(_("last day of the term"))
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NominationWindowQuerySet.as_manager()

    class Meta:
        verbose_name = _("window for nominations")
        verbose_name_plural = _("windows for nominations")
        ordering = ("-academic_year", "term")
        constraints = [
            models.UniqueConstraint(fields=["academic_year", "term"], name="nomination_window_once"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on"), last_day__gte=F("first_day")),
                name="nomination_window_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.get_term_display()} {self.year}"

    @property
    def year(self) -> AcademicYear:
        return AcademicYear(self.academic_year)

    def is_open(self, on=None) -> bool:
        return self.opens_on <= (on or timezone.localdate()) <= self.closes_on

    def is_over(self, on=None) -> bool:
        return self.closes_on < (on or timezone.localdate())


@history.track()
class NominationLink(models.Model):
    """An address by which a partner nominates without an account, as often as it likes while the window is open.

    The address itself is nowhere (``core.one_act_links``). Written by ``mobility.nominations`` alone.
    """

    institution = models.ForeignKey(
        Institution, models.CASCADE, related_name="nomination_links", verbose_name=_("partner")
    )
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+", verbose_name=_("contact"))
    to_name = models.CharField(_("to"), max_length=200)
    window = models.ForeignKey(NominationWindow, models.PROTECT, related_name="links", verbose_name=_("window"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="nomination_links", verbose_name=_("our unit"))
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+", verbose_name=_("scheme"))
    nonce = models.CharField(max_length=64, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    used_at = models.DateTimeField(_("used last"), null=True, blank=True)
    nominated_count = models.PositiveSmallIntegerField(_("nominated by it"), default=0)

    objects = NominationLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("address for nominations")
        verbose_name_plural = _("addresses for nominations")
        ordering = ("-created_at", "-pk")
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return f"{self.institution} · {self.window}"

    def unit_paths_of_rights(self):
        return [self.unit.path]

    @property
    def is_usable(self) -> bool:
        return self.revoked_at is None and timezone.now() < self.expires_at
