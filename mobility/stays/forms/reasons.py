"""The form for accepting somebody beyond the agreed number of places."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm


class ReasonForm(PortalForm):
    """Why a stay is accepted beyond the agreed number."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays with the stay, and in its history."),
    )
