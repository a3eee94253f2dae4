from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm, PortalModelForm
from mobility.models import EmergencyContact
from mobility.people.deciding import LONGEST_REASON
from mobility.people.services import OF_CONTACT


class EmergencyContactForm(PortalModelForm):
    """Leave everything empty, and nobody is called."""

    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=40, required=False, help_text=_("With the country: +46 70 123 45 67")
    )

    class Meta:
        model = EmergencyContact
        fields = OF_CONTACT

    def clean(self):
        values = super().clean()
        if any(values.get(name) for name in OF_CONTACT) and not (values.get("name") and values.get("phone")):
            missing = "phone" if values.get("name") else "name"
            self.add_error(missing, _("Name and telephone belong together. Leave everything empty to remove both."))
        return values


class InclusionNeedForm(PortalForm):
    has_need = forms.BooleanField(
        label=_("The participant has fewer opportunities"),
        required=False,
        help_text=_("A supplement follows from it (KA131-33). Only the office sees this page and that line."),
    )
    needs = forms.CharField(
        label=_("What is needed"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As little as the support needs; no diagnosis."),
    )


class ForgettingForm(PortalForm):
    """Whom to forget, of those who are due, and why."""

    keys = forms.TypedMultipleChoiceField(
        label=_("Whom"),
        coerce=int,
        error_messages={
            "required": _("Tick somebody."),
            "invalid_choice": _(
                "Somebody you ticked is not due any more, or is being forgotten. Look at the list again."
            ),
        },
    )
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = [(person.pk, str(person)) for person in people]
