"""The dates of blended intensive programmes: first days of both parts, and the final numbers."""

from datetime import date
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mobility.bips.services import move_bip
from mobility.enums import MobilityState
from mobility.models import Bip, SupportRequest
from mobility.support.enums import SupportState
from mobility.support.services import let_go_of
from reminders.nightly import StepReport
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource

FIRST_DAY_LADDER = (60, 30, 14, 7, 0)


def move_programmes(on: date) -> StepReport:
    """The nightly step: programmes begin and end, and places of stays that came to nothing become free.

    Each in its own transaction. A programme that was found late begins and ends in one night.
    """
    report = StepReport("mobility.bips")
    for due, name in ((Bip.objects.begun_but_not_said, "begin"), (Bip.objects.over_but_not_said, "hold")):
        for bip in due(on):
            report.attempt(bip, partial(_move, bip, name))
    fallen_through = {"state__in": SupportState.standing, "stay__state__in": MobilityState.fallen_through}
    for asked in SupportRequest.objects.filter(**fallen_through).select_related("bip"):
        report.attempt(asked, partial(_let_go, asked))
    return report


def _move(bip: Bip, name: str) -> str:
    move_bip(bip, name, actor=None)
    return f"bip.{name}"


def _let_go(asked: SupportRequest) -> str:
    let_go_of([asked], note=_("The stay came to nothing."))
    return "support.withdraw"


def _of_programmes(name: str, **given) -> DeadlineSource:
    return DeadlineSource(
        name=f"mobility.{name}",
        owner="coordinator",
        unit="unit",
        title="title",
        address=page_at("mobility:bip_detail"),
        **given,
    )


SOURCES = (
    _of_programmes(
        "bip_physical",
        label=gettext_lazy("Physical part of a BIP begins"),
        rows=Bip.objects.before_first_physical_day,
        due="starts_on",
        sentence=on_its_day(gettext_lazy("The physical part begins on %(day)s")),
        button=gettext_lazy("Open"),
        ladder=FIRST_DAY_LADDER,
        weeks_overdue=0,
    ),
    _of_programmes(
        "bip_virtual",
        label=gettext_lazy("Virtual part of a BIP begins"),
        rows=Bip.objects.before_first_virtual_day,
        due="virtual_starts_on",
        sentence=on_its_day(gettext_lazy("The virtual part begins on %(day)s")),
        button=gettext_lazy("Open"),
        ladder=FIRST_DAY_LADDER,
        weeks_overdue=0,
    ),
    _of_programmes(
        "bip_numbers",
        label=gettext_lazy("Final numbers of a BIP"),
        rows=lambda on: Bip.objects.numbers_owed(),
        due="numbers_due_on",
        sentence=on_its_day(gettext_lazy("Final numbers of learners to the agency by %(day)s")),
        button=gettext_lazy("Enter"),
        ladder=(30, 14, 7, 1, 0),
    ),
)
