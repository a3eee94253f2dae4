"""Why an agreement is not renewed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from reminders.arrangements import LONGEST_REASON


class LetEndForm(PortalForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Colleagues read it on the page of the agreement. Nobody is reminded of its last day any more."),
    )
