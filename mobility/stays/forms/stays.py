"""The form of a stay: only what such a stay needs."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from agreements.services.beginning import keepers
from core.forms import PortalModelForm
from mobility.enums import Term
from mobility.models import GrantProject, Mobility
from mobility.stays.forms.conditions import ConditionChoice
from mobility.stays.forms.people import OF_PERSON, AsksWho
from mobility.stays.places import fits
from mobility.stays.questions import without_meaning
from mobility.stays.writing import ADD, CHANGE
from partners.places import distance_between
from partners.services import home_institution
from reference.academic_years import AcademicYear
from reference.models import Country, IscedField

YEARS_AROUND = range(-3, 4)
FIRST_OF_SPRING, LAST_OF_SPRING = 3, 8  # who is nominated in these months goes in autumn, others in spring


class StayForm(AsksWho, PortalModelForm):
    """Everything about one stay whose kind is settled: ``instance`` carries scheme, direction, activity, partner."""

    academic_year = forms.TypedChoiceField(label=_("Academic year"), coerce=int)
    condition = ConditionChoice(label=_("Under which agreement"), queryset=None)

    class Meta:
        model = Mobility
        fields = (
            "sub_kind", "staff_category", "project", "host_name", "host_country", "condition", "overbooked_because",
            "academic_year", "term", "starts_on", "ends_on", "is_complete_term", "complete_term_because",
            "has_virtual_part", "virtual_starts_on", "virtual_ends_on", "eqf_level", "isced_field", "language",
            "language_level", "ects", "teaching_hours", "is_combined_with_training", "is_one_cycle_programme",
            "is_enrolled", "graduated_on", "earlier_days_elsewhere", "distance_km", "is_green_travel",
            "green_travel_words", "travel_days", "is_zero_grant", "has_other_eu_grant", "unit", "coordinator",
            "remarks",
        )  # fmt: skip
        widgets = {
            "remarks": forms.Textarea(attrs={"rows": 3}),
            "overbooked_because": forms.Textarea(attrs={"rows": 2}),
            "complete_term_because": forms.TextInput({"data-only-with": "is_complete_term=yes"}),
            "virtual_starts_on": forms.DateInput({"data-only-with": "has_virtual_part=yes"}),
            "virtual_ends_on": forms.DateInput({"data-only-with": "has_virtual_part=yes"}),
            "graduated_on": forms.DateInput({"data-only-with": "is_enrolled=no"}),
            "green_travel_words": forms.TextInput({"data-only-with": "is_green_travel=yes"}),
        }
        help_texts = {
            "distance_km": _("Proposed from the two places. The Commission's distance calculator decides: change it."),
            "overbooked_because": _("Only where all places of the year are taken."),
            "earlier_days_elsewhere": _("What this portal does not know of; what it knows is counted by itself."),
            "travel_days": _("Days of travel that the grant pays, beside those of the stay."),
        }

    fieldsets = [
        (_("Who"), list(OF_PERSON)),
        (_("When"), ["academic_year", "term", "starts_on", "ends_on", "is_complete_term", "complete_term_because"]),
        (_("Where, and under what"), ["host_name", "host_country", "condition", "overbooked_because", "project"]),
        (
            _("What"),
            [
                *("staff_category", "sub_kind", "eqf_level", "isced_field", "language", "language_level", "ects"),
                *("teaching_hours", "is_combined_with_training", "has_virtual_part", "virtual_starts_on"),
                *("virtual_ends_on", "is_enrolled", "graduated_on", "is_one_cycle_programme", "earlier_days_elsewhere"),
            ],
        ),
        (_("Travel and grant"), ["distance_km", "is_green_travel", "green_travel_words", "travel_days",
                                 "is_zero_grant", "has_other_eu_grant"]),
        (_("Who keeps it"), ["unit", "coordinator", "remarks"]),
    ]  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.given_initial = kwargs.get("initial")
        self.user, stay = user, self.instance
        for name in without_meaning(stay.activity, has_partner=stay.partner_id is not None):
            self.fields.pop(name, None)
        self._limit_choices(stay)
        if stay.pk:
            for name in OF_PERSON:
                del self.fields[name]
        else:
            self.limit_countries()
            self._propose(stay)
            self.ask_again_who()
        if "condition" in self.fields:
            year = self.data.get("academic_year") or self.initial.get("academic_year")
            self.fields["condition"].offer(stay, year)
            if not (self.fields["condition"].is_any_full or stay.overbooked_because):
                del self.fields["overbooked_because"]

    def _limit_choices(self, stay):
        units = Unit.objects.where(self.user, CHANGE if stay.pk else ADD).filter(is_active=True).order_by("path")
        self.fields["unit"].queryset = units
        self.fields["coordinator"].queryset = keepers()
        projects = GrantProject.objects.filter(scheme=stay.scheme).able_to_pay(besides=stay.project_id)
        self.fields["project"].queryset = projects
        if not stay.scheme.needs_project and not projects.exists():
            del self.fields["project"]
        if "host_country" in self.fields:
            self.fields["host_country"].queryset = Country.objects.by_name()
        if "isced_field" in self.fields:
            self.fields["isced_field"].queryset = IscedField.objects.order_by("code")
        this = AcademicYear.current().first_year
        years = sorted({this + step for step in YEARS_AROUND} | ({stay.academic_year} if stay.academic_year else set()))
        self.fields["academic_year"].choices = [(year, str(AcademicYear(year))) for year in years]

    def _propose(self, stay):
        """What follows from the rest, to be changed where it is not so."""
        day, units = timezone.localdate(), self.fields["unit"].queryset
        proposed = {
            "academic_year": AcademicYear.of(day).first_year,
            "term": Term.AUTUMN if FIRST_OF_SPRING <= day.month <= LAST_OF_SPRING else Term.SPRING,
            "coordinator": self.user.pk,
            "unit": units.get().pk if units.count() == 1 else None,
            "distance_km": distance_between(home_institution(), stay.partner) if stay.partner_id else None,
        }
        self.initial = {**self.initial, **proposed, **(self.given_initial or {})}

    def clean(self):
        cleaned = super().clean()
        condition, level = cleaned.get("condition"), cleaned.get("eqf_level")
        if condition and not fits(condition, level=level):
            words = {"levels": condition.level_words}
            self.add_error("condition", _("This condition is for: %(levels)s.") % words)
        return cleaned

    def stay_values(self) -> dict:
        """What is asked of the stay itself, for the service."""
        beside = {*OF_PERSON, "same_person"}
        return {name: value for name, value in self.values().items() if name not in beside}
