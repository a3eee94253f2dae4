from dataclasses import dataclass

from mobility.enums import Severity

IN_THE_CASE = "case"  # the finding is about what was given, before any rule of the field is asked


@dataclass(frozen=True)
class Finding:
    """What a rule says about a case: its number in RULES, how grave it is, and a sentence with the values."""

    rule: str
    severity: Severity
    message: str


def error(rule: str, message: str) -> Finding:
    return Finding(rule, Severity.ERROR, message)


def warning(rule: str, message: str) -> Finding:
    return Finding(rule, Severity.WARNING, message)


def note(rule: str, message: str) -> Finding:
    return Finding(rule, Severity.NOTE, message)
