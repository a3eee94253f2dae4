"""Findings in words: what is wrong with each row, asked of its check as the reader may see it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from core.checks import Check, Everybody, Fault, registered_checks
from insights.findings.looking import key_of
from insights.models import Finding


def checks_by_name() -> dict[str, Check]:
    return {check.name: check for check in registered_checks()}


def dressed(findings: Sequence[Finding], user) -> Sequence[Finding]:
    """Each with the check ``asked_by`` and its ``fault``.

    The fault is None where it was mended today, or the reader may not see the row: then it ``is_elsewhere``.
    One question for each check among them, however many findings there are, and another where a fault is missing.
    """
    checks, wanted = checks_by_name(), defaultdict(set)
    for finding in findings:
        wanted[finding.check_name].add(finding.object_id)
    faults = {
        (name, key): fault
        for name, keys in wanted.items()
        if name in checks
        for key, fault in _faults(checks[name], keys, user).items()
    }
    for finding in findings:
        finding.asked_by = checks.get(finding.check_name)
        finding.fault = faults.get((finding.check_name, finding.object_id))
    _tell_elsewhere([finding for finding in findings if finding.asked_by and not finding.fault])
    return findings


def _tell_elsewhere(findings: Sequence[Finding]):
    """Which still fail, though the reader does not see the row."""
    wanted = defaultdict(set)
    for finding in findings:
        wanted[finding.asked_by].add(finding.object_id)
    failing = {check.name: set(_failing(check, keys, Everybody())) for check, keys in wanted.items()}
    for finding in findings:
        finding.is_elsewhere = finding.object_id in failing[finding.check_name]


def _faults(check: Check, keys: set[int], user) -> dict[int, Fault]:
    return {key: check.fault(row) for key, row in _failing(check, keys, user).items()}


def _failing(check: Check, keys: set[int], user) -> dict[int, Any]:
    rows = check.rows(user)
    rows = rows.filter(pk__in=keys) if hasattr(rows, "filter") else [row for row in rows if key_of(row) in keys]
    return {key_of(row): row for row in rows}
