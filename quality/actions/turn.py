"""Whose turn it is with an action, in one sentence, and what stands in its way."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quality.enums import ActionState
from quality.models import Action


def turn_of(action: Action) -> str:
    """What is to happen next and who does it; what became of it once it is closed."""
    return _SENTENCES[ActionState(action.state)](action)


def _planned(action: Action) -> str:
    if action.owner is None:
        return _("Nobody is responsible yet: whoever runs the follow-up names somebody.")
    return _("%(person)s has not started it yet.") % {"person": action.owner}


def _under_way(action: Action) -> str:
    if action.owner is None:
        return _("It is under way, and nobody is responsible: name somebody.")
    return _("%(person)s works on it, and says what came of it when it is done.") % {"person": action.owner}


def _done(action: Action) -> str:
    follow_up = action.follow_up
    runs = follow_up.owner if follow_up else None
    if runs and runs.pk not in (action.owner_id, action.done_by_id):
        return _("It is done. %(person)s, or the quality office, looks at the result and verifies it.") % {
            "person": runs
        }
    return _("It is done. The quality office looks at the result and verifies it.")


def _verified(action: Action) -> str:
    if not (action.verified_by and action.verified_at):
        return _("It is verified.")
    words = {"person": action.verified_by, "day": date_format(timezone.localdate(action.verified_at))}
    return _("%(person)s verified it on %(day)s. The next cycle looks at the result once more.") % words


def _cancelled(action: Action) -> str:
    return _("It was cancelled: %(reason)s") % {"reason": action.result} if action.result else _("It was cancelled.")


_SENTENCES = {
    ActionState.PLANNED: _planned,
    ActionState.UNDER_WAY: _under_way,
    ActionState.DONE: _done,
    ActionState.VERIFIED: _verified,
    ActionState.CANCELLED: _cancelled,
}
