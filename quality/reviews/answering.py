"""What somebody who was invited answers, by the address they were sent."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.enums import Role
from accounts.models import User
from accounts.services import create_user, grant_role
from core import history
from core.errors import PortalError
from quality.enums import ReviewerState
from quality.models import Reviewer
from quality.reviews.mails import tell_who_runs_it
from quality.reviews.outsiders import account_of, refuse_insider

history.describe("reviewer.accept", gettext_noop("accepted to review, by the address of the invitation"))
history.describe("reviewer.conflict", gettext_noop("stated a conflict of interest, by the address of the invitation"))
history.describe("reviewer.decline", gettext_noop("declined to review, by the address of the invitation"))


def can_answer(reviewer: Reviewer) -> bool:
    """Whether the address still takes an answer."""
    is_in_time = reviewer.expires_at is not None and reviewer.expires_at > timezone.now()
    return reviewer.state == ReviewerState.INVITED and is_in_time and reviewer.follow_up.is_editable


@transaction.atomic
def accept(reviewer: Reviewer) -> Reviewer:
    """Take part, without a conflict of interest: with an account of their own that sees this review alone.

    Raises ``ValidationError`` for somebody who works here by now, ``PortalError`` for an address that ran out.
    """
    locked = _lock(reviewer)
    refuse_insider(email=locked.email, affiliation=locked.affiliation)
    with history.action("reviewer.accept"):
        person = account_of(locked.email) or _new_account(locked)
        grant_role(person, unit=locked.follow_up.unit, role=Role.EXTERNAL_REVIEWER, actor=None)
        locked.user = person
        return _answered(locked, ReviewerState.ACCEPTED)


@transaction.atomic
def state_conflict(reviewer: Reviewer, *, words: str) -> Reviewer:
    """They take no part; who runs the review is told why."""
    locked = _lock(reviewer)
    locked.conflict = words.strip()
    if not locked.conflict:
        raise ValidationError({"words": _("Say in a few words what the conflict of interest is.")})
    with history.action("reviewer.conflict"):
        return _answered(locked, ReviewerState.CONFLICTED)


@transaction.atomic
def decline(reviewer: Reviewer) -> Reviewer:
    with history.action("reviewer.decline"):
        return _answered(_lock(reviewer), ReviewerState.DECLINED)


def _lock(reviewer: Reviewer) -> Reviewer:
    related = ("follow_up__process", "follow_up__version", "follow_up__unit", "follow_up__owner")
    locked = Reviewer.objects.select_for_update(of=("self",)).select_related(*related).get(pk=reviewer.pk)
    if not can_answer(locked):
        raise PortalError(_("This invitation has been answered, withdrawn, or is too old."))
    return locked


def _new_account(reviewer: Reviewer) -> User:
    return create_user(email=reviewer.email, name=reviewer.name, actor=None, title=reviewer.affiliation[:150])


def _answered(locked: Reviewer, state: str) -> Reviewer:
    locked.state, locked.answered_at = state, timezone.now()
    locked.save(update_fields=["state", "answered_at", "user", "conflict"])
    tell_who_runs_it(locked)
    return locked
