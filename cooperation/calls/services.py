"""Every write to calls: their terms, and the one deadline that they and their proposals read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.calls.counting_back import instant_of, wanted_on
from cooperation.models import CallPriority, FundingCall, ProposalPriority
from cooperation.rights import CHANGE_CALL
from core import history
from core.errors import PortalError, RightMissing
from core.text_lengths import refuse_too_long
from core.versions import refuse_if_changed
from reference.enums import Confidence
from reference.models import CallDeadline
from reference.working_days import WorkingDays

MOST_PRIORITIES = 40
MOST_LUMP_SUMS = 12

history.describe("call.announce", gettext_noop("entered it"))
history.describe("call.priorities", gettext_noop("changed the priorities"))
history.describe("proposal.call_moved", gettext_noop("moved the deadline of the call"))


@dataclass(frozen=True)
class Closing:
    """Which round of which call it is, and when it closes on a clock in ``time_zone``."""

    action: str
    call_year: int
    due_on: date
    due_time: time = time(12)
    time_zone: str = "Europe/Brussels"
    round: int = 1
    is_verified: bool = True
    source: str = ""

    def written_on(self, deadline: CallDeadline) -> CallDeadline:
        for name in ("action", "call_year", "due_on", "due_time", "time_zone", "round", "source"):
            setattr(deadline, name, getattr(self, name))
        deadline.confidence = Confidence.LOCAL if self.is_verified else Confidence.MEMORY
        return deadline


@dataclass(frozen=True)
class PriorityValues:
    kind: str
    title: str


@transaction.atomic
def announce_call(
    *, actor, closing: Closing | None = None, deadline: CallDeadline | None = None, priorities=(), **fields
) -> FundingCall:
    """A new call with a ``deadline`` of the tables or, where they have none for it, with its ``closing``.

    Raises ``ValidationError`` beside the field, also for an hour that clocks skip or double on that day.
    """
    _require(actor)
    deadline = deadline or _deadline_for(closing)
    call = FundingCall(deadline=deadline, **fields)
    with history.action("call.announce", actor=actor, right=CHANGE_CALL):
        _write_deadline(call, closing)
        _prepare(call)
        call.save()
        _write_priorities(call, list(priorities))
    return call


@transaction.atomic
def change_call(
    call: FundingCall, *, actor, closing: Closing | None = None, priorities=None, seen_at=None, **fields
) -> FundingCall:
    """Write the given fields. Another closing moves every inner day, but those that a proposal has of its own."""
    _require(actor)
    locked = FundingCall.objects.select_for_update(of=("self",)).select_related("deadline").get(pk=call.pk)
    locked.deadline = CallDeadline.objects.select_for_update().get(pk=locked.deadline_id)
    refuse_if_changed(locked, seen_at)
    before = _days_of(locked.deadline)
    for name, value in fields.items():
        setattr(locked, name, value)
    with history.action("changed", actor=actor, right=CHANGE_CALL):
        _write_deadline(locked, closing)
        _prepare(locked)
        locked.save(update_fields=[*fields, "updated_at"])
        if priorities is not None:
            _write_priorities(locked, list(priorities))
    if _days_of(locked.deadline) != before:
        _tell_proposals(locked, actor)
    return locked


def _deadline_for(closing: Closing | None) -> CallDeadline:
    """The row of the tables for this round, or a new one."""
    if closing is None:
        raise ValidationError({"due_on": _("Say when the call closes.")})
    key = {"action": closing.action, "call_year": closing.call_year, "round": closing.round}
    return CallDeadline.objects.filter(**key).first() or CallDeadline(**key)


def _write_deadline(call: FundingCall, closing: Closing | None):
    """The call's instant where it is given, and the inner days counted back from it to working days (KA220-11)."""
    deadline = closing.written_on(call.deadline) if closing else call.deadline
    refuse_no_instant(deadline)
    calendar = WorkingDays.now()
    counted = {
        "abstract_due_on": wanted_on(deadline.due_on, days_before=call.abstract_days_before, calendar=calendar),
        "draft_due_on": wanted_on(deadline.due_on, days_before=call.draft_days_before, calendar=calendar),
    }
    is_new = deadline.pk is None
    is_changed = closing is not None or any(getattr(deadline, name) != day for name, day in counted.items())
    for name, day in counted.items():
        setattr(deadline, name, day)
    if is_new or is_changed:
        deadline.is_local = True
        deadline.full_clean()
        deadline.save()
        call.deadline = deadline


def refuse_no_instant(deadline: CallDeadline):
    """Raise ``ValidationError`` for an hour that clocks skip on that day, or show twice."""
    try:
        zone = ZoneInfo(deadline.time_zone)
    except (KeyError, ValueError, OSError):  # full_clean says it beside the field
        return
    try:
        instant_of(deadline.due_on, deadline.due_time, zone)
    except ValidationError as error:
        raise ValidationError({"due_time": error.messages}) from error


def _days_of(deadline: CallDeadline) -> tuple:
    return deadline.due_on, deadline.due_time, deadline.time_zone, deadline.abstract_due_on, deadline.draft_due_on


def _tell_proposals(call: FundingCall, actor):
    """A line in the history of every open proposal: whoever follows one is told of it."""
    words = {"day": date_format(call.deadline.due_on)}
    note = _("It closes on %(day)s now; the days of the steps follow.") % words
    for proposal in call.proposals.open().select_for_update():
        with history.action("proposal.call_moved", actor=actor, note=note):
            proposal.save(update_fields=["updated_at"])


def _write_priorities(call: FundingCall, wanted: list[PriorityValues]):
    """Make ``wanted`` the priorities of the call; one that a proposal names stays."""
    if len(wanted) > MOST_PRIORITIES:
        words = {"most": MOST_PRIORITIES}
        raise ValidationError({"horizontal": _("At most %(most)d priorities.") % words})
    known = {row.title: row for row in call.priorities.all()}
    for values in wanted:
        row = known.pop(values.title, None)
        if row is None:
            row = CallPriority(call=call, title=values.title)
        elif row.kind == values.kind:
            continue
        row.kind = values.kind
        row.full_clean(validate_unique=False)
        row.save()
    _take_off(known.values())


def _take_off(rows: Iterable[CallPriority]):
    for row in rows:
        if ProposalPriority.objects.filter(priority=row).exists():
            raise PortalError(_("A proposal names the priority “%(priority)s”: it stays.") % {"priority": row})
        row.delete()


def _prepare(call: FundingCall):
    refuse_too_long(call)
    if len(call.lump_sums) > MOST_LUMP_SUMS:
        raise ValidationError({"lump_sums": _("At most %(most)d lump sums.") % {"most": MOST_LUMP_SUMS}})
    call.full_clean()


def _require(actor):
    if not actor.has_perm(CHANGE_CALL):
        raise RightMissing(_("Only the international office and administrators keep calls."))
