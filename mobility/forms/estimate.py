"""What somebody tells of a stay to learn what it would be paid, and by which rules."""

from datetime import date
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from mobility.enums import Activity, SchemeCode
from mobility.rules.cases import Case
from mobility.rules.reading import FARTHEST, MOST_DAYS, MOST_HOURS
from reference.models import CallYearParameter, Country

FIRST_MONTH_OF_A_PROJECT = 6  # a KA131 project of call N begins on 1 June N

OF_STUDENTS = {"fewer_opportunities", "earlier_days_in_cycle", "one_cycle_programme"}
ONLY_FOR = {
    Activity.STUDIES: OF_STUDENTS | {"complete_term"},
    Activity.TRAINEESHIP: OF_STUDENTS | {"graduated_on"},
    Activity.SHORT_BLENDED: OF_STUDENTS | {"ects"},
    Activity.SHORT_DOCTORAL: OF_STUDENTS,
    Activity.TEACHING: {"teaching_hours", "combined_with_training"},
    Activity.TRAINING: set(),
}
ASKED_OF_SOME = set().union(*ONLY_FOR.values())


class EstimateForm(PortalForm):
    """The questions for one activity, about a stay that begins at ``sending_country``. Nothing of it is kept."""

    receiving_country = forms.ModelChoiceField(Country.objects.none(), label=_("To which country"))
    distance_km = forms.DecimalField(
        label=_("Distance, one way, in km"),
        min_value=0,
        max_value=FARTHEST,
        decimal_places=1,
        required=False,
        help_text=_("As the Commission's distance calculator gives it. Left empty, travel is not counted."),
    )
    start_on = forms.DateField(label=_("First day there"))
    end_on = forms.DateField(label=_("Last day there"))
    scheme = forms.ChoiceField(
        label=_("Programme"),
        choices=SchemeCode.choices,
        initial=SchemeCode.KA131,
        help_text=_("KA171 is for countries outside the programme, where the office has a project with them."),
    )
    call_year = forms.TypedChoiceField(
        label=_("Call of the project that pays"),
        coerce=int,
        help_text=_("Amounts follow the call, not the day of travel. Ask the office if you do not know it."),
    )
    green_travel = forms.BooleanField(label=_("Most of the way by train, bus, bicycle or shared car"), required=False)
    complete_term = forms.BooleanField(label=_("It is one complete term at the host"), required=False)
    fewer_opportunities = forms.BooleanField(
        label=_("I may get the support for people with fewer opportunities"), required=False
    )
    earlier_days_in_cycle = forms.IntegerField(
        label=_("Days abroad with Erasmus+ earlier at the same level"), min_value=0, max_value=MOST_DAYS, required=False
    )
    one_cycle_programme = forms.BooleanField(
        label=_("One long programme without a bachelor's degree in between (medicine, architecture)"), required=False
    )
    graduated_on = forms.DateField(label=_("Graduated on (only after the degree)"), required=False)
    ects = forms.DecimalField(
        label=_("ECTS credits"), min_value=0, max_value=60, max_digits=4, decimal_places=1, required=False
    )
    teaching_hours = forms.DecimalField(
        label=_("Hours of teaching"), min_value=0, max_value=MOST_HOURS, decimal_places=1, required=False
    )
    combined_with_training = forms.BooleanField(label=_("Combined with training"), required=False)

    def __init__(self, *args, activity: Activity, sending_country: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity, self.sending_country = activity, sending_country
        for name in ASKED_OF_SOME - ONLY_FOR[activity]:
            del self.fields[name]
        self.fields["receiving_country"].queryset = Country.objects.exclude(pk=sending_country).by_name()
        calls = known_calls()
        self.fields["call_year"].choices = [(call, str(call)) for call in calls]
        self.initial.setdefault("call_year", paying_call(calls, timezone.localdate()))

    def clean(self):
        cleaned = super().clean()
        start_on, end_on = cleaned.get("start_on"), cleaned.get("end_on")
        if start_on and end_on and end_on < start_on:
            self.add_error("end_on", _("The last day lies before the first."))
        elif start_on and end_on and (end_on - start_on).days > MOST_DAYS:
            self.add_error("end_on", _("That is more than ten years."))
        for name in ("start_on", "end_on", "graduated_on"):
            if (day := cleaned.get(name)) and not 1900 <= day.year < 2200:
                self.add_error(name, _("Give a date between 1900 and 2199."))
        return cleaned

    def case(self) -> Case:
        """The case that was told; what was left empty keeps its harmless value."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        given["receiving_country"] = given["receiving_country"].pk
        given["scheme"] = SchemeCode(given["scheme"])
        if "distance_km" in given:
            given["distance_km"] = Decimal(given["distance_km"])
        return Case(activity=self.activity, sending_country=self.sending_country, **given)


def known_calls() -> list[int]:
    """Calls whose limits are in the tables, newest first."""
    calls = CallYearParameter.objects.order_by("-call_year").values_list("call_year", flat=True)
    return list(calls.distinct())


def paying_call(calls: list[int], on: date) -> int | None:
    """The newest call whose project has begun."""
    begun = [call for call in calls if date(call, FIRST_MONTH_OF_A_PROJECT, 1) <= on]
    return begun[0] if begun else None
