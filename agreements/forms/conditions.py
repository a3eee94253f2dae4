"""The form of one condition: who goes where, for what, how many, in which fields and languages."""

from django import forms
from django.forms import formset_factory
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.forms.condition_words import clarifications_from, written_clarifications
from agreements.models import Agreement, Condition
from agreements.services.conditions import ConditionValues, LanguageValues
from core.forms import PortalForm, PortalModelForm
from partners.models import Contact
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


def directions(agreement: Agreement, *, is_new: bool) -> list[tuple[str, str]]:
    """Who can go where between the parties, from our side; a new condition can be made for both directions at once."""
    parties = {party.institution_id: party.institution for party in agreement.parties.all()}
    home = next((party.institution_id for party in agreement.parties.all() if party.is_home), None)
    choices = []
    for key, institution in parties.items():
        if key == home or home is None:
            continue
        if is_new:
            choices.append((f"{BOTH}:{home}:{key}", _("Both ways, with %(partner)s") % {"partner": institution}))
        choices.append((f"one:{home}:{key}", _("We send to %(partner)s") % {"partner": institution}))
        choices.append((f"one:{key}:{home}", _("We receive from %(partner)s") % {"partner": institution}))
    others = [key for key in parties if key != home]
    between = [(sender, receiver) for sender in others for receiver in others if sender != receiver]
    return [*choices, *((f"one:{one}:{two}", f"{parties[one]} → {parties[two]}") for one, two in between)]


def ends_of(direction: str, parties) -> dict:
    """Sender and receiver of a chosen direction; ``parties`` by their institution's key."""
    _way, sender, receiver = direction.split(":")
    return {"sender": parties[int(sender)], "receiver": parties[int(receiver)]}


def contact_at_its_place(contact: Contact) -> str:
    return f"{contact.name} · {contact.institution}"


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
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "For example the names of the programmes. A line that begins with the code of a field is for that field "
            "alone: 0613 Game programming."
        ),
    )

    class Meta:
        model = Condition
        fields = (
            "kind", "people_per_year", "total_months", "total_days", "is_blended", "terms",
            "sender_unit", "receiver_unit", "sender_contact", "receiver_contact",
        )  # fmt: skip
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
        (
            gettext_lazy("Units and contacts"),
            ["sender_unit", "sender_contact", "receiver_unit", "receiver_contact"],
        ),
    ]

    def __init__(self, *args, agreement: Agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = {
            party.institution_id: party.institution for party in agreement.parties.select_related("institution")
        }
        self.fields["direction"].choices = directions(agreement, is_new=not self.instance.pk)
        contacts = Contact.objects.filter(institution__in=self.parties).select_related("institution").current()
        for name in ("sender_contact", "receiver_contact"):
            self.fields[name].queryset = contacts
            self.fields[name].label_from_instance = contact_at_its_place
        years = [("", "—"), *academic_years(self.instance.first_year, self.instance.last_year)]
        self.fields["first_year"].choices = self.fields["last_year"].choices = years
        if self.instance.pk:
            self._start_from_instance()

    def _start_from_instance(self):
        condition = self.instance
        self.initial |= {
            "direction": f"one:{condition.sender_id}:{condition.receiver_id}",
            "first_year": condition.first_year,
            "last_year": condition.last_year,
            "eqf_levels": condition.eqf_levels,
            "isced_fields": [row.isced_field_id for row in condition.condition_fields.all()],
            "clarification": written_clarifications(condition.condition_fields.all()),
        }

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("isced_fields") or ()
        try:
            self.clarifications = clarifications_from(cleaned.get("clarification", ""), {field.pk for field in chosen})
        except forms.ValidationError as error:
            self.add_error("clarification", error)
        return cleaned

    @property
    def is_both_ways(self) -> bool:
        return self.cleaned_data["direction"].startswith(BOTH)

    def given(self, languages) -> ConditionValues:
        """What the service writes, with the rows of ``LanguageFormSet``."""
        cleaned = self.cleaned_data
        plain = [*self.Meta.fields, "first_year", "last_year", "eqf_levels"]
        ends = ends_of(cleaned["direction"], self.parties)
        return ConditionValues(
            values={name: cleaned[name] for name in plain} | ends,
            isced_fields=tuple(cleaned["isced_fields"]),
            clarifications=self.clarifications,
            languages=tuple(languages.given()),
        )


class LanguageForm(PortalForm):
    """A language and the level recommended in it."""

    language = forms.ModelChoiceField(Language.objects.all(), label=gettext_lazy("Language"), required=False)
    level = forms.ChoiceField(
        label=gettext_lazy("Level"), required=False, choices=[("", "—"), *CefrLevel.choices], widget=forms.Select
    )
    isced_field = forms.ModelChoiceField(
        IscedField.objects.detailed(),
        label=gettext_lazy("For the field"),
        required=False,
        empty_label=gettext_lazy("all"),
    )


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
