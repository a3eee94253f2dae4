"""How an action moves from state to state; what each move writes beside the state."""

from collections.abc import Callable
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import TransitionRefused
from core.text_lengths import refuse_too_long
from core.workflow import Move
from quality.actions.workflow import action_workflow
from quality.models import Action

BY_ANOTHER = ("verify", "send_back", "reopen")  # judged by somebody other than the person responsible
LONGEST_NOTE = 2000  # of a reason, as every form asks it


@transaction.atomic
def move_action(action: Action, name: str, *, actor, note: str = "", result: str = "") -> Action:
    """Move ``action`` along the edge ``name`` and return it as it is then.

    ``finish`` needs the ``result`` in words; the reason of a cancelled action is kept as its result. Raises
    ``RightMissing``, ``TransitionRefused``, or ``ValidationError`` beside the result.
    """
    result = result.strip()
    if name == "finish":
        _check_result(result)
    also = _written_with(name, actor=actor, note=note.strip(), result=result)
    return action_workflow.perform(name, action, actor=actor, note=note, also=also)


def moves_for(user, action: Action) -> list[Move]:
    """The buttons of ``user``; to judge one's own action is refused with the reason."""
    return [_with_judge(move, user, action) for move in action_workflow.moves_for(user, action)]


def judges_own(name: str, user, action: Action) -> str:
    """Why ``user`` may not make the move ``name``: it is their own action, or their own word that it is done."""
    if name in BY_ANOTHER and action.owner_id is not None and action.owner_id == user.pk:
        return _("You are responsible for this action: somebody else has to see its result.")
    if name == "verify" and action.done_by_id is not None and action.done_by_id == user.pk:
        return _("You reported it as done yourself: somebody else has to see its result.")
    return ""


def _with_judge(move: Move, user, action: Action) -> Move:
    sentence = judges_own(move.name, user, action)
    return replace(move, reasons=(*move.reasons, sentence)) if sentence else move


def _check_result(result: str):
    if not result:
        raise ValidationError({"result": _("Say in a few words what came of it.")})
    refuse_too_long(Action(result=result))


def _written_with(name: str, *, actor, note: str, result: str) -> Callable[[Action], None]:
    """What the move writes on the locked row, under the same act."""

    def write(locked: Action):
        if sentence := judges_own(name, actor, locked):
            raise TransitionRefused([sentence])
        fields = _fields_of(name, actor=actor, note=note, result=result)
        for field, value in fields.items():
            setattr(locked, field, value)
        if fields:
            locked.save(update_fields=list(fields))

    return write


def _fields_of(name: str, *, actor, note: str, result: str) -> dict:
    undone = {"done_on": None, "done_by": None}
    unverified = {"verified_by": None, "verified_at": None}
    return {
        "finish": {"result": result, "done_on": timezone.localdate(), "done_by": actor},
        "verify": {"verified_by": actor, "verified_at": timezone.now()},
        "send_back": undone,
        "reopen": undone | unverified,
        "cancel": {"result": note[:LONGEST_NOTE]},
        "plan_again": {"result": ""} | undone,
    }.get(name, {})
