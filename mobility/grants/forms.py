from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from core.keys import is_key


def amounts_seen(sent: Iterable[str]) -> dict[int, Decimal]:
    """What a page showed as due, by the key of the stay ("7:1200.00"); what a browser sent that is no such is left."""
    seen = {}
    for each in sent:
        key, _colon, amount = each.partition(":")
        with suppress(InvalidOperation):
            if is_key(key) and (said := Decimal(amount)).is_finite():
                seen[int(key)] = said
    return seen


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
