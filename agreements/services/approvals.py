"""Approval step by step, of agreements and of their amendments alike (AG-03, AG-15).

Rounds are opened, decided and sent back; ``starting_anew`` opens another where a term changes. What differs between
the two is in ``agreements.subjects``.
"""

from collections.abc import Callable, Collection
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from agreements.deciding import OF_THE_OFFICE, RIGHT_OF
from agreements.enums import ApprovalState
from agreements.models import Agreement, Approval, ApprovalRound
from agreements.registry.numbers import number_if_needed
from agreements.routing import PLAIN_LABEL, PLAIN_LABEL_SV, approvals_of, steps_for
from agreements.subjects import (
    Subject,
    agreement_of,
    lock,
    owner_of,
    signatures_of,
    states_of,
    uses_of_routes,
    workflow_of,
)
from core import history
from core.errors import PortalError, RightMissing, TransitionRefused
from core.workflow import Through

LONGEST_NOTE = 2000
OUTCOME = {
    "approve": ApprovalState.APPROVED,
    "send_back": ApprovalState.SENT_BACK,
    "reject": ApprovalState.REJECTED,
}


@transaction.atomic
def submit(subject: Subject, *, actor, note: str = "", changed_terms: Collection[str] = ()) -> Subject:
    """Bring a draft up for approval: a new round begins at the first step of its route."""
    opened = partial(open_round, actor=actor, changed_terms=changed_terms)
    return workflow_of(subject).perform("submit", subject, actor=actor, note=note, also=opened)


@transaction.atomic
def decide(subject: Subject, move: str, *, actor, note: str = "", step_seen: int | None = None) -> Subject:
    """Decide the step the subject waits at: ``move`` is approve, send_back or reject.

    Approving passes it to the next step, the last step's decider approves the subject itself. An agreement without
    steps (it came by an import) is decided by who may. ``step_seen`` is the key of the step the person had before
    them: a press meant for it decides no other, lest terms be approved that nobody read. Raises ``RightMissing``
    and ``TransitionRefused``.
    """
    locked, workflow = lock(subject), workflow_of(subject)
    step = waiting_step(locked)
    if step_seen is not None and (step is None or step.pk != step_seen):
        raise TransitionRefused([_("It has moved on since you opened it: read it again before you decide.")])
    enters = move == "approve" and isinstance(locked, Agreement)  # what is approved is entered in the register (LG-05)
    number = number_if_needed if enters else None
    if step is None:
        noted = partial(_note_way_back, actor=actor, note=note) if move == "send_back" else None
        return workflow.perform(move, locked, actor=actor, note=note, also=noted or number)
    if len(note) > LONGEST_NOTE:
        raise PortalError(_("A note has at most %(count)d characters.") % {"count": LONGEST_NOTE})
    through = _through(step, locked, actor)
    following = locked.approvals.filter(state=ApprovalState.COMING).order_by("position").first()
    if move == "approve" and following is not None:
        return _pass_on(locked, (step, following), actor=actor, note=note, through=through)

    def close_step(moving):
        _write_decision(step, OUTCOME[move], actor, note, through)
        drop_open_steps(locked)
        if number:
            number(moving)

    return workflow.perform(move, locked, actor=actor, note=note, through=through, also=close_step)


@transaction.atomic
def withdraw(subject: Subject, *, actor, note: str = "") -> Subject:
    """Take it back for good; nobody is asked about it any more."""
    return workflow_of(subject).perform("withdraw", subject, actor=actor, note=note, also=drop_open_steps)


@transaction.atomic
def revise(subject: Subject, *, actor, note: str = "") -> Subject:
    """Take what is approved back to change it; what was signed of the old terms holds no more (AG-03)."""
    return workflow_of(subject).perform("revise", subject, actor=actor, note=note, also=void_signatures)


def void_signatures(subject: Subject):
    signatures_of(subject).delete()


# Moves of the workflows that mean more than a change of state; those of ``OUTCOME`` are decisions.
ACTS: dict[str, Callable[..., Subject]] = {
    "submit": submit,
    "withdraw": withdraw,
    "revise": revise,
}


def waiting_step(subject: Subject) -> Approval | None:
    """The step the subject waits at; none for one that waits for nobody or has no steps."""
    return subject.approvals.select_related("unit").filter(state=ApprovalState.WAITING).first()


def open_round(subject: Subject, *, actor, changed_terms: Collection[str] = ()) -> ApprovalRound:
    """Copy the steps of the route as they are today, and ask the first; open steps of before are asked no more.

    Called inside the act that brings the subject up, with its row locked.
    """
    drop_open_steps(subject)
    number = subject.approval_rounds.count() + 1
    opened = ApprovalRound.objects.create(
        **owner_of(subject), number=number, opened_by=actor, changed_terms=sorted(changed_terms)
    )
    route = steps_for(agreement_of(subject), uses_of_routes(subject))
    steps = approvals_of(route, **owner_of(subject), round=opened)
    _be_asked(next(step for step in steps if step.state == ApprovalState.COMING), brought_by=actor)
    Approval.objects.bulk_create(steps)
    return opened


def drop_open_steps(subject: Subject):
    """Ask nobody of the present round any more."""
    subject.approvals.filter(state__in=ApprovalState.open).update(state=ApprovalState.DROPPED)


def _note_way_back(locked: Agreement, *, actor, note: str):
    """An agreement without steps goes back: one step is written as it was decided, so that its keepers are told."""
    unit, number = locked.responsible_unit, locked.approval_rounds.count() + 1
    opened = ApprovalRound.objects.create(**owner_of(locked), number=number)
    asked = {"asked_role": Role.HEAD, "asked_unit": unit, "role": Role.HEAD, "unit": unit}
    words = {"label_en": PLAIN_LABEL, "label_sv": PLAIN_LABEL_SV, "note": note.strip()}
    decided = {"state": ApprovalState.SENT_BACK, "decided_by": actor, "decided_at": timezone.now()}
    Approval.objects.create(**owner_of(locked), round=opened, position=1, **asked, **words, **decided)


def _pass_on(locked: Subject, steps: tuple[Approval, Approval], *, actor, note: str, through: Through) -> Subject:
    step, following = steps
    workflow = workflow_of(locked)
    if reasons := workflow.refusals("approve", locked, note):
        raise TransitionRefused(reasons)
    code = f"{workflow.name}.approve_step"
    with history.action(code, actor=actor, note=note, right=through.right, about=through.about):
        _write_decision(step, ApprovalState.APPROVED, actor, note, through)
        _ask(following, brought_by=actor)
        locked.save(update_fields=["updated_at"])
    return locked


def _write_decision(step: Approval, outcome: str, actor, note: str, through: Through):
    lenders = actor.rights.through(through.right, through.about)
    step.state, step.note = outcome, note.strip()
    step.decided_by, step.decided_at = actor, timezone.now()
    step.on_behalf_of = User.objects.filter(pk=lenders[0].pk).first() if lenders else None
    step.save(update_fields=["state", "note", "decided_by", "decided_at", "on_behalf_of"])


def _ask(step: Approval, *, brought_by):
    _be_asked(step, brought_by=brought_by)
    step.save(update_fields=["state", "since", "brought_by"])


def _be_asked(step: Approval, *, brought_by):
    step.state, step.since, step.brought_by = ApprovalState.WAITING, timezone.now(), brought_by


def _through(step: Approval, subject: Subject, actor) -> Through:
    """The right by which the actor decides the step; ``RightMissing`` in words where it is not theirs."""
    if actor is None or subject.state not in states_of(subject).waiting:
        raise RightMissing(_("It waits for nobody’s decision."))
    if not type(subject).objects.decidable_by(actor).filter(pk=subject.pk).exists():
        raise RightMissing(why_not(step, actor))
    right = RIGHT_OF[step.role] if actor.has_perm(RIGHT_OF[step.role], step.unit) else OF_THE_OFFICE
    return Through(right, step.unit)


def why_not(step: Approval, user) -> str:
    """Why somebody who cannot decide the step cannot."""
    if step.brought_by_id == user.pk and user.has_perm(RIGHT_OF[step.role], step.unit):
        return _("You brought it to this step yourself: another person decides it.")
    words = {"role": step.get_role_display(), "unit": step.unit}
    return _("This step is decided by: %(role)s, %(unit)s.") % words
