"""Names of sheets: at most 31 letters, none that spreadsheets forbid, none twice."""

import re

LONGEST = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]+")
CUT = "…"


def sheet_name(heading: str, taken: set[str] | None = None) -> str:
    """``heading`` as far as whole words of it fit; ``taken`` are the names there are, and gets this one, too."""
    plain = " ".join(FORBIDDEN.sub(" ", heading).split()) or "–"
    name, taken = _cut(plain, LONGEST), set() if taken is None else taken
    while name.casefold() in taken:
        number = f" {len(taken) + 1}"
        name = _cut(plain, LONGEST - len(number)) + number
    taken.add(name.casefold())
    return name


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    whole_words, _space, _rest = text[:longest].rpartition(" ")
    return (whole_words or text[: longest - 1]).rstrip(" ,;–-")[: longest - 1] + CUT
