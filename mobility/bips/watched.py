"""The dates of blended intensive programmes: first days of both parts, and the final numbers."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import PortalError
from mobility.bips.services import move_bip
from mobility.enums import MobilityState
from mobility.models import Bip, SupportRequest
from mobility.support.enums import SupportState
from mobility.support.services import let_go_of
from reminders.nightly import StepReport, register_step
from reminders.sources import DeadlineSource, register

FIRST_DAY_LADDER = (60, 30, 14, 7, 0)


def _address(row) -> str:
    return reverse("mobility:bip_detail", args=[row.page_id])


def _physical(row) -> str:
    return _("The physical part begins on %(day)s") % {"day": date_format(row.due_on)}


def _virtual(row) -> str:
    return _("The virtual part begins on %(day)s") % {"day": date_format(row.due_on)}


def _numbers(row) -> str:
    return _("Final numbers of learners to the agency by %(day)s") % {"day": date_format(row.due_on)}


def move_programmes(on) -> StepReport:
    """The nightly step: programmes begin and end, and places of stays that came to nothing become free."""
    report = StepReport("mobility.bips")
    for name, due in (("begin", Bip.objects.begun_but_not_said(on)), ("hold", Bip.objects.over_but_not_said(on))):
        for bip in list(due):
            try:
                report.note_move(f"bip.{name}", move_bip(bip, name, actor=None))
            except PortalError as error:
                report.note_failure(bip, lambda error=error: error.sentence)
    lost = SupportRequest.objects.filter(
        state__in=SupportState.standing, stay__state__in=MobilityState.fallen_through
    ).select_related("bip")
    for asked in lost:
        let_go_of([asked], note=_("The stay came to nothing."))
        report.note_move("support.withdraw", asked)
    return report


def register_sources():
    """Called by the room's ``deadlines.py``."""
    shared: dict[str, Any] = {"owner": "coordinator", "unit": "unit", "title": "title", "address": _address}
    first_day = shared | {"button": gettext_lazy("Open"), "ladder": FIRST_DAY_LADDER, "weeks_overdue": 0}
    register(
        DeadlineSource(
            name="mobility.bip_physical",
            label=gettext_lazy("Physical part of a BIP begins"),
            rows=Bip.objects.before_first_physical_day,
            due="starts_on",
            sentence=_physical,
            **first_day,
        )
    )
    register(
        DeadlineSource(
            name="mobility.bip_virtual",
            label=gettext_lazy("Virtual part of a BIP begins"),
            rows=Bip.objects.before_first_virtual_day,
            due="virtual_starts_on",
            sentence=_virtual,
            **first_day,
        )
    )
    register(
        DeadlineSource(
            name="mobility.bip_numbers",
            label=gettext_lazy("Final numbers of a BIP"),
            rows=lambda on: Bip.objects.numbers_owed(),
            due="numbers_due_on",
            sentence=_numbers,
            button=gettext_lazy("Enter"),
            ladder=(30, 14, 7, 1, 0),
            **shared,
        )
    )
    register_step("bips", move_programmes)
