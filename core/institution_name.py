"""The university's own name in the language of who reads it."""

from django.conf import settings
from django.utils.translation import get_language


def institution_name(language: str | None = None) -> str:
    """In ``language``, else in the reader's; the first name where there is none in that language."""
    swedish = (language or get_language()) == "sv"
    return (settings.INSTITUTION_NAME_SV if swedish else "") or settings.INSTITUTION_NAME
