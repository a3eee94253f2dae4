"""The form by which a partner looks through what is said about it. What it leaves alone is no correction.

Each field remembers the value it was drawn with, so that a colleague's change in between is not taken for one.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PortalForm
from partners.enums import ContactRole
from partners.exchange_facts import EXCHANGE_FACTS, IN_WORDS
from partners.factsheets.answers import Answer
from partners.factsheets.fields import FACTS, OF_CONTACTS
from partners.models import Contact, Institution

LONGEST_DESCRIPTION = 4000
SHORT_TEXTS = {name: forms.Textarea(attrs={"rows": 2}) for name in IN_WORDS}
SEVERAL_LINES = {"description", *IN_WORDS}
NEW_CONTACTS = 2


class FactsForm(PortalForm):
    """The facts of the partner itself."""

    name = forms.CharField(label=gettext_lazy("Name in English"), max_length=300)
    native_name = forms.CharField(label=gettext_lazy("Name in its own language"), max_length=300, required=False)
    website = forms.URLField(label=gettext_lazy("Website"), max_length=500, required=False, assume_scheme="https")
    street = forms.CharField(label=gettext_lazy("Street"), max_length=250, required=False)
    post_code = forms.CharField(label=gettext_lazy("Post code"), max_length=50, required=False)
    city = forms.CharField(label=gettext_lazy("City"), max_length=150, required=False)
    course_catalogue = forms.URLField(
        label=gettext_lazy("Course catalogue"), max_length=500, required=False, assume_scheme="https"
    )
    description = forms.CharField(
        label=gettext_lazy("What students read about it"),
        max_length=LONGEST_DESCRIPTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, institution: Institution, **kwargs):
        super().__init__(*args, initial={name: getattr(institution, name) for name in FACTS}, **kwargs)
        self.fields |= fields_for_model(Institution, IN_WORDS, widgets=SHORT_TEXTS)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def changed(self) -> dict[str, str]:
        return {name: _tidy(name, self.cleaned_data[name]) for name in self.changed_data}

    @property
    def seen_by_students(self) -> list:
        return [self[name] for name in FACTS if name not in EXCHANGE_FACTS]

    @property
    def for_an_exchange(self) -> list:
        return [self[name] for name in EXCHANGE_FACTS]


class ContactForm(PortalForm):
    """One contact that we know, or with ``contact=None`` room for one we do not."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=ContactRole)
    partner_unit = forms.CharField(label=gettext_lazy("Unit"), max_length=200, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=50, required=False)
    is_gone = forms.BooleanField(label=gettext_lazy("No longer our contact"), required=False)

    def __init__(self, *args, contact: Contact | None = None, **kwargs):
        initial = {name: getattr(contact, name) for name in OF_CONTACTS} if contact else {"role": ContactRole.OTHER}
        super().__init__(
            *args, initial=initial, empty_permitted=contact is None, use_required_attribute=False, **kwargs
        )
        self.contact = contact
        if contact is None:
            del self.fields["is_gone"]
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def is_told_gone(self) -> bool:
        return bool(self.cleaned_data.get("is_gone"))

    def changed(self) -> dict[str, str]:
        return {name: _tidy(name, self.cleaned_data[name]) for name in self.changed_data if name in OF_CONTACTS}

    def values(self) -> dict[str, str]:
        return {name: _tidy(name, self.cleaned_data[name]) for name in OF_CONTACTS}


class SenderForm(PortalForm):
    by = forms.CharField(label=gettext_lazy("Your name"), max_length=200)
    remark = forms.CharField(
        label=gettext_lazy("Anything else we should know"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FactsheetForms:
    """All of them as one page sends them."""

    def __init__(self, institution: Institution, data=None):
        contacts = Contact.objects.filter(institution=institution).current().order_by("name", "pk")
        self.facts = FactsForm(data, institution=institution, prefix="facts")
        self.contacts = [ContactForm(data, contact=each, prefix=f"contact{each.pk}") for each in contacts]
        self.new = [ContactForm(data, prefix=f"new{number}") for number in range(1, NEW_CONTACTS + 1)]
        self.sender = SenderForm(data, prefix="sender")

    def every(self) -> list[PortalForm]:
        return [self.facts, *self.contacts, *self.new, self.sender]

    def are_valid(self) -> bool:
        return all([form.is_valid() for form in self.every()])  # noqa: C419 (each says what is wrong with it)

    @property
    def has_new(self) -> bool:
        """Whether anything was typed where another contact can be named."""
        return any(form.is_bound and form.has_changed() for form in self.new)

    @property
    def errors(self) -> bool:
        return any(form.is_bound and form.errors for form in self.every())

    def answer(self) -> Answer:
        gone = [form.contact.pk for form in self.contacts if form.is_told_gone]
        changed = {form.contact.pk: form.changed() for form in self.contacts if not form.is_told_gone}
        return Answer(
            by=_tidy("by", self.sender.cleaned_data["by"]),
            remark=self.sender.cleaned_data["remark"],
            facts=self.facts.changed(),
            contacts={key: values for key, values in changed.items() if values},
            gone=gone,
            new=[form.values() for form in self.new if form.has_changed()],
        )

    def refuse(self, sentence: str):
        self.sender.add_error(None, ValidationError(sentence or _("This could not be kept.")))


def _tidy(name: str, value: str) -> str:
    """Values of one line are one line, whatever was sent."""
    return value.replace("\r\n", "\n") if name in SEVERAL_LINES else " ".join(value.split())
