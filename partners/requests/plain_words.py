"""What strangers type: kept as they typed it, without signs that break a line of a mail or turn text around."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

# They let text read otherwise than it is stored: marks, embeddings, overrides and isolates of direction.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BREAKING = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, halves of signs, separators of lines and paragraphs


def refuse_hidden_signs(text: str):
    """Raise ``ValidationError`` for signs that nobody can see; a line break or a tab is none of them."""
    if any(sign in TURNING for sign in text):
        raise ValidationError(_("Hidden signs that change the direction of the text cannot be kept. Type it anew."))
    if any(unicodedata.category(sign) in BREAKING and sign not in "\n\t" for sign in text):
        raise ValidationError(_("It holds control characters that cannot be kept. Type it anew."))


def refuse_line_breaks(text: str):
    """The same for what becomes part of one line."""
    if "\n" in text or "\t" in text:
        raise ValidationError(_("Write this on one line."))
    refuse_hidden_signs(text)


class PlainField(forms.CharField):
    """Text of several lines; browsers send two signs for a line break, and one is counted."""

    default_validators = [refuse_hidden_signs]

    def to_python(self, value):
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


class LineField(PlainField):
    default_validators = [refuse_line_breaks]


class WebField(forms.URLField):
    """An address of the web; "their.university.example" counts as one."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", max_length=500, **kwargs)
