"""Keys of rows as they come in addresses and forms: text that anybody may have written."""

from collections.abc import Iterable

MOST_DIGITS = 18  # every number of so many fits into a column of the database


def is_key(text: str) -> bool:
    """Whether ``text`` can be the key of a row. Digits of ASCII alone: "²" is one to Python, and no number."""
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


def keys_among(texts: Iterable[str]) -> list[int]:
    """Those of ``texts`` that can be keys; the others are passed over."""
    return [int(text) for text in texts if is_key(text)]
