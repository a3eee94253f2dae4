"""A term changes that is brought up for approval or approved: whoever decided is asked again (AG-03)."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from agreements.errors import ApprovalStartsAnew
from agreements.models import Amendment
from agreements.services.approvals import open_round, revise, submit
from agreements.subjects import Subject, states_of, workflow_of
from agreements.term_names import changed_words, starts_anew_words
from core import history
from core.errors import PortalError, TransitionRefused


def take_back(subject: Subject, terms: Collection[str], *, actor, is_confirmed: bool) -> Subject:
    """Make the changed ``terms`` of a locked subject in review or approved possible (AG-03).

    Raises ``ApprovalStartsAnew`` unless the person has said yes to it, ``PortalError`` in any other state. After the
    change ``bring_up_again`` opens the new round in the same transaction.
    """
    if not subject.is_being_approved:
        raise PortalError(fixed_words(subject))
    if not is_confirmed:
        raise ApprovalStartsAnew(starts_anew_words(terms, is_amendment=isinstance(subject, Amendment)))
    if subject.state in states_of(subject).waiting:
        return subject
    return revise(subject, actor=actor, note=changed_words(terms))


def bring_up_again(subject: Subject, terms: Collection[str], *, actor) -> Subject:
    """Ask for approval from the first step after the ``terms`` were changed (see ``take_back``)."""
    note, workflow = changed_words(terms), workflow_of(subject)
    if subject.state not in states_of(subject).waiting:
        return submit(subject, actor=actor, note=note, changed_terms=terms)
    if reasons := workflow.unmet("submit", subject):
        raise TransitionRefused(reasons)
    right = workflow.transitions["submit"].right
    with history.action(f"{workflow.name}.start_anew", actor=actor, note=note, right=right, about=subject):
        open_round(subject, actor=actor, changed_terms=terms)
        subject.save(update_fields=["updated_at"])
    return subject


def fixed_words(subject: Subject) -> str:
    words = {"state": subject.get_state_display()}
    if isinstance(subject, Amendment):
        return _("An amendment in the state “%(state)s” cannot be changed.") % words
    return _("The terms of an agreement in the state “%(state)s” cannot be changed.") % words
