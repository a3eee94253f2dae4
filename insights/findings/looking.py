"""Every night each check of the house is asked anew: what is new is found, what is gone is mended."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.checks import Check, Everybody, Severity, registered_checks
from core.locks import hold_until_commit
from insights.models import Finding

LOCK = 7308
DAYS_TO_MEND = {Severity.SERIOUS: 7, Severity.WARNING: 30, Severity.NOTE: 90}


@dataclass(frozen=True)
class Looked:
    """How much one run found and how much was mended since the last."""

    found: int = 0
    mended: int = 0


@transaction.atomic
def look_everywhere(on: date | None = None) -> Looked:
    """Ask every check. Of two at once the second waits, and finds nothing new."""
    hold_until_commit(LOCK, "findings")
    on, outcomes = on or timezone.localdate(), []
    known = {check.name for check in registered_checks()}
    gone = Finding.objects.open().exclude(check_name__in=known).update(mended_on=on)
    outcomes = [_look(check, on) for check in registered_checks()]
    return Looked(sum(each.found for each in outcomes), sum(each.mended for each in outcomes) + gone)


def _look(check: Check, on: date) -> Looked:
    failing = {key_of(row): row for row in check.rows(Everybody())}
    still_open = Finding.objects.open().filter(check_name=check.name)
    mended = still_open.exclude(object_id__in=list(failing)).update(mended_on=on)
    known = {finding.object_id: finding for finding in still_open}
    new = [_new(check, key, row, on) for key, row in failing.items() if key not in known]
    Finding.objects.bulk_create(new, batch_size=1000)
    _hand_on(check, known, failing)
    return Looked(len(new), mended)


def _new(check: Check, key: int, row: Any, on: date) -> Finding:
    return Finding(
        check_name=check.name,
        object_id=key,
        severity=check.severity,
        owner_id=check.owner(row),
        found_on=on,
        due_on=on + timedelta(days=DAYS_TO_MEND[check.severity]),
    )


def _hand_on(check: Check, known: dict[int, Finding], failing: dict[int, Any]):
    """Whoever keeps the row now is to mend it."""
    moved = [finding for key, finding in known.items() if finding.owner_id != check.owner(failing[key])]
    for finding in moved:
        finding.owner_id = check.owner(failing[finding.object_id])
    Finding.objects.bulk_update(moved, ["owner"], batch_size=500)


def key_of(row: Any) -> int:
    """A row's key; of a missing row, as of a year, its number."""
    return row.pk if hasattr(row, "pk") else row.first_year
