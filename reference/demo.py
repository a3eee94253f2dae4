"""The demonstration's coming calls: the supplied table ends with what is known, and a portal shows what lies ahead.

Assumed after the pattern of the last years, and marked as such; no installation but the demonstration gets these rows.
"""

from datetime import date, time, timedelta

from django.utils import timezone

from core import history
from core.demo import builds_demo
from reference.enums import Confidence
from reference.models import CallDeadline

ABSTRACT_BEFORE, DRAFT_BEFORE = timedelta(days=42), timedelta(days=14)  # KA220-11
SOURCE = "assumed after the pattern of calls 2024–2026"


@builds_demo(floor=2)
def build() -> str:
    today = timezone.localdate()
    year = today.year if today < date(today.year, 1, 1) + ABSTRACT_BEFORE else today.year + 1
    with history.action("reference.load"):
        _call("KA131/KA171", year, _nth_weekday(date(year, 2, 1), weekday=3, number=3))
        partnerships = _nth_weekday(date(year, 3, 1), weekday=3, number=1)
        _call(
            "KA220-HED",
            year,
            partnerships,
            abstract_due_on=partnerships - ABSTRACT_BEFORE,
            draft_due_on=partnerships - DRAFT_BEFORE,
        )
    return f"deadlines of call {year}, assumed"


def _call(action: str, year: int, due_on: date, **inner_dates):
    """A row that is there already, supplied or corrected, stays."""
    CallDeadline.objects.get_or_create(
        action=action,
        call_year=year,
        round=1,
        defaults={
            "due_on": due_on,
            "due_time": time(12),
            "is_local": True,
            "confidence": Confidence.MEMORY,
            "source": SOURCE,
            **inner_dates,
        },
    )


def _nth_weekday(first: date, *, weekday: int, number: int) -> date:
    """The ``number``-th day of the month of ``first`` that is this day of the week (Monday is 0)."""
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
