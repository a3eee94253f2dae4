"""The dates of rounds: they open and close by themselves; closing and the promised result are watched."""

from functools import partial

from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy

from mobility.models import ApplicationRound
from mobility.rounds.enums import RoundState
from mobility.rounds.services import move_round
from reminders.nightly import StepReport
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource


def planned():
    rounds = ApplicationRound.objects.filter(state=RoundState.PLANNED)
    return rounds.annotate(opens_on=TruncDate("opens_at"))


def open_ones():
    return ApplicationRound.objects.filter(state=RoundState.OPEN).annotate(closes_on=TruncDate("closes_at"))


def undecided():
    return ApplicationRound.objects.filter(state__in=RoundState.undecided, promised_on__isnull=False)


def make_moves_of_time(on) -> StepReport:
    """Open what opens, close what is over; each in its own transaction. The public pages go by the instants anyhow."""
    report = StepReport("mobility.application_rounds")
    now = timezone.now()
    to_open = ApplicationRound.objects.filter(state=RoundState.PLANNED, opens_at__lte=now)
    over = ApplicationRound.objects.filter(state=RoundState.OPEN, closes_at__lte=now)
    for rounds, move in ((to_open, "open"), (over, "close")):
        for each in rounds.order_by("pk"):
            report.attempt(each, partial(_move, each, move))
    return report


def _move(application_round: ApplicationRound, move: str) -> str:
    move_round(application_round, move, actor=None)
    return f"round.{move}"


def _of_rounds(name: str, **given) -> DeadlineSource:
    return DeadlineSource(
        name=f"mobility.{name}",
        owner="coordinator",
        unit="unit",
        title="name_en",
        address=page_at("mobility:round_detail"),
        **given,
    )


SOURCES = (
    _of_rounds(
        "round_opens",
        label=gettext_lazy("Application round opens"),
        rows=lambda on: planned(),
        due="opens_on",
        sentence=on_its_day(gettext_lazy("The round opens on %(day)s: see that places and texts are right")),
        button=gettext_lazy("Open"),
        ladder=(30, 7, 0),
    ),
    _of_rounds(
        "round_closes",
        label=gettext_lazy("Application round closes"),
        rows=lambda on: open_ones(),
        due="closes_on",
        sentence=on_its_day(gettext_lazy("The round closes on %(day)s")),
        button=gettext_lazy("Open"),
        ladder=(7, 0),
    ),
    _of_rounds(
        "round_result",
        label=gettext_lazy("Result of an application round"),
        rows=lambda on: undecided(),
        due="promised_on",
        sentence=on_its_day(gettext_lazy("The result is promised by %(day)s")),
        button=gettext_lazy("Allocate"),
        ladder=(14, 7, 1, 0),
    ),
)
