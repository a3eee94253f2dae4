"""What a mail carries and the portal does not keep: an address that opens something is put in as the mail leaves.

The text in the outbox holds a signed mark in its place; whoever reads the database, a backup or a copy of the mail in
the portal finds the mark alone, and nobody can write one.
"""

import re
from collections.abc import Callable

from django.core.signing import BadSignature, Signer

MARK = re.compile(r"\[\[(sealed-[a-z]+-\d+\.[\w-]+)\]\]")

_openers: dict[str, Callable[[int], str]] = {}


def register(kind: str, opener: Callable[[int], str]):
    """``opener(number)`` gives what stands in the mail; "" for what is not there any more."""
    _openers[kind] = opener


def seal(kind: str, number: int) -> str:
    """The mark for a text that waits in the outbox."""
    return f"[[{_signer().sign(f'sealed-{kind}-{number}')}]]"


def opened(text: str) -> str:
    """``text`` as its reader gets it."""
    return MARK.sub(_opened, text)


def closed(text: str, words: str) -> str:
    """``text`` as colleagues read it, ``words`` in the place of each mark."""
    return MARK.sub(words, text)


def _opened(found: re.Match[str]) -> str:
    try:
        _prefix, kind, number = _signer().unsign(found[1]).split("-")
    except (BadSignature, ValueError):
        return found[0]  # somebody's own words
    return _openers[kind](int(number)) if kind in _openers else ""


def _signer() -> Signer:
    return Signer(sep=".", salt="reminders.post.sealed")
