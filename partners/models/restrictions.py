"""Public reasons not to make agreements with a partner: dated, with their source, never guessed."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.in_languages import english_or_swedish
from partners.enums import InstitutionKind, ListScope, SignalEffect
from partners.merge_trigger import LeadsToSurvivor
from partners.models.institutions import Institution
from partners.querysets import DatedQuerySet, NamedInstitutionQuerySet, SetAsideQuerySet
from reference.models import Country, ReferenceRow


class DatedReason(ReferenceRow):
    """A reason in both languages that holds from a day on, both days included."""

    reason_en = models.TextField(_("reason in English"))
    reason_sv = models.TextField(_("reason in Swedish"), blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def reason(self) -> str:
        return english_or_swedish(self.reason_en, self.reason_sv)


def period_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name=name)


@history.track()
class CountrySignal(DatedReason):
    """A public warning about institutions of some kinds in a country (DD-03, DD-06)."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="+", verbose_name=_("country"))
    effect = models.CharField(_("what follows"), max_length=10, choices=SignalEffect)
    kinds = ArrayField(
        models.CharField(max_length=30, choices=InstitutionKind),
        default=list,
        blank=True,
        verbose_name=_("kinds of institution"),
        help_text=_("Empty: every kind."),
    )

    class Meta:
        verbose_name = _("signal about a country")
        verbose_name_plural = _("signals about countries")
        ordering = ("country", "valid_from")
        constraints = [
            models.UniqueConstraint(fields=["country", "effect", "valid_from"], name="country_signal_once"),
            period_in_order("country_signal_period_in_order"),
        ]

    def __str__(self):
        return f"{self.country}: {self.get_effect_display()}"

    def concerns(self, institution: Institution) -> bool:
        """Whether it is about institutions of this kind in this country."""
        return self.country_id == institution.country_id and (not self.kinds or institution.kind in self.kinds)


@history.track()
class NamedList(DatedReason):
    """A public list of institutions with which agreements are barred (DD-07). Its names are imported, never guessed."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_en = models.CharField(_("name in English"), max_length=200)
    name_sv = models.CharField(_("name in Swedish"), max_length=200, blank=True)
    scope = models.CharField(_("which agreements"), max_length=20, choices=ListScope)

    class Meta:
        verbose_name = _("list of named institutions")
        verbose_name_plural = _("lists of named institutions")
        ordering = ("code",)
        constraints = [period_in_order("named_list_period_in_order")]

    def __str__(self):
        return english_or_swedish(self.name_en, self.name_sv)


@history.track(exclude=("folded_name",))
class NamedInstitution(models.Model):
    """One name on a list, as the list writes it. It means an institution of its country that has that very name.

    Written by ``partners.services.restrictions`` and by administrators; both keep ``folded_name``.
    """

    named_list = models.ForeignKey(NamedList, models.PROTECT, related_name="names", verbose_name=_("list"))
    name = models.CharField(_("name"), max_length=300)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", verbose_name=_("country"))
    folded_name = models.CharField(max_length=600, editable=False)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NamedInstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("named institution")
        verbose_name_plural = _("named institutions")
        ordering = ("country", "folded_name", "pk")
        indexes = [models.Index(fields=["country", "folded_name"], name="named_institution_by_name")]
        constraints = [
            models.UniqueConstraint(fields=["named_list", "country", "folded_name"], name="named_institution_once"),
            period_in_order("named_institution_period_in_order"),
        ]

    def __str__(self):
        return self.name


@history.track()
class SetAside(models.Model):
    """Why one restriction does not hold one partner back: a reason of the office, dated, for a time or for good."""

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="set_asides", verbose_name=_("partner"), editable=False
    )
    signal = models.ForeignKey(
        CountrySignal, models.PROTECT, null=True, related_name="+", verbose_name=_("signal"), editable=False
    )
    named = models.ForeignKey(
        NamedInstitution, models.CASCADE, null=True, related_name="+", verbose_name=_("name on a list"), editable=False
    )
    reason = models.TextField(_("reason"), max_length=2000)
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("Empty: until it is taken back."))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"), editable=False
    )
    set_at = models.DateTimeField(_("on"), auto_now_add=True)
    ended_at = models.DateTimeField(_("taken back on"), null=True, editable=False)

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        verbose_name = _("restriction set aside")
        verbose_name_plural = _("restrictions set aside")
        ordering = ("-set_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(signal__isnull=False, named__isnull=True) | Q(signal__isnull=True, named__isnull=False),
                name="set_aside_concerns_one",
            ),
            models.UniqueConstraint(
                fields=["institution", "signal", "named"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="set_aside_once",
            ),
        ]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return self.reason[:80]

    def get_absolute_url(self):
        return self.institution.due_diligence_url
