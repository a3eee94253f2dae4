"""The form of a finding with its answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalModelForm
from quality.models import Finding


class FindingForm(PortalModelForm):
    fieldsets = [
        (_("What was found"), ["kind", "category", "text"]),
        (_("What follows"), ["response", "no_action_because"]),
    ]

    class Meta:
        model = Finding
        fields = ("kind", "category", "text", "response", "no_action_because")
        widgets = {"text": forms.Textarea(attrs={"rows": 4}), "response": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "no_action_because": _("A recommendation or requirement asks for an action. Where none follows, say why."),
        }
