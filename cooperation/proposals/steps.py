"""Every write to the six steps of a proposal: done, not done after all, postponed for this one alone."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.models import ProposalStep
from cooperation.proposals.keeping_rights import lock_proposal
from cooperation.proposals.wanted_papers import missing_papers, sentence_of, we_coordinate
from cooperation.rights import CHANGE_CALL, CHANGE_PROPOSAL
from core import history
from core.errors import PortalError, RightMissing
from mobility.days import refuse_days_nobody_means

history.describe("proposal.step_done", gettext_noop("recorded a step as done"))
history.describe("proposal.step_undone", gettext_noop("recorded that a step is not done after all"))
history.describe("proposal.step_postponed", gettext_noop("postponed a step"))


@transaction.atomic
def finish_step(step: ProposalStep, *, actor, done_on: date | None = None, note: str = "") -> ProposalStep:
    """Done by ``actor`` on a day that has come, today by default. Raises ``PortalError`` while a paper is missing."""
    locked, done_on = _lock(step, actor), done_on or timezone.localdate()
    if sentence := sentence_of(missing_papers(locked, coordinating=we_coordinate(locked.proposal))):
        raise PortalError(sentence)
    refuse_days_nobody_means(done_on=done_on)
    if done_on > timezone.localdate():
        raise ValidationError({"done_on": _("This day has not come yet.")})
    locked.done_on, locked.done_by, locked.note = done_on, actor, note.strip()
    locked.full_clean()
    with history.action("proposal.step_done", actor=actor, right=CHANGE_PROPOSAL, about=locked.proposal):
        locked.save(update_fields=["done_on", "done_by", "note"])
    return locked


@transaction.atomic
def reopen_step(step: ProposalStep, *, actor) -> ProposalStep:
    locked = _lock(step, actor)
    if locked.done_on is None:
        return locked
    locked.done_on = locked.done_by = None
    with history.action("proposal.step_undone", actor=actor, right=CHANGE_PROPOSAL, about=locked.proposal):
        locked.save(update_fields=["done_on", "done_by"])
    return locked


@transaction.atomic
def postpone_step(step: ProposalStep, *, actor, to: date, reason: str) -> ProposalStep:
    """A later day for this proposal alone, given by the office: after the call's own day, not after it closes."""
    if not actor.has_perm(CHANGE_CALL):
        raise RightMissing(_("Only the international office gives more time."))
    locked = _lock(step, actor)
    if locked.done_on:
        raise PortalError(_("The step is done."))
    locked.postponed_to = None
    first, last = locked.proposal.day_of(locked), locked.proposal.call.deadline.due_on
    if to > last or (first and to <= first):
        words = {"first": date_format(first) if first else "–", "last": date_format(last)}
        raise ValidationError({"to": _("Give a day after %(first)s, and not after %(last)s.") % words})
    locked.postponed_to, locked.reason = to, reason.strip()
    if not locked.reason:
        raise ValidationError({"reason": _("Please say why in a few words.")})
    locked.full_clean()
    with history.action("proposal.step_postponed", actor=actor, note=locked.reason, right=CHANGE_CALL):
        locked.save(update_fields=["postponed_to", "reason"])
    return locked


def _lock(step: ProposalStep, actor) -> ProposalStep:
    """Under the lock of its proposal. Raises as ``lock_proposal`` does."""
    proposal = lock_proposal(step.proposal, actor, only_before_handing_in=True)
    locked = ProposalStep.objects.select_for_update().get(pk=step.pk)
    locked.proposal = proposal
    return locked
