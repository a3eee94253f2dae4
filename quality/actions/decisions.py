"""Done actions wait for somebody other than the person responsible to see their result."""

from django.db.models import BigIntegerField, Case, F, Q, Value, When
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from quality.enums import ActionState
from quality.models import Action
from quality.querysets import VERIFY
from reminders.decisions import DecisionSource, register
from reminders.sources import Act

SHOWN_OF_RESULT = 300


def _done():
    return Action.objects.filter(state=ActionState.DONE)


def _judged_by(rows, user):
    """Not by the unit alone: who runs the follow-up judges, and nobody their own."""
    return rows.filter(pk__in=Action.objects.to_verify_by(user).order_by().values("pk"))


def _runs_it() -> Case:
    """Who runs the follow-up, unless the action is their own or they reported it as done."""
    is_another = Q(follow_up__owner__isnull=False)
    for person in ("owner", "done_by"):
        is_another &= Q(**{f"{person}__isnull": True}) | ~Q(follow_up__owner=F(person))
    return Case(When(is_another, then=F("follow_up__owner")), default=Value(None), output_field=BigIntegerField())


def _address(row) -> str:
    return reverse("quality:action_detail", args=[row.page_id])


def _sentence(row) -> str:
    return _("Done, to be verified: %(result)s") % {"result": row.detail}


def _acts(row, user) -> list[Act]:
    moves = ((gettext_lazy("Verify"), "verify", "primary", False), (gettext_lazy("Send back"), "send_back", "", True))
    return [
        Act(label, reverse("quality:action_move", args=[row.object_id, move]), tone, needs_note=needs_note)
        for label, move, tone, needs_note in moves
    ]


def register_decisions():
    """Called by the room's ``decisions.py``."""
    register(
        DecisionSource(
            name="quality.action",
            label=gettext_lazy("Action to verify"),
            rows=_done,
            right=VERIFY,
            role=Value(Role.QUALITY_OFFICER.value),
            unit="unit",
            since="state_since",
            title="title",
            asked_by="owner",
            person=_runs_it(),
            detail=Left("result", SHOWN_OF_RESULT),
            sentence=_sentence,
            address=_address,
            acts=_acts,
            office=Role.QUALITY_OFFICER,
            decided_by=_judged_by,
        )
    )
