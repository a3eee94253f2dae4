"""What happens every night, in this order: time-driven moves, the sweep, the post."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from reminders.sweep import SweepReport, sweep

logger = logging.getLogger(__name__)


@dataclass
class StepReport:
    """What one room's nightly step did: rows moved, a sentence for each that failed, what else is worth knowing."""

    name: str
    moved: int = 0
    failures: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


_steps: dict[str, Callable[[date], StepReport]] = {}


def register_step(name: str, step: Callable[[date], StepReport]):
    """Called by a room's ``deadlines.py``: ``step(on)`` makes the moves that time alone makes."""
    _steps[name] = step


def run_night(on: date | None = None) -> tuple[list[StepReport], SweepReport]:
    """Run every room's step, then the sweep; a failing step stops neither the others nor the sweep.

    For a day to come only the sweep looks ahead: states move no further than today.
    """
    today = timezone.localdate()
    on = on or today
    return [_run_step(name, step, min(on, today)) for name, step in _steps.items()], sweep(on)


def _run_step(name, step, on) -> StepReport:
    try:
        return step(on)
    except Exception as error:
        logger.exception("The nightly step %s failed", name)
        return StepReport(name, failures=[f"{type(error).__name__}: {error}"])
