"""What people arrange about a watched date: to rest, to be another's, not to be needed, to be taken up again.

Whoever keeps a date may arrange it, and so may those who coordinate or head its unit, and the office. Everybody who
may read the object sees what is arranged, by whom and why. Rest and settlement hold for the date as it is: once it
moves, it is due again.
"""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Delegation, Unit, User
from core import history
from core.constraints import violated_constraint
from core.errors import PortalError, RightMissing
from reminders.arrangement_words import arranged_words, handed_words
from reminders.dates import with_arrangements
from reminders.enums import NoticeFate, ToldAs
from reminders.keepers import Keeper
from reminders.models import Arrangement, Notice
from reminders.sources import WatchedDate

ARRANGE = "reminders.arrange_date"
SHORTEST_REASON, LONGEST_REASON = 3, 300


def may_arrange(user, row: WatchedDate, on: date | None = None) -> bool:
    """Whether ``user``, who may read it, is a keeper of the date, coordinates or heads its unit, or is an officer."""
    if _unit_right(user, _unit_of(row)):
        return True
    on = on or timezone.localdate()
    rows = row.source.rows(on).filter(pk=row.object_id)
    return rows.filter(Keeper(user, on).keeps(row.source)).exists()


def version_of(row: WatchedDate) -> str:
    """What a form remembers of the date it was opened for, so that nobody writes over what they have not seen."""
    kept = row.arrangement
    return f"{row.due_on:%Y-%m-%d} {kept.arranged_at.isoformat() if kept else ''}".rstrip()


@transaction.atomic
def rest_date(row: WatchedDate, *, actor, until: date, reason: str, seen: str | None = None) -> Arrangement:
    """Put the date aside until the day ``until``, when it comes back to its keepers; it may lie after the date itself.

    ``seen`` is the ``version_of`` the date the person had before them (None: ``row`` itself). Raises
    ``ValidationError`` by field, ``RightMissing``, and ``PortalError`` where the date has moved, waits for nobody
    any more, or was arranged otherwise since.
    """
    current = _lock(row, actor, seen)
    today = timezone.localdate()
    if until <= today:
        raise ValidationError({"until": _("Choose a day after today: until then it rests.")})
    if until > today + relativedelta(years=1):
        raise ValidationError({"until": _("Choose a day within a year: nothing rests for longer.")})
    given = {"rests_until": until, "is_not_needed": False, "reason": _reason(reason)}
    return _write(current, "reminder.rest", actor, reason, due_on=current.due_on, arranged_by=actor, **given)


@transaction.atomic
def settle_date(row: WatchedDate, *, actor, reason: str, seen: str | None = None) -> Arrangement:
    """Note that nothing needs to be done about the date, and why. Raises as ``rest_date`` does."""
    current = _lock(row, actor, seen)
    given = {"rests_until": None, "is_not_needed": True, "reason": _reason(reason)}
    return _write(current, "reminder.not_needed", actor, reason, due_on=current.due_on, arranged_by=actor, **given)


@transaction.atomic
def take_up_again(row: WatchedDate, *, actor, seen: str | None = None) -> Arrangement:
    """End the rest, or take back that nothing is needed. Whose it is stays. Raises as ``rest_date`` does."""
    current = _lock(row, actor, seen)
    if not (current.is_resting(timezone.localdate()) or current.is_not_needed):
        raise PortalError(_("This date is not put aside: there is nothing to take up again."))
    given = {"rests_until": None, "is_not_needed": False, "reason": "", "due_on": None}
    return _write(current, "reminder.take_up", actor, "", arranged_by=actor, **given)


@transaction.atomic
def hand_over_date(row: WatchedDate, *, actor, to: User, note: str = "", seen: str | None = None) -> Arrangement:
    """Make the date ``to``'s to see to, now and after it moves; handed to its own owner, it is just theirs again.

    The next digest tells the receiver, whatever step the date is on. Raises as ``rest_date`` does, and
    ``ValidationError`` for somebody who cannot keep it.
    """
    current = _lock(row, actor, seen)
    check_receiver(current, to)
    given = {"keeper": None if to.pk == current.owner_id else to, "handed_by": actor, "handed_note": _note(note)}
    written = _write(current, "reminder.hand_over", actor, note, **given)
    _tell(current, to, actor)
    return written


def check_receiver(row: WatchedDate, to: User, on: date | None = None):
    """Raise ``ValidationError`` unless ``to`` works here, may read the object, and does not keep the date already."""
    words = {"person": to}
    if not User.objects.able_to_stand_in().filter(pk=to.pk).exists():
        raise ValidationError({"to": _("%(person)s does not work here any more. Choose another colleague.") % words})
    if not row.source.rows(on or timezone.localdate()).visible_to(to).filter(pk=row.object_id).exists():
        raise ValidationError({"to": _("%(person)s may not read what the date is about. Choose another.") % words})
    if to.pk == keeper_by_name(row):
        raise ValidationError({"to": _("%(person)s keeps it already.") % words})


def keeper_by_name(row: WatchedDate) -> int | None:
    """The person whose the date is: who it was handed to, else its owner."""
    return (row.arrangement and row.arrangement.keeper_id) or row.owner_id


def _lock(row: WatchedDate, actor, seen: str | None) -> WatchedDate:
    """The date as it is now, what is arranged about it locked; refused where it is not what the person saw."""
    today = timezone.localdate()
    Arrangement.objects.select_for_update().filter(source=row.source_name, object_id=row.object_id).first()
    rows = row.source.rows(today)
    found = row.source.watched((rows if actor is None else rows.visible_to(actor)).filter(pk=row.object_id)).first()
    if found is None:
        raise PortalError(_("This date does not wait for anybody any more. Nothing was changed."))
    current = with_arrangements([WatchedDate(*found)])[0]
    if actor is not None and not may_arrange(actor, current, today):
        raise RightMissing(_("Only who keeps this date, the coordinators of its unit and the office may arrange it."))
    _refuse_if_unseen(current, version_of(row) if seen is None else seen)
    return current


def _refuse_if_unseen(current: WatchedDate, seen: str):
    if seen[:10] != version_of(current)[:10]:
        day = date_format(current.due_on, "DATE_FORMAT")
        raise PortalError(_("The date has moved to %(day)s meanwhile. Nothing was changed: look again.") % {"day": day})
    if seen != version_of(current):
        raise PortalError(_arranged_meanwhile(current))


def _arranged_meanwhile(current: WatchedDate) -> str:
    words = arranged_words(current, timezone.localdate()) or handed_words(current)
    if not words:
        return _("Somebody has just taken it up again. Nothing was overwritten: look again, then repeat your change.")
    return _("Somebody has just arranged this: “%(words)s”. Nothing was overwritten: look again.") % {"words": words}


def _write(current: WatchedDate, code: str, actor, note: str, **fields) -> Arrangement:
    kept = current.arrangement or Arrangement(source=current.source_name, object_id=current.object_id)
    for name, value in fields.items():
        setattr(kept, name, value)
    unit = _unit_of(current)
    right = ARRANGE if unit else ""
    try:
        with history.action(code, actor=actor, note=note.strip(), right=right, about=unit), transaction.atomic():
            kept.save(**({"update_fields": [*fields, "arranged_at"]} if kept.pk else {"force_insert": True}))
    except IntegrityError as error:
        if violated_constraint(error) != "arrangement_once":
            raise
        now = with_arrangements([current])[0]  # two were the first at the same moment
        raise PortalError(_arranged_meanwhile(now)) from error
    return kept


def _unit_of(row: WatchedDate) -> Unit | None:
    return Unit.objects.filter(pk=row.unit_id).first() if row.unit_id else None


def _unit_right(user, unit: Unit | None) -> bool:
    return user.has_perm(ARRANGE, unit) if unit else user.rights.everywhere(ARRANGE)


def _reason(reason: str) -> str:
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Say why in a few words: colleagues will read it.")})
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("At most 300 characters.")})
    return reason


def _note(note: str) -> str:
    if len(note.strip()) > LONGEST_REASON:
        raise ValidationError({"note": _("At most 300 characters.")})
    return note.strip()


def _tell(row: WatchedDate, to: User, actor):
    """A step of today for the receiver, or who stands in for them; what waited to be told to others is settled."""
    today = timezone.localdate()
    absent = Delegation.objects.on(today)
    here = User.objects.able_to_stand_in().exclude(pk__in=absent.values("person"))
    away = absent.filter(person=to, substitute__in=here).first()
    recipient = away.substitute if away else to
    steps = Notice.objects.filter(source=row.source_name, object_id=row.object_id, mail=None, fate=NoticeFate.TO_TELL)
    steps.exclude(told_as__in=(ToldAs.HEAD, ToldAs.ESCALATED)).update(fate=NoticeFate.SETTLED)
    if actor is not None and recipient.pk == actor.pk:
        return
    step: dict[str, Any] = {
        "source": row.source_name,
        "object_id": row.object_id,
        "due_on": row.due_on,
        "lead": (row.due_on - today).days,
    }
    Notice.objects.get_or_create(**step, recipient=recipient)
    told = {"told_as": ToldAs.SUBSTITUTE if away else ToldAs.HANDED, "instead_of": to if away else None}
    Notice.objects.filter(**step, recipient=recipient, mail=None).update(**told, fate=NoticeFate.TO_TELL)
