"""How the demonstration's agreements are stopped: notice of the partner, a pause until a day, one without a day."""

from datetime import timedelta

from agreements.demo_rows import DemoRow
from agreements.enums import EndingSide
from agreements.models import Agreement
from agreements.services.endings import give_notice, suspend_agreement

TOLD_BEFORE = timedelta(days=100)
PAUSED_FOR = timedelta(days=25)
BY_BOTH = {"DK LYNGBY01"}
WITHOUT_A_DAY = {"Saint Petersburg State University"}


def notice(agreement: Agreement, row: DemoRow, *, actor) -> Agreement:
    """The partner told us in time for the coming period."""
    told_on = max(row.starts_on, row.today - TOLD_BEFORE)
    return give_notice(agreement, actor=actor, note=row.note, side=EndingSide.PARTNER, told_on=told_on)


def pause(agreement: Agreement, row: DemoRow, *, actor) -> Agreement:
    side = EndingSide.BOTH if row.partner in BY_BOTH else EndingSide.OURS
    until_on = None if row.partner in WITHOUT_A_DAY else row.today + PAUSED_FOR
    return suspend_agreement(agreement, actor=actor, note=row.note, side=side, until_on=until_on)


STOPS = {"give_notice": notice, "suspend": pause}
