"""The form by which anybody may ask us for a partnership."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PortalForm
from partners.models.requests import LONGEST_MESSAGE
from partners.requests.enums import Purpose
from partners.requests.plain_words import LineField, PlainField, WebField, refuse_line_breaks
from reference.models import Country

NOBODY_FILLS_IN = "fax"  # drawn out of sight: people leave it empty, programs that fill in everything do not


class PartnershipForm(PortalForm):
    """Who asks, for which organisation, what for. Everything that is asked is needed for an answer."""

    organisation = LineField(
        label=gettext_lazy("Name of your organisation"),
        max_length=300,
        help_text=gettext_lazy("In English where it has an English name, or in its own language."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = forms.ModelChoiceField(queryset=Country.objects.none(), label=gettext_lazy("Country"))
    city = LineField(label=gettext_lazy("City"), max_length=150, required=False)
    website = WebField(label=gettext_lazy("Website"), required=False)
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("What would you like to do with us?"),
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one.")},
    )
    subject_areas = LineField(
        label=gettext_lazy("In which fields?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For example: software engineering, nursing."),
    )
    message = PlainField(
        label=gettext_lazy("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy("What you have in mind, with whom, and from when. At most 5,000 characters."),
    )
    person_name = LineField(
        label=gettext_lazy("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    person_role = LineField(
        label=gettext_lazy("Your role there"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    person_email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        help_text=gettext_lazy("We send you a link by which you confirm it, and later our answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    privacy = forms.BooleanField(
        label=gettext_lazy("I have read how my data are used."),
        error_messages={"required": gettext_lazy("Please read it, and tick the box.")},
    )
    fax = forms.CharField(label=gettext_lazy("Leave this empty"), required=False, max_length=200)

    fieldsets = [
        (gettext_lazy("Your organisation"), ["organisation", "country", "city", "website"]),
        (gettext_lazy("What you have in mind"), ["purposes", "subject_areas", "message"]),
        (gettext_lazy("Who you are"), ["person_name", "person_role", "person_email", "privacy"]),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = Country.objects.by_name()
        self.fields["privacy"].help_text = format_html(
            '<a href="{}" target="_blank">{}</a>', reverse("pages:page", args=["privacy"]), _("Privacy notice")
        )

    @property
    def groups(self):
        """Without the field that nobody fills in: the page draws it out of sight."""
        return [
            (heading, [field for field in fields if field.name != NOBODY_FILLS_IN])
            for heading, fields in super().groups
            if heading
        ]

    def clean_person_email(self):
        address = self.cleaned_data["person_email"]
        refuse_line_breaks(address)
        return address

    def clean_fax(self):
        if self.cleaned_data["fax"]:
            raise ValidationError(_("Leave this field empty: only programs fill it in."))
        return ""

    def values(self) -> dict:
        """What ``partners.requests.receiving.receive`` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("privacy", NOBODY_FILLS_IN)}
