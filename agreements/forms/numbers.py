"""The form of a registration number."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement
from core.forms import PortalModelForm


class NumberForm(PortalModelForm):
    """A number by hand with its reason; left empty, the next of the series (``next_number``)."""

    note = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where you write the number yourself. It is kept in the history."),
    )

    class Meta:
        model = Agreement
        fields = ("number",)

    def __init__(self, *args, next_number: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = _help_text(self.instance.number, next_number)


def _help_text(present: str, following: str) -> str:
    if present:
        return _("It has a number: write the one that replaces it, and why.")
    if following:
        return _("Left empty, it gets the next of the series: %(number)s") % {"number": following}
    return _("No series of numbers is in use for it: write the number as the registry gave it.")
