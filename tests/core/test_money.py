from decimal import Decimal

import pytest
from django.utils import translation

from core.money import in_euro, in_round_euro

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "amount", "counted", "agreed"),
    [
        ("en", Decimal("400000.00"), f"400,000.00{SPACE}€", f"400,000{SPACE}€"),
        ("en", Decimal("1234.50"), f"1,234.50{SPACE}€", f"1,234.50{SPACE}€"),
        ("en", 250000, f"250,000.00{SPACE}€", f"250,000{SPACE}€"),
        ("sv", Decimal("400000.00"), f"400{SPACE}000,00{SPACE}€", f"400{SPACE}000{SPACE}€"),
        ("sv", Decimal("-0.05"), f"-0,05{SPACE}€", f"-0,05{SPACE}€"),
    ],
)
def test_agreed_sums_have_cents_only_where_there_are_some(language, amount, counted, agreed):
    with translation.override(language):
        assert (in_euro(amount), in_round_euro(amount)) == (counted, agreed)
