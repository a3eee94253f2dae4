"""Every write to follow-ups and their steps. Dates of steps move in ``quality.cycles``."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed
from quality.actions.carrying import carry_over
from quality.enums import StepKind
from quality.followups import guards
from quality.followups.turn import open_steps
from quality.followups.workflow import follow_up_workflow
from quality.models import FollowUp, FollowUpStep
from quality.querysets import FILL, RUN

history.describe("follow_up.change", gettext_noop("changed the follow-up"))
history.describe("follow_up.ask", gettext_noop("asked somebody for a step"))
history.describe("follow_up.finish_step", gettext_noop("finished a step"))
history.describe("follow_up.take_up_step", gettext_noop("took a step up again"))

# Steps that a move finishes, and those it takes up again.
FINISHED_BY = {
    "open_dialogue": (StepKind.COLLECT,),
    "plan_actions": (StepKind.DIALOGUE,),
    "adopt": (StepKind.ACTION_PLAN, StepKind.ADOPTION),
}
TAKEN_UP_BY = {
    "collect_again": (StepKind.COLLECT,),
    "talk_again": (StepKind.DIALOGUE,),
    "reopen": (StepKind.ADOPTION,),
}
STEP_GUARDS = {
    StepKind.COLLECT: (guards.required_values_are_there,),
    StepKind.DIALOGUE: (guards.dialogue_has_been_held,),
    StepKind.ACTION_PLAN: (guards.findings_lead_somewhere, guards.actions_are_complete),
}


@transaction.atomic
def move_follow_up(follow_up: FollowUp, name: str, *, actor, note: str = "", on: date | None = None) -> FollowUp:
    """Move it along the edge ``name``, and with it the steps that this finishes (``on``: today) or takes up again.

    What earlier cycles have left open comes in when it begins. Raises ``RightMissing`` or ``TransitionRefused``.
    """

    def also(locked):
        _finish(locked.steps.filter(kind__in=FINISHED_BY.get(name, ()), done_on=None), actor, on)
        for step in locked.steps.filter(kind__in=TAKEN_UP_BY.get(name, ()), done_on__isnull=False):
            _take_up(step)

    moved = follow_up_workflow.perform(name, follow_up, actor=actor, note=note, also=also)
    if name == "begin":
        carry_over(moved, actor=actor)
    return moved


@transaction.atomic
def change_follow_up(follow_up: FollowUp, *, actor, seen_at=None, **fields) -> FollowUp:
    """Write owner and summary. The open steps of whoever ran it go along to whoever runs it then.

    Raises ``ValidationError`` beside the owner, ``PortalError`` where it is over.
    """
    locked = lock_to_run(follow_up, actor)
    refuse_if_changed(locked, seen_at)
    before = locked.owner_id
    for name, value in fields.items():
        setattr(locked, name, value)
    if locked.owner_id != before:
        refuse_who_cannot(RUN, locked.owner, "owner")
    locked.full_clean(validate_constraints=False)
    with history.action("follow_up.change", actor=actor, right=RUN, about=locked):
        locked.save(update_fields=[*fields, "updated_at"])
        if locked.owner_id != before:
            for step in locked.steps.filter(done_on=None, person=before):
                step.person = locked.owner
                step.save(update_fields=["person"])
    return locked


@transaction.atomic
def ask_for_step(step: FollowUpStep, *, actor, person) -> FollowUpStep:
    """Make ``person`` (None: whoever runs the follow-up) the one who is asked for the step."""
    follow_up = lock_to_run(step.follow_up, actor)
    locked = follow_up.steps.select_for_update(of=("self",)).get(pk=step.pk)
    if not locked.is_open:
        raise PortalError(_("This step is done already."))
    refuse_who_cannot(FILL, person, "person")
    if locked.person_id != (person and person.pk):
        locked.person = person
        with history.action("follow_up.ask", actor=actor, right=RUN, about=follow_up):
            locked.save(update_fields=["person"])
    return locked


@transaction.atomic
def finish_step(step: FollowUpStep, *, actor, on: date | None = None) -> FollowUpStep:
    """Say that a step is done: whoever was asked for it, or who runs the follow-up. Raises ``PortalError``."""
    follow_up, locked = _lock_step(step, actor)
    if not locked.is_open:
        return locked
    if locked.kind == StepKind.ADOPTION:
        raise PortalError(_("This step is done when the follow-up is adopted."))
    if locked.pk not in {each.pk for each in open_steps(follow_up)}:
        raise PortalError(_("This step is not open in the state “%(state)s”.") % _words(follow_up))
    if reasons := [sentence for guard in STEP_GUARDS.get(StepKind(locked.kind), ()) if (sentence := guard(follow_up))]:
        raise PortalError(" ".join(str(reason) for reason in reasons))
    with history.action("follow_up.finish_step", actor=actor, right=FILL, about=locked):
        _finish([locked], actor, on)
    return locked


@transaction.atomic
def take_up_step(step: FollowUpStep, *, actor) -> FollowUpStep:
    """A step that was not done after all: for who runs the follow-up."""
    follow_up = lock_to_run(step.follow_up, actor)
    locked = follow_up.steps.select_for_update(of=("self",)).get(pk=step.pk)
    if not locked.is_open:
        with history.action("follow_up.take_up_step", actor=actor, right=RUN, about=follow_up):
            _take_up(locked)
    return locked


def lock_to_run(follow_up: FollowUp, actor) -> FollowUp:
    """The locked row, for who runs it and while it is open. Raises ``RightMissing`` or ``PortalError``."""
    locked = _locked(follow_up)
    if not actor.has_perm(RUN, locked):
        raise RightMissing(_("You do not have the right to run this follow-up."))
    if not locked.is_editable:
        raise PortalError(_("The follow-up is “%(state)s”: nothing of it changes any more.") % _words(locked))
    return locked


def refuse_who_cannot(right: str, person, field: str):
    """Raise ``ValidationError`` beside ``field`` for somebody who is gone, or has no role for what they are asked."""
    if person is None:
        return
    if not person.is_active:
        sentence = _("%(person)s does not work here any more: choose somebody else.")
        raise ValidationError({field: sentence % {"person": person}})
    if not person.has_perm(right):
        raise ValidationError({field: _("%(person)s has no role in which to do this.") % {"person": person}})


def _lock_step(step: FollowUpStep, actor) -> tuple[FollowUp, FollowUpStep]:
    follow_up = _locked(step.follow_up)
    locked = follow_up.steps.select_for_update(of=("self",)).get(pk=step.pk)
    locked.follow_up = follow_up
    if not actor.has_perm(FILL, locked):
        raise RightMissing(_("This step was asked of somebody else."))
    return follow_up, locked


def _locked(follow_up: FollowUp) -> FollowUp:
    related = ("process", "version", "unit", "owner")
    return FollowUp.objects.select_for_update(of=("self",)).select_related(*related).get(pk=follow_up.pk)


def _finish(steps, actor, on: date | None):
    for step in steps:
        step.done_on, step.done_by = on or timezone.localdate(), actor
        step.save(update_fields=["done_on", "done_by"])


def _take_up(step: FollowUpStep):
    step.done_on = step.done_by = None
    step.save(update_fields=["done_on", "done_by"])


def _words(follow_up: FollowUp) -> dict:
    return {"state": follow_up.get_state_display()}
