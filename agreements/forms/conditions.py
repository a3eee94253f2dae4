"""The form of one condition: who goes where, for what, how many, in which fields and languages."""

from django import forms
from django.forms import formset_factory
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Agreement, Condition
from agreements.services.conditions import ConditionValues, LanguageValues
from core.forms import PortalForm, PortalModelForm
from reference.enums import CefrLevel, EqfLevel
from reference.models import IscedField, Language

YEARS_BACK, YEARS_AHEAD = 10, 12
MOST_LANGUAGES = 6
BOTH = "both"


def academic_years(*present: int | None) -> list[tuple[int, str]]:
    """The years a condition may begin and end in, and those it already has: (2026, "2026/27")."""
    this_year = timezone.localdate().year
    years = {*range(this_year - YEARS_BACK, this_year + YEARS_AHEAD), *(year for year in present if year)}
    return [(year, f"{year}/{(year + 1) % 100:02}") for year in sorted(years)]


def levels_in_words() -> list[tuple[int, str]]:
    """The levels people are exchanged at, the word before its number: (6, "Bachelor · EQF 6")."""
    named = ((level, str(EqfLevel(level).label).partition(", ")) for level in EqfLevel.higher_education)
    return [(level, f"{capfirst(name)} · {number}") for level, (number, _comma, name) in named]


class ConditionForm(PortalModelForm):
    """One direction between two parties; a new one can be made for both directions at once."""

    direction = forms.ChoiceField(label=gettext_lazy("Who goes where"), widget=forms.RadioSelect)
    first_year = forms.TypedChoiceField(
        label=gettext_lazy("First academic year"), required=False, coerce=int, empty_value=None
    )
    last_year = forms.TypedChoiceField(
        label=gettext_lazy("Last academic year"), required=False, coerce=int, empty_value=None
    )
    eqf_levels = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Levels"),
        required=False,
        coerce=int,
        choices=levels_in_words,
        widget=forms.CheckboxSelectMultiple,
    )
    isced_fields = forms.ModelMultipleChoiceField(
        IscedField.objects.detailed(),
        label=gettext_lazy("Fields of education"),
        required=False,
        widget=forms.CheckboxSelectMultiple({"data-searchable": gettext_lazy("Type a word or a code to narrow it")}),
    )
    clarification = forms.CharField(
        label=gettext_lazy("In the partners’ own words"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example the names of the programmes."),
    )

    class Meta:
        model = Condition
        fields = ("kind", "people_per_year", "total_months", "total_days", "is_blended", "terms")
        widgets = {"is_blended": forms.NullBooleanSelect, "terms": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "total_months": gettext_lazy("Of all students of a year together. Staff count in days."),
            "total_days": gettext_lazy("Of all staff of a year together. Students count in months."),
        }

    fieldsets = [
        (gettext_lazy("Who and what"), ["direction", "kind", "people_per_year", "total_months", "total_days"]),
        (gettext_lazy("When"), ["first_year", "last_year"]),
        (gettext_lazy("Fields and levels"), ["isced_fields", "clarification", "eqf_levels"]),
        (gettext_lazy("Also"), ["is_blended", "terms"]),
    ]

    def __init__(self, *args, agreement: Agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = {
            party.institution_id: party.institution for party in agreement.parties.select_related("institution")
        }
        self.fields["direction"].choices = self._directions(agreement)
        years = [("", "—"), *academic_years(self.instance.first_year, self.instance.last_year)]
        self.fields["first_year"].choices = self.fields["last_year"].choices = years
        if self.instance.pk:
            self._start_from_instance()

    def _directions(self, agreement):
        home = next((party.institution_id for party in agreement.parties.all() if party.is_home), None)
        choices = []
        for key, institution in self.parties.items():
            if key == home or home is None:
                continue
            if not self.instance.pk:
                choices.append((f"{BOTH}:{home}:{key}", _("Both ways, with %(partner)s") % {"partner": institution}))
            choices.append((f"one:{home}:{key}", _("We send to %(partner)s") % {"partner": institution}))
            choices.append((f"one:{key}:{home}", _("We receive from %(partner)s") % {"partner": institution}))
        return [*choices, *self._between_partners(home)]

    def _between_partners(self, home):
        others = [key for key in self.parties if key != home]
        return [
            (f"one:{sender}:{receiver}", f"{self.parties[sender]} → {self.parties[receiver]}")
            for sender in others
            for receiver in others
            if sender != receiver
        ]

    def _start_from_instance(self):
        condition = self.instance
        self.initial |= {
            "direction": f"one:{condition.sender_id}:{condition.receiver_id}",
            "first_year": condition.first_year,
            "last_year": condition.last_year,
            "eqf_levels": condition.eqf_levels,
            "isced_fields": [row.isced_field_id for row in condition.condition_fields.all()],
            "clarification": next((row.clarification for row in condition.condition_fields.all()), ""),
        }

    @property
    def is_both_ways(self) -> bool:
        return self.cleaned_data["direction"].startswith(BOTH)

    def given(self, languages) -> ConditionValues:
        """What the service writes, with the rows of ``LanguageFormSet``."""
        cleaned = self.cleaned_data
        _way, sender, receiver = cleaned["direction"].split(":")
        plain = [*self.Meta.fields, "first_year", "last_year", "eqf_levels"]
        ends = {"sender": self.parties[int(sender)], "receiver": self.parties[int(receiver)]}
        return ConditionValues(
            values={name: cleaned[name] for name in plain} | ends,
            isced_fields=tuple(cleaned["isced_fields"]),
            clarification=cleaned["clarification"],
            languages=tuple(languages.given()),
        )


class LanguageForm(PortalForm):
    """A language and the level recommended in it."""

    language = forms.ModelChoiceField(Language.objects.all(), label=gettext_lazy("Language"), required=False)
    level = forms.ChoiceField(
        label=gettext_lazy("Level"), required=False, choices=[("", "—"), *CefrLevel.choices], widget=forms.Select
    )
    isced_field = forms.ModelChoiceField(IscedField.objects.all(), required=False, widget=forms.HiddenInput)


class _LanguageRows(forms.BaseFormSet):
    def given(self) -> list[LanguageValues]:
        """Each language once (for all fields, or for the one an exchange of data named); empty rows are none."""
        rows = {}
        for form in self.forms:
            language, isced_field = form.cleaned_data.get("language"), form.cleaned_data.get("isced_field")
            if language:
                values = LanguageValues(language, form.cleaned_data.get("level", ""), isced_field)
                rows.setdefault((language, isced_field), values)
        return list(rows.values())


LanguageFormSet = formset_factory(
    LanguageForm, formset=_LanguageRows, extra=2, absolute_max=MOST_LANGUAGES, max_num=MOST_LANGUAGES
)
