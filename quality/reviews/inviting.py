"""Every write to reviewers by who runs the review: named, invited, taken off. What they answer: ``answering``."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from core import history
from core.errors import PortalError
from quality.enums import ReviewerState
from quality.followups.services import lock_to_run
from quality.models import FollowUp, Reviewer
from quality.querysets import RUN
from quality.reviews.mails import addresses, send_invitation_mail
from quality.reviews.outsiders import refuse_insider

DAYS = 30  # to answer an invitation

history.describe("reviewer.name", gettext_noop("named a reviewer"))
history.describe("reviewer.invite", gettext_noop("invited a reviewer"))
history.describe("reviewer.remove", gettext_noop("took a reviewer off the review"))


@transaction.atomic
def name_reviewer(follow_up: FollowUp, *, actor, **fields) -> Reviewer:
    """Somebody from outside, not invited yet. Raises ``ValidationError`` beside the field for a colleague."""
    locked = lock_review(follow_up, actor)
    reviewer = Reviewer(follow_up=locked, **fields)
    reviewer.email = User.objects.normalise(reviewer.email)
    refuse_insider(email=reviewer.email, affiliation=reviewer.affiliation)
    reviewer.full_clean(exclude=["follow_up"])
    with history.action("reviewer.name", actor=actor, right=RUN, about=locked):
        reviewer.save()
    return reviewer


@transaction.atomic
def invite_reviewer(reviewer: Reviewer, *, actor) -> Reviewer:
    """Mail an address at which to answer; an earlier one stops working. Raises ``PortalError`` after an answer."""
    follow_up, locked = _lock(reviewer, actor)
    if locked.state not in ReviewerState.waiting:
        raise PortalError(_("%(name)s has answered already.") % {"name": locked.name})
    refuse_insider(email=locked.email, affiliation=locked.affiliation)
    locked.state, locked.invited_at = ReviewerState.INVITED, timezone.now()
    locked.expires_at = locked.invited_at + timedelta(days=DAYS)
    addresses.give(locked)
    with history.action("reviewer.invite", actor=actor, right=RUN, about=follow_up):
        locked.save(update_fields=["state", "invited_at", "expires_at", "nonce", "token_hash"])
    send_invitation_mail(locked, actor=actor)
    return locked


@transaction.atomic
def remove_reviewer(reviewer: Reviewer, *, actor) -> Reviewer:
    """From now on their address and their account open nothing of this review. What they wrote stays."""
    follow_up, locked = _lock(reviewer, actor)
    locked.state, locked.nonce, locked.token_hash = ReviewerState.REMOVED, "", ""
    with history.action("reviewer.remove", actor=actor, right=RUN, about=follow_up):
        locked.save(update_fields=["state", "nonce", "token_hash"])
    return locked


def lock_review(follow_up: FollowUp, actor) -> FollowUp:
    """The locked row, for who runs it. Raises ``PortalError`` where it is no external review, or is over."""
    locked = lock_to_run(follow_up, actor)
    if not locked.is_review:
        raise PortalError(_("Only an external review has reviewers."))
    return locked


def _lock(reviewer: Reviewer, actor) -> tuple[FollowUp, Reviewer]:
    follow_up = lock_review(reviewer.follow_up, actor)
    found = follow_up.reviewers.select_for_update(of=("self",)).exclude(state=ReviewerState.REMOVED)
    locked = found.filter(pk=reviewer.pk).first()
    if locked is None:
        raise PortalError(_("This reviewer is not on the list any more."))
    return follow_up, locked
