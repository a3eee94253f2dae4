"""The form of an amendment: what and when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Amendment
from core.forms import PortalModelForm


class AmendmentForm(PortalModelForm):
    """Why, from when, and the terms that are no conditions; conditions are proposed in their table."""

    class Meta:
        model = Amendment
        fields = ("reason", "effective_on", "new_ends_on", "new_tuition_waived")
        widgets = {"reason": forms.Textarea(attrs={"rows": 3}), "new_tuition_waived": forms.NullBooleanSelect}
        help_texts = {
            "effective_on": _("Today or later, while the agreement is in force. It is written on that day by itself."),
            "new_ends_on": _("Leave empty to keep the last day as it is."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        waived = [("unknown", _("As it is")), ("true", _("Waived")), ("false", _("Not waived"))]
        self.fields["new_tuition_waived"].widget.choices = waived

    fieldsets = [
        (_("What and when"), ["reason", "effective_on"]),
        (_("Terms that change beside the conditions"), ["new_ends_on", "new_tuition_waived"]),
    ]
