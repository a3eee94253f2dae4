"""What happens every night, in this order: time-driven moves, the sweep; then the worker brings out the mails."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import PortalError
from core.in_languages import in_every_language
from reminders import nights
from reminders.models import Night
from reminders.sweep import sweep

logger = logging.getLogger(__name__)

MOST_EXAMPLES = 30
Sentences = dict[str, str]  # by language: nobody knows yet who will read them


def sentence_of(refusal: PortalError) -> str:
    return str(refusal.sentence)


@dataclass
class StepReport:
    """What one room's nightly step did. Every part of it can be kept as JSON.

    ``name`` is the label of the room, with the step after a point where a room has several. ``deeds`` counts by the
    code of the action in history; ``examples`` name the first objects moved, ``failures`` each object that could not
    be, ``remarks`` what else is worth knowing.
    """

    name: str
    deeds: Counter[str] = field(default_factory=Counter)
    examples: list[dict] = field(default_factory=list)
    failures: list[dict] = field(default_factory=list)
    remarks: list[Sentences] = field(default_factory=list)

    @property
    def moved(self) -> int:
        return self.deeds.total()

    def attempt(self, obj, act: Callable[[], str], why: Callable[[PortalError], str] = sentence_of):
        """Let ``act()`` move ``obj``, and note the action it returns ("": there was nothing to do) or why it did not.

        Neither a refusal nor a fault is raised, so that one object holds up no other. ``act`` opens its own
        transaction. ``why`` says a refusal in the language active then.
        """
        try:
            action = act()
        except PortalError as refusal:
            self.note_failure(obj, partial(why, refusal))
        except Exception as error:
            logger.exception("%s %s could not be moved by time", type(obj).__name__, obj.pk)
            self.note_fault(error, obj)
        else:
            if action:
                self.note_move(action, obj)

    def note_move(self, action: str, obj):
        """``obj`` was moved; ``action`` is the code under which history has it."""
        self.deeds[action] += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append({"action": action, **_named(obj)})

    def note_failure(self, obj, say: Callable[[], str]):
        """``obj`` could not be moved; ``say()`` tells why, in the language active then."""
        self.failures.append({**_named(obj), "why": in_every_language(say)})

    def note_fault(self, error: Exception, obj=None):
        """Something nobody foresaw stopped the step, or with ``obj`` the move of that object."""
        why = in_every_language(
            lambda: _("A fault in the portal itself stopped it; the administrators have been told.")
        )
        named = _named(obj) if obj is not None else {"title": "", "url": ""}
        self.failures.append({**named, "why": why, "fault": nights.words_of(error)})

    def remark(self, say: Callable[[], str]):
        self.remarks.append(in_every_language(say))

    def as_json(self) -> dict:
        return {
            "name": self.name,
            "deeds": dict(self.deeds),
            "examples": self.examples,
            "failures": self.failures,
            "remarks": self.remarks,
        }


def _named(obj) -> dict[str, str]:
    return {"title": str(obj), "url": obj.get_absolute_url()}


_steps: dict[str, Callable[[date], StepReport]] = {}


def register_step(name: str, step: Callable[[date], StepReport]):
    """Called by a room's ``deadlines.py``: ``step(on)`` makes the moves that time alone makes.

    ``name`` is the label of the room's app.
    """
    _steps[name] = step


def run_night(on: date | None = None) -> Night | None:
    """Run every room's step, then the sweep, and keep what happened; None while another process is at it.

    A failing step stops neither the others nor the sweep. For a day to come only the sweep looks
    ahead: states move no further than today.
    """
    with nights.alone() as is_alone:
        if not is_alone:
            return None
        today = timezone.localdate()
        night = nights.begin(on or today)
        try:
            steps = [_run_step(name, step, min(night.on, today)) for name, step in _steps.items()]
            nights.note_steps(night, [step.as_json() for step in steps])
            swept = sweep(night.on)
        except Exception as error:
            nights.break_off(night, error)
            raise
        return nights.finish(night, notices=swept.notices, mails=swept.mails, failures=swept.failures)


def _run_step(name, step, on) -> StepReport:
    try:
        return step(on)
    except Exception as error:
        logger.exception("The nightly step %s failed", name)
        report = StepReport(name)
        report.note_fault(error)
        return report
