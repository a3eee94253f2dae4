"""The words of a report sentence by sentence: the office leaves some out, the public reads the rest with a mark."""

import re
from collections.abc import Collection

MARK = "[…]"
BETWEEN = re.compile(r"(\s*\n\s*|(?<=[.!?…])[^\S\n]+)")  # line breaks, and the space after the end of a sentence


def sentences_of(text: str) -> list[str]:
    """The sentences in their order; a line that ends without a stop is one as well."""
    return BETWEEN.split(text)[::2]


def without(text: str, left_out: Collection[int]) -> str:
    """``text`` without the sentences of these positions (from 0), a mark for each run of them; "" when none is left."""
    if not left_out:
        return text
    pieces = BETWEEN.split(text)
    shown: list[str] = []
    for position, sentence in enumerate(pieces[::2]):
        said = MARK if position in left_out else sentence
        if said == MARK and shown[-2:-1] == [MARK]:
            continue
        between = pieces[2 * position + 1] if 2 * position + 1 < len(pieces) else ""
        shown += [said, between]
    told = "".join(shown).strip()
    return "" if told == MARK else told
