from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm


class PaymentForm(PortalForm):
    """On which day it was paid; ``expected`` is the amount that the person saw."""

    paid_on = forms.DateField(label=_("Paid on"), initial=timezone.localdate)
    reference = forms.CharField(
        label=_("Reference"),
        max_length=60,
        required=False,
        help_text=_("The number of the payment in the accounts."),
    )
    expected = forms.DecimalField(required=False, max_digits=11, decimal_places=2, widget=forms.HiddenInput)
