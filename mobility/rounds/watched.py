"""The dates of rounds: they open and close by themselves; closing and the promised result are watched."""

import logging
from functools import partial
from typing import Any

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import PortalError
from mobility.models import ApplicationRound
from mobility.rounds.enums import RoundState
from mobility.rounds.forgetting import forget_applicants
from mobility.rounds.services import move_round
from reminders.nightly import StepReport, register_step
from reminders.sources import DeadlineSource, register

logger = logging.getLogger(__name__)


def _address(row) -> str:
    return reverse("mobility:round_detail", args=[row.page_id])


def _opens(row) -> str:
    return _("The round opens on %(day)s: see that places and texts are right") % {"day": date_format(row.due_on)}


def _closes(row) -> str:
    return _("The round closes on %(day)s") % {"day": date_format(row.due_on)}


def _promised(row) -> str:
    return _("The result is promised by %(day)s") % {"day": date_format(row.due_on)}


def planned():
    rounds = ApplicationRound.objects.filter(state=RoundState.PLANNED)
    return rounds.annotate(opens_on=TruncDate("opens_at"))


def open_ones():
    return ApplicationRound.objects.filter(state=RoundState.OPEN).annotate(closes_on=TruncDate("closes_at"))


def undecided():
    states = RoundState.undecided
    return ApplicationRound.objects.filter(state__in=states, promised_on__isnull=False)


def make_moves_of_time(on) -> StepReport:
    """Open what opens, close what is over; each in its own transaction. The public pages go by the instants anyhow."""
    report = StepReport("mobility.application_rounds")
    now = timezone.now()
    to_open = ApplicationRound.objects.filter(state=RoundState.PLANNED, opens_at__lte=now)
    over = ApplicationRound.objects.filter(state=RoundState.OPEN, closes_at__lte=now)
    for rounds, move in ((to_open, "open"), (over, "close")):
        for each in rounds.order_by("pk"):
            _move(each, move, report)
    return report


def _move(application_round: ApplicationRound, move: str, report: StepReport):
    try:
        move_round(application_round, move, actor=None)
    except PortalError as refusal:
        report.note_failure(application_round, partial(str, refusal.sentence))
    except Exception as error:  # one round's fault must not hold up the others
        logger.exception("Round %s could not be moved by time", application_round.pk)
        report.note_fault(error, application_round)
    else:
        report.note_move(f"round.{move}", application_round)


def register_sources():
    """Called by the room's ``deadlines.py``."""
    shared: dict[str, Any] = {"owner": "coordinator", "unit": "unit", "title": "name_en", "address": _address}
    register(
        DeadlineSource(
            name="mobility.round_opens",
            label=gettext_lazy("Application round opens"),
            rows=lambda on: planned(),
            due="opens_on",
            sentence=_opens,
            button=gettext_lazy("Open"),
            ladder=(30, 7, 0),
            **shared,
        )
    )
    register(
        DeadlineSource(
            name="mobility.round_closes",
            label=gettext_lazy("Application round closes"),
            rows=lambda on: open_ones(),
            due="closes_on",
            sentence=_closes,
            button=gettext_lazy("Open"),
            ladder=(7, 0),
            **shared,
        )
    )
    register(
        DeadlineSource(
            name="mobility.round_result",
            label=gettext_lazy("Result of an application round"),
            rows=lambda on: undecided(),
            due="promised_on",
            sentence=_promised,
            button=gettext_lazy("Allocate"),
            ladder=(14, 7, 1, 0),
            **shared,
        )
    )
    register_step("application_rounds", make_moves_of_time)
    register_step("applicants_forgotten", forget_applicants)
