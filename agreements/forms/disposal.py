"""The form of a decision on what is due."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm


class DisposalForm(PortalForm):
    """Which of the due rows, and why. ``rows`` are those that are due now; another key is refused."""

    keys = forms.TypedMultipleChoiceField(
        coerce=int, required=True, error_messages={"required": _("Choose at least one.")}
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept in the protocol."),
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = [(row.key, row.title) for row in rows]
        self.fields["keys"].error_messages["invalid_choice"] = _("One of them is not due any more: choose again.")
