"""Digital object identifiers: taken from an address or a citation, checked, and written in one way."""

import re
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# A prefix of four to nine digits, perhaps with further parts, a slash, and whatever prints (ISO 26324).
PATTERN = r"^10\.[0-9]{4,9}(\.[0-9]+)*/\S+$"
BEFORE_IT = re.compile(r"^(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
NOT_ONE = _("This is no DOI: one looks like 10.1016/j.ecolind.2019.105512.")
RESOLVER = "https://doi.org/"


def normalised(text: str) -> str:
    """The bare identifier in lower case, for DOIs make no difference of capitals; "" for nothing.

    ``"https://doi.org/10.1000/XYZ "`` → ``"10.1000/xyz"``. Raises ``ValidationError`` for anything else.
    """
    bare = BEFORE_IT.sub("", text.strip()).strip().rstrip(".,;").lower()
    if not bare:
        if text.strip():
            raise ValidationError(NOT_ONE, code="doi")
        return ""
    if not re.fullmatch(PATTERN, bare) or not bare.isprintable():
        raise ValidationError(NOT_ONE, code="doi")
    return bare


def check_doi(text: str):
    """Validator of a column: what stands there is bare and in lower case already."""
    if text != normalised(text):
        raise ValidationError(NOT_ONE, code="doi")


def address_of(doi: str) -> str:
    """Where a DOI leads; "" without one."""
    return f"{RESOLVER}{quote(doi, safe='/')}" if doi else ""
