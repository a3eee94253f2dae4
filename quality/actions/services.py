"""Every write to the terms of actions, and what people note of their progress. Moves: ``quality.actions.moves``."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.search_text import fold_all
from core.text_lengths import refuse_too_long
from core.versions import refuse_if_changed
from quality.enums import ActionState
from quality.models import Action, ActionNote
from quality.querysets import RUN, WORK

LAST_YEAR_OF_DATES = 2099

history.describe("action.add", gettext_noop("planned the action"))
history.describe("action.change", gettext_noop("changed the action"))
history.describe("action.hand_to", gettext_noop("gave it to somebody else"))
history.describe("action.note", gettext_noop("noted the progress"))


@transaction.atomic
def add_action(*, actor, follow_up=None, finding=None, unit=None, process=None, today=None, **fields) -> Action:
    """Plan an action: on a ``finding``, in a ``follow_up``, or by hand (then ``unit`` is needed).

    Of a follow-up it takes the process, and the unit unless another is given. ``today``: the day it is planned on.
    Raises ``ValidationError`` beside the field, ``PortalError`` where the follow-up is over.
    """
    follow_up = finding.follow_up if finding else follow_up
    action = Action(follow_up=follow_up, finding=finding, process=process, unit=unit, **fields)
    if follow_up:
        action.process = follow_up.process
        action.unit = unit or follow_up.unit
    _require_to_plan(actor, follow_up)
    _refuse_where_nothing_is_done(finding)
    _prepare(action, actor, today=today)
    with history.action("action.add", actor=actor, right=RUN, about=follow_up or action):
        action.save()
    return action


@transaction.atomic
def change_action(action: Action, *, actor, seen_at=None, today=None, **fields) -> Action:
    """Write the given terms. Raises ``PortalError`` where it is done or closed, ``ChangedElsewhere`` too late."""
    return _write(action, "action.change", actor, seen_at=seen_at, today=today, **fields)


def hand_to(action: Action, *, actor, owner, note: str = "") -> Action:
    """Make ``owner`` (None: nobody yet) responsible for it."""
    return _write(action, "action.hand_to", actor, note=note, owner=owner)


@transaction.atomic
def note_progress(action: Action, *, actor, text: str) -> ActionNote:
    """Keep what somebody who works on it, or sees to it, writes down of its progress."""
    locked = _lock(action)
    if not (actor.has_perm(WORK, locked) or actor.has_perm(RUN, locked)):
        raise RightMissing(_("You do not have the right to work on this action."))
    if locked.state not in ActionState.open:
        raise PortalError(_("The action is “%(state)s”.") % {"state": locked.get_state_display()})
    note = ActionNote(action=locked, text=text.strip(), written_by=actor)
    refuse_too_long(note)
    note.full_clean()
    with history.action("action.note", actor=actor, right=WORK, about=locked):
        note.save()
    return note


@transaction.atomic
def _write(action: Action, code: str, actor, *, note: str = "", seen_at=None, today=None, **fields) -> Action:
    locked = _lock(action)
    if not actor.has_perm(RUN, locked):
        raise RightMissing(_("You do not have the right to change this action."))
    if not locked.is_editable:
        sentence = _("The action is “%(state)s”: its terms do not change any more.")
        raise PortalError(sentence % {"state": locked.get_state_display()})
    refuse_if_changed(locked, seen_at)
    before = {name: getattr(locked, name) for name in fields}
    for name, value in fields.items():
        setattr(locked, name, value)
    _prepare(locked, actor, before=before, today=today)
    with history.action(code, actor=actor, note=note, right=RUN, about=locked):
        locked.save(update_fields=[*fields, "search_text", "updated_at"])
    return locked


def _lock(action: Action) -> Action:
    related = ("unit", "process", "follow_up__version", "follow_up__unit", "finding")
    return Action.objects.select_for_update(of=("self",)).select_related(*related).get(pk=action.pk)


def _require_to_plan(actor, follow_up):
    """Of a follow-up, who runs it; by hand, the quality office."""
    allowed = actor.has_perm(RUN, follow_up) if follow_up else actor.rights.everywhere(RUN)
    if not allowed:
        raise RightMissing(_("You do not have the right to plan actions here."))
    if follow_up and not follow_up.is_editable:
        sentence = _("The follow-up is “%(state)s”: no action is added to it any more.")
        raise PortalError(sentence % {"state": follow_up.get_state_display()})


def _refuse_where_nothing_is_done(finding):
    if finding and finding.no_action_because:
        raise PortalError(_("The answer to this finding says why nothing is done: take that away first."))


def _prepare(action: Action, actor, *, before: dict | None = None, today: date | None = None):
    """Words it is found by; every refusal beside its field. ``before``: what stood in a row that is changed."""
    was = before or {}
    unit = getattr(action, "unit", None)
    process = action.process.code if action.process_id else ""
    action.search_text = fold_all(action.title, action.description, unit.code if unit else "", process)
    errors: dict[str, str] = {}
    if action.due_on and action.due_on != was.get("due_on"):
        errors |= _wrong_day(action.due_on, today or timezone.localdate())
    if action.owner_id and action.owner != was.get("owner"):
        errors |= _wrong_owner(action.owner)
    if unit and unit != was.get("unit"):
        errors |= _wrong_unit(action, unit, actor)
    if errors:
        raise ValidationError(errors)
    refuse_too_long(action)
    action.full_clean()


def _wrong_day(day: date, today: date) -> dict[str, str]:
    if day < today:
        return {"due_on": _("This day has passed: give one from today on.")}
    if day.year > LAST_YEAR_OF_DATES:
        return {"due_on": _("Give a date before the year 2100.")}
    return {}


def _wrong_owner(owner) -> dict[str, str]:
    words = {"person": owner}
    if not owner.is_active:
        return {"owner": _("%(person)s does not work here any more: choose somebody else.") % words}
    if not owner.has_perm(WORK):
        return {"owner": _("%(person)s has no role in which to work on actions.") % words}
    return {}


def _wrong_unit(action: Action, unit, actor) -> dict[str, str]:
    """An action stays in the unit of its follow-up, unless the quality office gives it to another."""
    if not unit.is_active:
        return {"unit": _("This unit is not there any more: choose another.")}
    home = action.follow_up.unit if action.follow_up_id else None
    if home and not unit.path.startswith(home.path) and not actor.rights.everywhere(RUN):
        sentence = _(
            "Choose %(unit)s, which is followed up, or a unit below it. The quality office can give it further."
        )
        return {"unit": sentence % {"unit": home}}
    return {}
