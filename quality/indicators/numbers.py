"""Figures as people write them and read them: with comma or point, with blanks or without, with a sign of per cent."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

BLANKS = re.compile(r"[\s\u00a0\u2009\u202f]")
WRITTEN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
MOST_PLACES = 2
LARGEST = Decimal(10) ** 12 - 1
HUNDRED = Decimal(100)


def read_figure(written: str, *, is_share: bool = False, may_be_negative: bool = False) -> Decimal | None:
    """The number that somebody wrote, None for nothing; raises ``ValidationError`` with a sentence for the person."""
    bare = BLANKS.sub("", written).removesuffix("%").replace("−", "-").replace(",", ".")
    if not bare:
        return None
    if not WRITTEN.fullmatch(bare):
        raise ValidationError(_("“%(text)s” is not a number.") % {"text": Truncator(written).chars(40)})
    places = len(bare.partition(".")[2].rstrip("0"))
    if places > MOST_PLACES:
        raise ValidationError(_("At most two places after the decimal sign. Thousands are written without a sign."))
    number = Decimal(bare)
    if is_share and not 0 <= number <= HUNDRED:
        raise ValidationError(_("A share lies between 0 and 100 per cent."))
    if number < 0 and not may_be_negative:
        raise ValidationError(_("A number here is 0 or more."))
    if abs(number) > LARGEST:
        raise ValidationError(_("This number is too large to be meant."))
    return number.quantize(Decimal("0.01"))


def figure_text(number: Decimal | None) -> str:
    """A figure as it stands in a field: with the reader's decimal sign, without idle noughts."""
    return "" if number is None else number_format(_plain(number))


def figure_words(number: Decimal | None, indicator, *, with_unit: bool = False) -> str:
    """A figure as it is read: "1,250 courses", "64.5 %"."""
    if number is None:
        return ""
    text = number_format(_plain(number), force_grouping=True)
    if indicator.is_share:
        return f"{text} %"
    return f"{text} {indicator.unit_words}" if with_unit and indicator.measured_in else text


def _plain(number: Decimal) -> Decimal | int:
    return number.normalize() if number % 1 else int(number)
