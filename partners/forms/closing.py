"""The form that says that a partner is no more."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PortalModelForm
from partners.models import Institution
from partners.selectors import called

LONGEST_NAME = 300


class ClosingForm(PortalModelForm):
    """When it closed, why, and who took its place."""

    closed_on = forms.DateField(label=gettext_lazy("Closed on"))
    closing_reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Never shown to the public."),
    )
    successor = forms.CharField(
        label=gettext_lazy("Succeeded by"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("Erasmus code, PIC or name of the institution that took its place."),
    )

    class Meta:
        model = Institution
        fields = ["closed_on", "closing_reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        successor = self.instance.succeeded_by
        self.fields["successor"].initial = (successor.erasmus_code or successor.name) if successor else ""

    def clean_successor(self):
        written = self.cleaned_data["successor"].strip()
        if not written:
            return None
        found = [institution for institution in called(written) if institution.pk != self.instance.pk]
        if not found:
            raise ValidationError(_("No other institution is called “%(text)s”.") % {"text": written})
        if len(found) > 1:
            names = ", ".join(f"{institution.name} ({institution.code_shown})" for institution in found)
            raise ValidationError(_("Several institutions may be meant: %(names)s. Give the code.") % {"names": names})
        return found[0]
