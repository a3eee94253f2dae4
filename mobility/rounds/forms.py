"""The forms of a round and of the places it has of its own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from agreements.services.beginning import keepers
from core.forms import PortalForm, PortalModelForm
from mobility.enums import Activity, Direction
from mobility.models import ApplicationRound, Scheme
from mobility.rounds.querysets import CHANGE_ROUND
from reference.academic_years import AcademicYear

YEARS_AROUND = range(-1, 4)
STUDENTS = [(value, label) for value, label in Activity.choices if value not in Activity.of_staff]


class InstantInput(forms.DateTimeInput):
    """The browser's own field for a day with its time, in Swedish time."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class ApplicationRoundForm(PortalModelForm):
    """A round: for what, when, and what students read of it."""

    academic_year = forms.TypedChoiceField(label=_("Academic year"), coerce=int)
    activity = forms.ChoiceField(label=_("Activity"), choices=STUDENTS)
    apply_address = forms.URLField(
        label=_("Address of the application portal"),
        required=False,
        max_length=400,
        assume_scheme="https",
        help_text=_("Students apply there: this portal takes in the ranked list alone."),
    )

    class Meta:
        model = ApplicationRound
        fields = (
            "name_en", "name_sv", "scheme", "activity", "academic_year", "term", "first_day", "last_day", "opens_at",
            "closes_at", "promised_on", "to_send_en", "to_send_sv", "apply_address", "is_published", "unit",
            "further_units", "coordinator",
        )  # fmt: skip
        widgets = {
            "opens_at": InstantInput,
            "closes_at": InstantInput,
            "further_units": forms.CheckboxSelectMultiple,
            "to_send_en": forms.Textarea(attrs={"rows": 4}),
            "to_send_sv": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "first_day": _("What nominations begin with until the host says otherwise."),
            "closes_at": _("Swedish time. Whoever sends at this minute is too late."),
            "unit": _("Its agreements count, those of units below it and of the units it belongs to."),
            "further_units": _("Their agreements count as well; their coordinators can read the round."),
        }

    fieldsets = [
        (_("The round"), ["name_en", "name_sv", "scheme", "activity"]),
        (_("The stays"), ["academic_year", "term", "first_day", "last_day"]),
        (_("When"), ["opens_at", "closes_at", "promised_on"]),
        (_("What students read"), ["to_send_en", "to_send_sv", "apply_address", "is_published"]),
        (_("Who keeps it"), ["unit", "further_units", "coordinator"]),
    ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        row = self.instance
        this = AcademicYear.current().first_year
        years = sorted({*(this + step for step in YEARS_AROUND), row.academic_year or this})
        self.fields["academic_year"].choices = [(year, str(AcademicYear(year))) for year in years]
        self.fields["unit"].queryset = Unit.objects.where(user, CHANGE_ROUND).filter(is_active=True).order_by("path")
        self.fields["further_units"].queryset = Unit.objects.filter(is_active=True).order_by("path")
        self.fields["coordinator"].queryset = keepers()
        self.fields["scheme"].queryset = Scheme.objects.filter(directions__contains=[Direction.OUTGOING])
        if not row.pk:
            self.initial = {"academic_year": this + 1, "activity": Activity.STUDIES, "coordinator": user.pk}


class RoundPlacesForm(PortalForm):
    """How many places the round has at one partner; empty: as the agreement says."""

    places = forms.IntegerField(
        label=_("Places in this round"),
        help_text=_("Left empty: as many as the agreement says."),
        min_value=0,
        max_value=9999,
        required=False,
    )
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)

    def __init__(self, *args, agreed: int | None, **kwargs):
        super().__init__(*args, **kwargs)
        if agreed is not None:
            words = _("Left empty: as many as the agreement says, %(count)s.") % {"count": agreed}
            self.fields["places"].help_text = words
