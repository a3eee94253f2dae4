"""Amounts of money as people read them."""

from decimal import Decimal

from django.utils.formats import number_format


def in_euro(amount: Decimal | int) -> str:
    """“1,234.50 €”, in the reader's way of writing numbers; the space does not break."""
    return f"{with_cents(amount)}\N{NO-BREAK SPACE}€"


def in_round_euro(amount: Decimal | int) -> str:
    """“400,000 €”, and “1,234.50 €” where there are cents: for sums that are agreed, and not counted."""
    return in_euro(amount) if amount % 1 else f"{number_format(int(amount), force_grouping=True)}\N{NO-BREAK SPACE}€"


def with_cents(amount: Decimal | int) -> str:
    """“1,234.50”, for sentences that name the currency further on."""
    return number_format(amount, decimal_pos=2, force_grouping=True)
