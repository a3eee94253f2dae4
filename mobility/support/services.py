"""Every write to requests for support. All that decides about places happens under the lock of the scheme's row."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed
from mobility.models import SupportRequest, SupportScheme
from mobility.support.enums import SupportKind, SupportState
from mobility.support.querysets import REQUEST
from mobility.support.rules import contribution_for, room_in_queue
from mobility.support.telling import tell
from mobility.support.workflow import support_workflow

history.describe("support.begin", gettext_noop("began it"))
STANDING = (SupportState.DRAFT, *SupportState.in_order)


@transaction.atomic
def begin_request(*, actor, **fields) -> SupportRequest:
    """A request that nobody has sent yet, complete or not. Raises ``ValidationError``."""
    asked = SupportRequest(asked_by=actor, **fields)
    _require(actor, asked)
    _lock_scheme(asked)  # of two who begin the same at once the second is told
    asked.full_clean()
    with history.action("support.begin", actor=actor, right=REQUEST, about=asked):
        asked.save()
    return asked


@transaction.atomic
def change_request(asked: SupportRequest, *, actor, seen_at=None, **fields) -> SupportRequest:
    """Write the given fields. What was sent stays as it was sent: its place in the order rests on it."""
    locked = SupportRequest.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    _require(actor, locked)
    refuse_if_changed(locked, seen_at)
    if locked.state != SupportState.DRAFT:
        raise PortalError(_("It has been sent: withdraw it and send another, which goes to the end of the list."))
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean()
    with history.action("changed", actor=actor, right=REQUEST, about=locked):
        locked.save(update_fields=[*fields, "updated_at"])
    return locked


@transaction.atomic
def send_request(asked: SupportRequest, *, actor) -> SupportRequest:
    """Give a complete request its place in the order, and what it asks for where there is room and nobody waits.

    Of two who ask for the last place at once one gets it, the other the first place on the waiting list. Raises
    ``TransitionRefused`` with everything that is missing.
    """
    _lock_scheme(asked)
    sent = support_workflow.perform("send", asked, actor=actor, also=_note_the_instant)
    _move_up(sent)
    sent.refresh_from_db()
    if sent.state == SupportState.WAITING:
        tell(sent)
    return sent


@transaction.atomic
def withdraw_request(asked: SupportRequest, *, actor, note: str = "") -> SupportRequest:
    """Let go of it; the waiting list moves up by itself. With a programme go the places asked for in it."""
    return _leave(asked, "withdraw", actor=actor, note=note)


@transaction.atomic
def refuse_request(asked: SupportRequest, *, actor, note: str) -> SupportRequest:
    """The office refuses it, with the reason; the waiting list moves up by itself."""
    return _leave(asked, "refuse", actor=actor, note=note)


def let_go_of(requests: Iterable[SupportRequest], *, note: str):
    """The machine withdraws what has lost its ground, and tells who asked."""
    for asked in sorted(requests, key=_last_who_makes_room):
        if asked.state in STANDING:
            _leave(asked, "withdraw", actor=None, note=note)


@transaction.atomic
def move_up_everywhere(scheme: SupportScheme):
    """After an administrator has changed how much there is: whoever can be granted now, is."""
    SupportScheme.objects.select_for_update().get(pk=scheme.pk)
    for waiting in scheme.requests.waiting().select_related("bip"):
        waiting.refresh_from_db()
        if waiting.state == SupportState.WAITING:
            _move_up(waiting)


def _last_who_makes_room(asked: SupportRequest) -> tuple[bool, bool]:
    """Waiting ones before granted ones, and places before programmes: nobody moves up only to be let go."""
    return asked.kind == SupportKind.PROGRAMME, asked.state == SupportState.GRANTED


@transaction.atomic
def _leave(asked: SupportRequest, name: str, *, actor, note: str) -> SupportRequest:
    _lock_scheme(asked)
    left = support_workflow.perform(name, asked, actor=actor, note=note)
    if left.completed_at and actor != left.asked_by:
        tell(left, note=note)
    if left.kind == SupportKind.PROGRAMME:
        places = SupportRequest.objects.filter(scheme=left.scheme_id, bip=left.bip_id, kind=SupportKind.PLACE)
        let_go_of(places, note=_("The programme is not supported any more."))
    _move_up(left)
    return left


def _move_up(asked: SupportRequest):
    """Grant what can be granted in the queue of ``asked``, the first one first."""
    queue = SupportRequest.objects.same_queue(asked).waiting()
    for first in queue[: max(room_in_queue(asked), 0)]:
        tell(support_workflow.perform("grant", first, actor=None, also=_note_the_grant))


def _note_the_instant(locked: SupportRequest):
    """By the clock of the database, which all machines share: read under the lock, it is the order of arrival."""
    locked.completed_at = _now()
    locked.save(update_fields=["completed_at"])


def _note_the_grant(locked: SupportRequest):
    locked.granted_at = _now()
    locked.contribution = contribution_for(locked)
    locked.save(update_fields=["granted_at", "contribution"])


def _now():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def _lock_scheme(asked: SupportRequest) -> SupportScheme:
    return SupportScheme.objects.select_for_update().get(pk=asked.scheme_id)


def _require(actor, asked: SupportRequest):
    if not actor.has_perm(REQUEST, asked):
        raise RightMissing(_("You do not have the right to ask for support for this programme."))
