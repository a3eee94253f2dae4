"""The form by which a colleague proposes a partner."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit
from core.forms import PortalModelForm
from partners.forms.known_institutions import NEW, KnownChoices, similar_choices
from partners.models import PartnershipRequest
from partners.models.requests import LONGEST_GOALS, LONGEST_MESSAGE
from partners.requests.enums import Purpose
from partners.requests.plain_words import LineField, PlainField, WebField
from partners.requests.workflow import PROPOSE
from reference.models import Country

MOST_PEOPLE = 1000


class ProposeForm(KnownChoices, PortalModelForm):
    """Who it is, what for, who works with them. One that is in the register is chosen, never entered twice."""

    organisation = LineField(label=gettext_lazy("Name"), max_length=300)
    country = forms.ModelChoiceField(queryset=Country.objects.none(), label=gettext_lazy("Country"))
    city = LineField(label=gettext_lazy("City"), max_length=150, required=False)
    website = WebField(label=gettext_lazy("Website"), required=False)
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=gettext_lazy("Unit"))
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("What for"), choices=Purpose.choices, widget=forms.CheckboxSelectMultiple
    )
    subject_areas = LineField(label=gettext_lazy("Fields"), max_length=300, required=False)
    goals = PlainField(
        label=gettext_lazy("Goals"),
        max_length=LONGEST_GOALS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What your unit gains, and what the partner does."),
    )
    people_out = forms.IntegerField(
        label=gettext_lazy("How many of ours would go, a year"), required=False, min_value=0, max_value=MOST_PEOPLE
    )
    people_in = forms.IntegerField(
        label=gettext_lazy("How many of theirs would come, a year"), required=False, min_value=0, max_value=MOST_PEOPLE
    )
    message = PlainField(
        label=gettext_lazy("Further words for the office"),
        max_length=LONGEST_MESSAGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    person_name = LineField(label=gettext_lazy("Name of the contact"), max_length=200, required=False)
    person_role = LineField(label=gettext_lazy("Role there"), max_length=200, required=False)

    fieldsets = [
        (gettext_lazy("Is it one of these?"), ["which"]),
        (gettext_lazy("With whom"), ["organisation", "country", "city", "website"]),
        (
            gettext_lazy("What you have in mind"),
            ["unit", "purposes", "level", "subject_areas", "goals", "people_out", "people_in", "message"],
        ),
        (gettext_lazy("Contact at the partner"), ["person_name", "person_role", "person_email"]),
    ]

    class Meta:
        model = PartnershipRequest
        fields = [
            *("organisation", "country", "city", "website", "unit", "purposes", "level", "subject_areas", "goals"),
            *("people_out", "people_in", "message", "person_name", "person_role", "person_email"),
        ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = Country.objects.by_name()
        units = Unit.objects.where(user, PROPOSE).filter(is_active=True).order_by("path")
        self.fields["unit"].queryset = units
        if not self.instance.pk and units.count() == 1:
            self.initial.setdefault("unit", units.get().pk)
        known = self.instance.institution or self.initial.get("institution")
        self.offer(similar_choices(self.typed()) if self.is_bound else [], known=known)

    def typed(self) -> dict:
        return {
            name: self.data.get(self.add_prefix(name), "") for name in ("organisation", "country", "city", "website")
        }

    def clean(self):
        cleaned = super().clean()
        if "which" in self.fields and not cleaned.get("which") and "which" not in self.errors:
            self.add_error("which", _("Say whether it is one of these."))
        return cleaned

    def values(self) -> dict:
        """What ``partners.requests.receiving`` takes."""
        values = super().values()
        which = values.pop("which", NEW)
        return values | {"institution": self.institution_of(which)}
