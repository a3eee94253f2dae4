"""What a partner fills in, and whom the office asks."""

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core.forms import PortalForm
from mobility.enums import Activity, Direction
from mobility.models import NominationWindow, Scheme
from mobility.nominations.links import ADD
from mobility.nominations.receiving import Nominee
from mobility.stays.people import Person
from partners.models import Contact, Institution
from partners.requests.plain_words import refuse_hidden_signs
from reference.enums import EqfLevel
from reference.models import Country

ROWS, MOST_ROWS = 5, 20
LANGUAGES = (("en", "English"), ("sv", "Svenska"))


def plain(label, most: int, *, required: bool = True, **further):
    """A field of one line for strangers."""
    return forms.CharField(label=label, max_length=most, required=required, validators=[refuse_hidden_signs], **further)


class NomineeForm(PortalForm):
    """One student. Only what the receiving university needs to judge and to write to them (KA131-61)."""

    given_name = plain(_("Given name"), 100)
    family_name = plain(_("Family name"), 100)
    email = forms.EmailField(label=_("E-mail"))
    born_on = forms.DateField(label=_("Date of birth"))
    nationality = forms.ModelChoiceField(Country.objects.none(), label=_("Nationality"))
    level = forms.TypedChoiceField(
        label=_("Level"),
        coerce=int,
        choices=[("", "—"), *((level, EqfLevel(level).label) for level in EqfLevel.higher_education)],
    )
    field_words = plain(_("Field of study"), 150)
    person_code = plain(_("Your student number"), 40, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nationality"].queryset = Country.objects.by_name()
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean_born_on(self):
        born_on = self.cleaned_data["born_on"]
        if not 1920 <= born_on.year <= timezone.localdate().year - 15:
            raise forms.ValidationError(_("This cannot be the birth date of a student."))
        return born_on

    def nominee(self) -> Nominee:
        told = self.cleaned_data
        names = ("given_name", "family_name", "email", "born_on", "nationality", "person_code")
        person = Person(**{name: told[name] for name in names})
        return Nominee(person, told["level"], told["field_words"])


class Nominees(BaseFormSet):
    def clean(self):
        if not any(self.errors) and not self.filled():
            raise forms.ValidationError(_("Tell of at least one student."))

    def filled(self) -> list[NomineeForm]:
        return [form for form in self.forms if form.has_changed()]


NomineeFormSet = formset_factory(
    NomineeForm, formset=Nominees, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)


class SenderForm(PortalForm):
    sender = plain(_("Your name"), 150, widget=forms.TextInput({"autocomplete": "name"}))


class AskForm(PortalForm):
    """Which contacts of one partner are sent an address, for which term and unit."""

    contacts = forms.ModelMultipleChoiceField(
        Contact.objects.none(), label=_("To whom"), widget=forms.CheckboxSelectMultiple
    )
    window = forms.ModelChoiceField(NominationWindow.objects.none(), label=_("For which term"))
    scheme = forms.ModelChoiceField(Scheme.objects.none(), label=_("Scheme"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Our unit"))
    language = forms.ChoiceField(label=_("Language of the mail"), choices=LANGUAGES)

    def __init__(self, *args, user, partner: Institution, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contacts"].queryset = partner.contacts.exclude(email="").order_by("name")
        self.fields["window"].queryset = NominationWindow.objects.not_over()
        incoming = {"directions__contains": [Direction.INCOMING], "activities__contains": [Activity.STUDIES]}
        self.fields["scheme"].queryset = Scheme.objects.filter(is_offered=True, **incoming)
        self.fields["unit"].queryset = Unit.objects.where(user, ADD).filter(is_active=True).order_by("path")
