"""Cases in, answers out: the what-if calculator and ``assess_mobilities`` speak through this module."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from mobility.rules.book import RuleBook
from mobility.rules.checking import check, unknown_places
from mobility.rules.findings import IN_THE_CASE, Finding, error
from mobility.rules.grants import Grant, calculate
from mobility.rules.reading import read_case


def assess_all(cases: list[Any]) -> Iterator[dict]:
    """An answer for each case, in order; the tables are read once for each call year. Writes nothing."""
    book_of = cache(RuleBook.of_call)
    return (assess(raw, book_of) for raw in cases)


def assess(raw: Any, book_of: Callable[[int], RuleBook | None]) -> dict:
    """``{"id", "days", "findings", "grant"}`` for one case; amounts are decimal strings in euro."""
    case, findings = read_case(raw)
    name = raw.get("id") if isinstance(raw, dict) else None
    if isinstance(name, dict | list):
        findings.append(error(IN_THE_CASE, _("“id” is expected to be a text or a number.")))
        name = None
    grant = Grant([], [])
    if case is not None:
        book = book_of(case.call_year)
        if book is None:
            sentence = _("The rules of call %(call)s are not in the tables.")
            findings.append(error(IN_THE_CASE, sentence % {"call": case.call_year}))
        else:
            grant = Grant([], []) if unknown_places(case, book) else calculate(case, book)
            findings += check(case, book) + grant.findings
    return {
        "id": name,
        "days": case.days if case else None,
        "findings": [_as_json(finding) for finding in findings],
        "grant": {
            "lines": [{"rule": line.rule, "text": line.text, "amount": str(line.amount)} for line in grant.lines],
            "total": str(grant.total),
        },
    }


def _as_json(finding: Finding) -> dict:
    return {"rule": finding.rule, "severity": finding.severity.value, "message": finding.message}
