"""Amounts of money as people read them."""

from decimal import Decimal

from django.utils.formats import number_format


def in_euro(amount: Decimal | int) -> str:
    """“1,234.50 €”, in the reader's way of writing numbers; the space does not break."""
    return f"{number_format(amount, decimal_pos=2, force_grouping=True)}\N{NO-BREAK SPACE}€"
