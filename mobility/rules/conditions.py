"""One condition that a programme fulfils or not, in words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Condition:
    """One line of the page. ``is_binding`` is off for what the university merely recommends, and for explanations."""

    rule: str
    holds: bool
    sentence: str
    mend: str = ""
    is_binding: bool = True


def binding(rule: str, holds: bool, sentence: str, mend: str) -> Condition:
    """``mend`` is told only where the condition does not hold."""
    return Condition(rule, holds, sentence, "" if holds else mend)
