"""What a number of some graduates alone is of: a programme by its name, a level and a gender by their codes."""

from core.search_text import fold
from insights.enums import DividedBy, Gender
from reference.enums import EqfLevel

LONGEST_PROGRAMME = 120
KNOWN = {
    DividedBy.LEVEL.value: {str(level.value): level.label for level in EqfLevel},
    DividedBy.GENDER.value: {gender.value: gender.label for gender in Gender},
}

WORDS = {part: words for parts in KNOWN.values() for part, words in parts.items()}


def words_of_part(divided_by: str, part: str) -> str:
    return str(KNOWN.get(divided_by, {}).get(part, part))


def part_said(divided_by: str, text: str) -> str | None:
    """The part that ``text`` names, by code or word; None where there is no such part."""
    if divided_by not in KNOWN:
        return text if 0 < len(text) <= LONGEST_PROGRAMME else None
    known = KNOWN[divided_by].items()
    return next((part for part, words in known if fold(text) in (fold(part), fold(str(words)))), None)
