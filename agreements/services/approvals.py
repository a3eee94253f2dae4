"""The approval of agreements step by step: rounds are opened, decided, sent back and opened anew (AG-03, AG-15)."""

from collections.abc import Callable, Collection
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agreements.deciding import OF_THE_OFFICE, RIGHT_OF
from agreements.enums import AgreementState, ApprovalState
from agreements.errors import ApprovalStartsAnew
from agreements.models import Agreement, Approval, ApprovalRound, Signature
from agreements.registry.numbers import number_if_needed
from agreements.routing import approvals_of, steps_for
from agreements.term_names import names_of_terms
from agreements.workflow import agreement_workflow
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
def submit(agreement: Agreement, *, actor, note: str = "", changed_terms: Collection[str] = ()) -> Agreement:
    """Bring a draft up for approval: a new round begins at the first step of its route."""
    opened = partial(open_round, actor=actor, changed_terms=changed_terms)
    return agreement_workflow.perform("submit", agreement, actor=actor, note=note, also=opened)


@transaction.atomic
def decide(agreement: Agreement, move: str, *, actor, note: str = "", step_seen: int | None = None) -> Agreement:
    """Decide the step the agreement waits at: ``move`` is approve, send_back or reject.

    Approving passes it to the next step, the last step's decider approves the agreement itself. One without steps
    (it came by an import) is decided by who may. ``step_seen`` is the key of the step the person had before them: a
    press meant for it decides no other, lest terms be approved that nobody read. Raises ``RightMissing`` and
    ``TransitionRefused``.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    step = waiting_step(locked)
    if step_seen is not None and (step is None or step.pk != step_seen):
        raise TransitionRefused([_("It has moved on since you opened it: read it again before you decide.")])
    number = number_if_needed if move == "approve" else None  # what is approved is entered in the register (LG-05)
    if step is None:
        return agreement_workflow.perform(move, locked, actor=actor, note=note, also=number)
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

    return agreement_workflow.perform(move, locked, actor=actor, note=note, through=through, also=close_step)


@transaction.atomic
def withdraw(agreement: Agreement, *, actor, note: str = "") -> Agreement:
    """Take an agreement back for good; nobody is asked about it any more."""
    return agreement_workflow.perform("withdraw", agreement, actor=actor, note=note, also=drop_open_steps)


@transaction.atomic
def revise(agreement: Agreement, *, actor, note: str = "") -> Agreement:
    """Take an approved agreement back to change it; what was signed of the old terms holds no more (AG-03)."""
    return agreement_workflow.perform("revise", agreement, actor=actor, note=note, also=void_signatures)


def void_signatures(agreement: Agreement):
    Signature.objects.filter(party__agreement=agreement).delete()


# Moves of the workflow that mean more than a change of state; those of ``OUTCOME`` are decisions.
ACTS: dict[str, Callable[..., Agreement]] = {
    "submit": submit,
    "withdraw": withdraw,
    "revise": revise,
}


def waiting_step(agreement: Agreement) -> Approval | None:
    """The step the agreement waits at; none for one that waits for nobody or has no steps."""
    return agreement.approvals.select_related("unit").filter(state=ApprovalState.WAITING).first()


def open_round(agreement: Agreement, *, actor, changed_terms: Collection[str] = ()) -> ApprovalRound:
    """Copy the steps of the route as they are today, and ask the first; open steps of before are asked no more.

    Called inside the act that brings the agreement up, with its row locked.
    """
    drop_open_steps(agreement)
    number = agreement.approval_rounds.count() + 1
    opened = ApprovalRound.objects.create(
        agreement=agreement, number=number, opened_by=actor, changed_terms=sorted(changed_terms)
    )
    steps = approvals_of(steps_for(agreement), agreement=agreement, round=opened)
    _be_asked(next(step for step in steps if step.state == ApprovalState.COMING), brought_by=actor)
    Approval.objects.bulk_create(steps)
    return opened


def take_back(agreement: Agreement, terms: Collection[str], *, actor, is_confirmed: bool) -> Agreement:
    """Make the changed ``terms`` of a locked agreement in review or approved possible (AG-03).

    Raises ``ApprovalStartsAnew`` unless the person has said yes to it, ``PortalError`` in any other state. After the
    change ``bring_up_again`` opens the new round in the same transaction.
    """
    if agreement.state not in AgreementState.approving:
        state = agreement.get_state_display()
        raise PortalError(_("The terms of an agreement in the state “%(state)s” cannot be changed.") % {"state": state})
    if not is_confirmed:
        raise ApprovalStartsAnew(starts_anew_words(terms))
    if agreement.state in AgreementState.waiting:
        return agreement
    return revise(agreement, actor=actor, note=changed_words(terms))


def bring_up_again(agreement: Agreement, terms: Collection[str], *, actor) -> Agreement:
    """Ask for approval from the first step after the ``terms`` were changed (see ``take_back``)."""
    note = changed_words(terms)
    if agreement.state not in AgreementState.waiting:
        return submit(agreement, actor=actor, note=note, changed_terms=terms)
    if reasons := agreement_workflow.unmet("submit", agreement):
        raise TransitionRefused(reasons)
    right = agreement_workflow.transitions["submit"].right
    with history.action("agreement.start_anew", actor=actor, note=note, right=right, about=agreement):
        open_round(agreement, actor=actor, changed_terms=terms)
        agreement.save(update_fields=["updated_at"])
    return agreement


def starts_anew_words(terms: Collection[str]) -> str:
    return _("%(terms)s: this sends the agreement back to the first step of its approval.") % {
        "terms": changed_words(terms)
    }


def changed_words(terms: Collection[str]) -> str:
    """“Changed: last day, partners”."""
    return _("Changed: %(terms)s") % {"terms": ", ".join(names_of_terms(terms))}


def drop_open_steps(agreement: Agreement):
    """Ask nobody of the present round any more."""
    agreement.approvals.filter(state__in=ApprovalState.open).update(state=ApprovalState.DROPPED)


def _pass_on(locked: Agreement, steps: tuple[Approval, Approval], *, actor, note: str, through: Through) -> Agreement:
    step, following = steps
    if reasons := agreement_workflow.refusals("approve", locked, note):
        raise TransitionRefused(reasons)
    with history.action("agreement.approve_step", actor=actor, note=note, right=through.right, about=through.about):
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


def _through(step: Approval, agreement: Agreement, actor) -> Through:
    """The right by which the actor decides the step; ``RightMissing`` in words where it is not theirs."""
    if actor is None or agreement.state not in AgreementState.waiting:
        raise RightMissing(_("It waits for nobody’s decision."))
    if not Agreement.objects.decidable_by(actor).filter(pk=agreement.pk).exists():
        raise RightMissing(why_not(step, actor))
    right = RIGHT_OF[step.role] if actor.has_perm(RIGHT_OF[step.role], step.unit) else OF_THE_OFFICE
    return Through(right, step.unit)


def why_not(step: Approval, user) -> str:
    """Why somebody who cannot decide the step cannot."""
    if step.brought_by_id == user.pk and user.has_perm(RIGHT_OF[step.role], step.unit):
        return _("You brought it to this step yourself: another person decides it.")
    words = {"role": step.get_role_display(), "unit": step.unit}
    return _("This step is decided by: %(role)s, %(unit)s.") % words
