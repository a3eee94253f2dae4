"""Sentences that are kept for people whose language is not known yet: in every language of the house."""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import get_language, override


def in_every_language(say: Callable[[], str]) -> dict[str, str]:
    """What ``say`` gives in each language, by its code."""
    sentences = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            sentences[code] = str(say())
    return sentences


def english_or_swedish(english: str, swedish: str) -> str:
    """What a row says in two columns: in Swedish where that is read and there, else in English."""
    return (swedish if get_language() == "sv" else "") or english


def in_readers_language(sentences: dict[str, str]) -> str:
    """The sentence in the language active now, else in the one of the settings."""
    return sentences.get(get_language() or "") or sentences.get(settings.LANGUAGE_CODE, "")
