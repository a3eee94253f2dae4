"""The form of a finding with its answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalModelForm
from quality.models import Finding


class FindingForm(PortalModelForm):
    """``criteria``: those of the review; None where it is none, and nothing is judged against criteria."""

    fieldsets = [
        (_("What was found"), ["kind", "category", "criterion", "text"]),
        (_("What follows"), ["response", "no_action_because"]),
    ]

    class Meta:
        model = Finding
        fields = ("kind", "category", "criterion", "text", "response", "no_action_because")
        widgets = {"text": forms.Textarea(attrs={"rows": 4}), "response": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "no_action_because": _("A recommendation or requirement asks for an action. Where none follows, say why."),
        }

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        if criteria is None:
            del self.fields["criterion"]
        else:
            self.fields["criterion"].queryset = criteria
