"""The form of a blended intensive programme."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from agreements.services.beginning import keepers
from core.forms import PortalModelForm
from mobility.bips.querysets import ADD_BIP, CHANGE_BIP
from mobility.enums import Activity, SchemeCode
from mobility.models import Bip, GrantProject, Scheme
from reference.academic_years import AcademicYear
from reference.models import CallYearParameter, IscedField

YEARS_AROUND = range(-2, 4)
USUAL_SCHEME = "bip"


class BipForm(PortalModelForm):
    """A programme without its partners, who have a table of their own."""

    academic_year = forms.TypedChoiceField(label=_("Academic year"), coerce=int)
    call_year = forms.TypedChoiceField(
        label=_("Call year"),
        coerce=int,
        help_text=_("The rules follow the call of the project that pays, not the dates."),
    )

    apply_address = forms.URLField(
        label=_("Address where people apply"),
        required=False,
        max_length=400,
        assume_scheme="https",
        help_text=_("Left empty, the public page names the office."),
    )

    class Meta:
        model = Bip
        fields = (
            "title", "role", "academic_year", "call_year", "isced_field", "language", "is_for_students", "is_for_staff",
            "ects", "starts_on", "ends_on", "is_in_one_piece", "place", "virtual_starts_on", "virtual_ends_on",
            "virtual_together", "scheme", "project", "agency_id", "agency_status", "contracted_learners",
            "reported_learners", "numbers_due_on", "told_en", "told_sv", "our_places", "apply_by", "apply_address",
            "is_published", "unit", "coordinator", "earlier_edition", "remarks",
        )  # fmt: skip
        widgets = {
            "told_en": forms.Textarea(attrs={"rows": 4}),
            "told_sv": forms.Textarea(attrs={"rows": 4}),
            "virtual_together": forms.Textarea(attrs={"rows": 3}),
            "remarks": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "agency_id": _("As the Beneficiary Module gives it."),
            "agency_status": _("There a programme is added or taken off only with an amendment (BIP-10)."),
            "numbers_due_on": _("Left empty: 30 days after the last day, where we coordinate."),
            "our_places": _("How many of ours can go. Left empty, the public page says no number."),
            "virtual_together": _("The virtual part is compulsory, and the learners do something together in it."),
        }

    fieldsets = [
        (_("The programme"), ["title", "role", "academic_year", "call_year", "isced_field", "language"]),
        (_("For whom"), ["is_for_students", "is_for_staff", "ects"]),
        (_("Physical part"), ["starts_on", "ends_on", "is_in_one_piece", "place"]),
        (_("Virtual part"), ["virtual_starts_on", "virtual_ends_on", "virtual_together"]),
        (
            _("Money and numbers"),
            [
                *("scheme", "project", "agency_id", "agency_status", "contracted_learners", "reported_learners"),
                "numbers_due_on",
            ],
        ),
        (
            _("What students and staff read"),
            ["told_en", "told_sv", "our_places", "apply_by", "apply_address", "is_published"],
        ),
        (_("Who keeps it"), ["unit", "coordinator", "earlier_edition", "remarks"]),
    ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        bip = self.instance
        right = CHANGE_BIP if bip.pk else ADD_BIP
        units = Unit.objects.where(user, right).filter(is_active=True).order_by("path")
        schemes = Scheme.objects.filter(rules=SchemeCode.KA131, activities__contains=[Activity.SHORT_BLENDED])
        self.fields["unit"].queryset = units
        self.fields["coordinator"].queryset = keepers()
        self.fields["scheme"].queryset = schemes
        projects = GrantProject.objects.visible_to(user).filter(scheme__in=schemes)
        self.fields["project"].queryset = projects | GrantProject.objects.filter(pk=bip.project_id)
        self.fields["isced_field"].queryset = IscedField.objects.order_by("code")
        self.fields["earlier_edition"].queryset = Bip.objects.visible_to(user).exclude(pk=bip.pk)
        self._offer_years(bip)
        if not bip.pk:
            self._propose(user, units, schemes)

    def _offer_years(self, bip: Bip):
        this = AcademicYear.current().first_year
        years = sorted({*(this + step for step in YEARS_AROUND), bip.academic_year or this})
        self.fields["academic_year"].choices = [(year, str(AcademicYear(year))) for year in years]
        known = CallYearParameter.objects.filter(name="bip_min_learners").values_list("call_year", flat=True)
        calls = sorted({*known, bip.call_year or this})
        self.fields["call_year"].choices = [(call, call) for call in calls]

    def _propose(self, user, units, schemes):
        usual = schemes.filter(code=USUAL_SCHEME).first()
        this = AcademicYear.current().first_year
        self.initial = {
            "academic_year": this,
            "call_year": this,
            "coordinator": user.pk,
            "unit": units[0].pk if len(units) == 1 else None,
            "scheme": usual.pk if usual else None,
            **self.initial,
        }


class BipVersionForm(PortalModelForm):
    """Only which version of the programme the person has seen: beside the table of partners."""

    class Meta:
        model = Bip
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["seen_values"]
