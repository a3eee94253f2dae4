from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm


class ShortcomingForm(PortalForm):
    """What does not work, where, and whom to answer."""

    text = forms.CharField(
        label=_("What can you not read or use?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say what you tried, and with which aids, if you use any."),
    )
    page_address = forms.CharField(
        label=_("On which page?"), max_length=500, required=False, help_text=_("Its address or its title.")
    )
    reply_to = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("Only if you want an answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
