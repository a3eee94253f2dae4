"""On which days the demonstration's agreements were drafted, negotiated, approved, signed, begun and stopped."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agreements.demo_rows import DemoRow
from agreements.enums import AgreementState, ApprovalState
from agreements.models import (
    Agreement,
    Amendment,
    Approval,
    ApprovalRound,
    Document,
    Ending,
    NegotiationEntry,
    Signature,
)
from core.demo_history import as_if_on, at_work, date_by_history, move_event

S = AgreementState
SIGNED_BEFORE_IT_BEGINS = timedelta(days=40)
IN_REVIEW_BEFORE: dict[str, int] = {
    S.IN_REVIEW: 0,
    S.DRAFT: 7,
    S.REJECTED: 8,
    S.WITHDRAWN: 12,
}  # days; others take three weeks
DRAFTED_BEFORE = timedelta(days=130)
BETWEEN_STEPS = timedelta(days=5)
IMPORTED_AGO = timedelta(days=400)
REGISTER_KEPT_SINCE = timedelta(days=365)
INSERTED = "insert"


@dataclass
class DemoDays:
    """The days of one row, the ``place``-th of the table. Each act comes on the day of the one before, or later."""

    row: DemoRow
    place: int
    last: date = date.min

    @property
    def settled(self) -> date:
        """When it was signed, or came to where it waits."""
        today, state = self.row.today, self.row.state
        if self.row.is_signed:
            return min(self.row.starts_on - SIGNED_BEFORE_IT_BEGINS, today - timedelta(days=9))
        if state == S.APPROVED and self.row.turn_and_since:
            return self.row.turn_and_since[1] - timedelta(days=3)
        return today - timedelta(days=2 + self.place * 5 % 19)

    @property
    def submitted(self) -> date:
        return self.settled - timedelta(days=IN_REVIEW_BEFORE.get(self.row.state, 24))

    @property
    def created(self) -> date:
        return self.submitted - DRAFTED_BEFORE

    @property
    def of_moves(self) -> dict[str, date]:
        """The day of each move but of approvals, which take as long as their steps."""
        row = self.row
        return {
            "submit": self.submitted,
            "send_back": self.settled,
            "reject": self.settled,
            "withdraw": self.settled,
            "sign": self.settled + timedelta(days=2),
            "activate": row.starts_on,
            "suspend": row.today - timedelta(days=35),
            "give_notice": max(row.starts_on, row.today - timedelta(days=99)),
            "end": min(row.ends_on or row.today, row.today - timedelta(days=20)),
        }

    @property
    def when_it_holds(self) -> date:
        """A few days after the last act, and after the first day of what has begun."""
        has_begun = self.row.is_signed and self.row.starts_on <= self.row.today
        return max(self.last, self.row.starts_on if has_begun else self.last) + timedelta(days=3)

    @property
    def has_run_out(self) -> bool:
        """Its last day has passed, and nothing renews it by itself."""
        ends_on = self.row.ends_on
        return ends_on is not None and ends_on < self.row.today and "renewal" not in self.row.terms_of_ending

    def of_step(self, position: int) -> date:
        return self.submitted + position * BETWEEN_STEPS

    def on(self, day: date):
        """What is done inside is told as done on ``day``, or on that of the act before where that was later."""
        self.last = min(max(self.last, day), self.row.today)
        return as_if_on(self.last)


def begin_with_their_first_day():
    """The night of its first day made an agreement active, also where its signatures were recorded long before."""
    events = Agreement.pgh_event_model  # type: ignore[attr-defined]  # made by history.track
    for event in events.objects.filter(pgh_context__action="agreement.activate", pgh_label="update"):
        if event.starts_on and event.pgh_created_at < at_work(event.starts_on):
            move_event(event, at_work(event.starts_on))


def clocks_by_history():
    """Every instant that services take from the clock, as history tells it."""
    for model, field in ((Document, "uploaded_at"), (ApprovalRound, "opened_at"), (Ending, "recorded_at")):
        date_by_history(model, field, pgh_label=INSERTED)
    date_by_history(Signature, "recorded_at", pgh_label=INSERTED)
    date_by_history(NegotiationEntry, "written_at", pgh_label=INSERTED)
    date_by_history(Approval, "since", state=ApprovalState.WAITING)
    date_by_history(Approval, "decided_at", state__in=ApprovalState.decided)
    for key, since in states_since(Agreement).items():
        Agreement.objects.filter(pk=key).update(state_since=since)
    for key, since in states_since(Amendment).items():
        Amendment.objects.filter(pk=key).update(state_since=since)


def states_since(model) -> dict[int, datetime]:
    """By row: when history says it came to the state it is in."""
    since: dict[int, datetime] = {}
    states: dict[int, str] = {}
    events = model.pgh_event_model.objects.order_by("pgh_id")
    for key, state, at in events.values_list("pgh_obj_id", "state", "pgh_created_at"):
        if states.get(key) != state:
            since[key], states[key] = at, state
    return since
