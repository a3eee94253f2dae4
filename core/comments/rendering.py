"""The words of a comment in pieces that a template escapes one by one: plain text, links, names. Never HTML."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

ADDRESS = r"https?://[^\s<>\"“”«»]+"
AFTER_AN_ADDRESS = ".,;:!?'’…"


@dataclass(frozen=True)
class Piece:
    """A run of text. With ``url`` it is a link, with ``is_name`` it addresses somebody."""

    text: str
    url: str = ""
    is_name: bool = False


def pieces(text: str, names: Iterable[str]) -> list[Piece]:
    """``text`` whole and in order; an @ before one of ``names`` goes with the name."""
    longest_first = sorted({name for name in names if name}, key=len, reverse=True)
    called = "|".join(re.escape(name) for name in longest_first) or r"(?!)"
    found, end = [], 0
    for match in re.finditer(rf"(?P<url>{ADDRESS})|(?<![\w.@/+-])@(?:{called})(?!\w)", text):
        piece = _link(match.group()) if match.group("url") else Piece(match.group(), is_name=True)
        found += [Piece(text[end : match.start()]), piece]
        end = match.start() + len(piece.text)
    return [piece for piece in (*found, Piece(text[end:])) if piece.text]


def _link(address: str) -> Piece:
    """Without the full stop that ends the sentence, and without a bracket that was opened before it."""
    bare = address.rstrip(AFTER_AN_ADDRESS)
    while bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare[:-1].rstrip(AFTER_AN_ADDRESS)
    return Piece(bare, url=bare)
