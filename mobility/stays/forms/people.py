"""Who goes or comes: the questions, and the one whether it is somebody known already."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalModelForm
from core.keys import keys_among
from mobility.models import Participant
from mobility.stays.people import Person
from reference.models import Country

OF_PERSON = ("given_name", "family_name", "email", "person_code", "born_on", "nationality", "residence")
ANOTHER = "another"


class PersonForm(PortalModelForm):
    """What is known of a person."""

    class Meta:
        model = Participant
        fields = OF_PERSON

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("nationality", "residence"):
            self.fields[name].queryset = Country.objects.by_name()


class AsksWho(forms.Form):
    """The person of a stay that is new; ``same_person`` is asked only after the service was unsure."""

    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    email = forms.EmailField(label=_("E-mail"), required=False)
    person_code = forms.CharField(
        label=_("Own code"),
        max_length=40,
        required=False,
        help_text=_("Student number or staff code at the sending institution. Never a national identity number."),
    )
    born_on = forms.DateField(label=_("Date of birth"), required=False)
    nationality = forms.ModelChoiceField(Country.objects.none(), label=_("Nationality"), required=False)
    residence = forms.ModelChoiceField(Country.objects.none(), label=_("Country of residence"), required=False)

    def limit_countries(self):
        for name in ("nationality", "residence"):
            self.fields[name].queryset = Country.objects.by_name()

    def ask_again_who(self):
        """The question as it was asked before, where it was."""
        chosen = self.data.get("same_person") or ""
        shown = keys_among(self.data.get("known_people", "").split(","))
        if chosen or shown:
            self.offer(list(Participant.objects.visible_to(self.user).filter(pk__in=shown)))

    def offer(self, known):
        """Ask whether it is one of ``known``, whom the service found to be like the one who was typed."""
        choices = [(str(each.pk), f"{each} · {each.email or each.person_code}") for each in known]
        self.fields["same_person"] = forms.ChoiceField(
            label=_("Is it one of these?"),
            choices=[*choices, (ANOTHER, _("No, it is somebody else"))],
            widget=forms.RadioSelect,
        )
        self.known_people = ",".join(value for value, _label in choices)
        heading, _names = self.fieldsets[0]
        self.fieldsets = [(heading, ["same_person", *OF_PERSON]), *self.fieldsets[1:]]

    def person(self) -> Person | Participant:
        """Who was typed, or who was said to be the same."""
        chosen = self.cleaned_data.get("same_person")
        if chosen and chosen != ANOTHER:
            return Participant.objects.visible_to(self.user).get(pk=chosen)
        return self.typed_person()

    def typed_person(self) -> Person:
        typed = {name: self.cleaned_data.get(name) for name in OF_PERSON}
        texts = {name: typed[name] or "" for name in ("given_name", "family_name", "email", "person_code")}
        return Person(**typed | texts)

    @property
    def is_another(self) -> bool:
        return self.cleaned_data.get("same_person") == ANOTHER
