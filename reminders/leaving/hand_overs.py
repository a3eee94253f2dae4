"""A plan to hand over what a person keeps is carried out, or taken back.

Every right and every fact is asked again; what a colleague changed since the plan was made is reported and never
overwritten. Confirming twice does nothing twice.
"""

from collections import defaultdict

from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import update_user
from core.errors import PortalError
from core.keeping import kept_things, things_named
from reminders.enums import HandedOutcome
from reminders.leaving.mails import tell_of_return, tell_receivers
from reminders.leaving.person import require_right, require_right_to_close
from reminders.models import HandedThing, HandOver

LOCK = 7_203_004  # one hand-over at a time: two about the same things wait for each other
MOST_REASONS = 3


@transaction.atomic
def carry_out(plan: HandOver, *, actor) -> HandOver:
    """Hand over what is planned, all of it in one transaction, and tell each receiver in one mail.

    Raises ``RightMissing``, and ``PortalError`` for a plan that was carried out already or is another person's.
    """
    locked = _lock(plan)
    if locked.done_at is not None:
        raise PortalError(_("This was handed over on %(when)s already; nothing was done again.") % _when(locked))
    if locked.made_by_id != actor.pk:
        raise PortalError(_("Only who made this plan can confirm it. Make one of your own."))
    require_right(actor, locked.person)
    if locked.closes_account:
        require_right_to_close(locked.person, actor)
    done = _hand_over(locked, actor)
    locked.done_at = timezone.now()
    locked.save(update_fields=["done_at"])
    tell_receivers(locked, done, actor=actor)
    if locked.closes_account:
        update_user(locked.person, actor=actor, is_active=False)
    return locked


@transaction.atomic
def hand_back(plan: HandOver, *, actor) -> HandOver:
    """Give back to the person what the receivers still keep of it; what a substitute was named for stays.

    Raises ``RightMissing``, and ``PortalError`` where nothing was handed over, or it was handed back already.
    """
    locked = _lock(plan)
    if locked.done_at is None or locked.returned_at is not None:
        raise PortalError(_("There is nothing to hand back: look at the page again."))
    require_right(actor, locked.person)
    handed = locked.things.filter(outcome=HandedOutcome.DONE).select_related("receiver")
    returned = [thing for given in _by_receiver(handed).items() for thing in _give_back(locked, *given, actor)]
    if not returned:
        raise PortalError(_nothing_returned(handed))
    locked.returned_at, locked.returned_by = timezone.now(), actor
    locked.save(update_fields=["returned_at", "returned_by"])
    tell_of_return(locked, returned, actor=actor)
    return locked


def _hand_over(locked: HandOver, actor) -> list[HandedThing]:
    """Carry the plan out, kind by kind in their order; returns what has another keeper now."""
    order = {things.name: place for place, things in enumerate(kept_things())}
    planned = sorted(locked.things.select_related("receiver"), key=lambda thing: (order.get(thing.kind, 0), thing.pk))
    done = []
    for (kind, receiver), things in _by_receiver(planned).items():
        problems = things_named(kind).hand_over(
            [thing.key for thing in things], person=locked.person, to=receiver, actor=actor, note=locked.note
        )
        _write_outcomes(things, problems, HandedOutcome.DONE, HandedOutcome.STAYED)
        done += [thing for thing in things if thing.key not in problems]
    return done


def _give_back(locked: HandOver, to: tuple[str, User], handed: list[HandedThing], actor) -> list[HandedThing]:
    """What of one receiver's things is the person's again."""
    kind, receiver = to
    if not things_named(kind).can_be_returned:
        return []
    keys = [thing.key for thing in handed]
    problems = things_named(kind).hand_over(keys, person=receiver, to=locked.person, actor=actor, note=_("handed back"))
    _write_outcomes(handed, problems, HandedOutcome.RETURNED, HandedOutcome.DONE)
    return [thing for thing in handed if thing.key not in problems]


def _by_receiver(things) -> dict[tuple[str, User], list[HandedThing]]:
    groups = defaultdict(list)
    for thing in things:
        groups[thing.kind, thing.receiver].append(thing)
    return groups


def _write_outcomes(things, problems: dict[str, str], well: str, else_: str):
    for thing in things:
        thing.why = problems.get(thing.key, "")[:300]
        thing.outcome = else_ if thing.key in problems else well
    HandedThing.objects.bulk_update(things, ["outcome", "why"])


def _lock(plan: HandOver) -> HandOver:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    found = HandOver.objects.select_for_update(of=("self",)).select_related("person").filter(pk=plan.pk).first()
    if found is None:
        raise PortalError(_("This plan is not there any more. Make it again."))
    return found


def _nothing_returned(handed) -> str:
    reasons = list(dict.fromkeys(thing.why for thing in handed if thing.why))
    return _("Nothing could be handed back.") + " " + " ".join(reasons[:MOST_REASONS])


def _when(hand_over: HandOver) -> dict[str, str]:
    return {"when": date_format(localtime(hand_over.done_at), "DATETIME_FORMAT")}
