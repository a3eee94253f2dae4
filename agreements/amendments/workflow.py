"""Who may move an amendment where, and what must hold first. Edges: ``agreements.amendments.states``."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from agreements.amendments.states import AMENDMENT_EDGES
from agreements.enums import AgreementState
from agreements.workflow import CONCLUDE, DECIDE, KEEP
from core.workflow import Transition, Workflow


def is_in_force(amendment):
    if amendment.agreement.state not in AgreementState.in_force:
        return _("Only an agreement in force is amended; this one is “%(state)s”.") % {
            "state": amendment.agreement.get_state_display()
        }
    return None


def changes_something(amendment):
    has_terms = amendment.new_ends_on is not None or amendment.new_tuition_waived is not None
    if not has_terms and not amendment.proposals.filter(is_before=False).exists():
        return _("It changes nothing yet.")
    return None


def has_a_possible_day(amendment):
    return day_problem(amendment.agreement, amendment.effective_on, timezone.localdate()) or None


def has_a_signed_document(amendment):
    return None if amendment.document_id else _("Name the document that carries the signatures.")


def all_have_signed(amendment):
    missing = amendment.agreement.parties.exclude(amendment_signatures__amendment=amendment)
    if names := [str(party.institution) for party in missing.select_related("institution")]:
        return _("Not signed yet: %(parties)s.") % {"parties": ", ".join(names)}
    return None


def is_due(amendment):
    if amendment.effective_on > timezone.localdate():
        return _("It takes effect on %(day)s, by itself.") % {"day": date_format(amendment.effective_on)}
    return None


def day_problem(agreement, effective_on: date, on: date) -> str:
    """Why the terms cannot change on that day; "" where they can."""
    if effective_on < on:
        return _("The day on which it takes effect lies in the past.")
    if agreement.starts_on and effective_on < agreement.starts_on:
        return _("It cannot take effect before the agreement begins, on %(day)s.") % {
            "day": date_format(agreement.starts_on)
        }
    if agreement.ends_on and effective_on > agreement.ends_on:
        return _("It cannot take effect after the last day of the agreement, %(day)s.") % {
            "day": date_format(agreement.ends_on)
        }
    return ""


amendment_workflow = Workflow(
    "amendment",
    edges=AMENDMENT_EDGES,
    transitions={
        "submit": Transition(
            gettext_lazy("Submit for review"),
            gettext_noop("submitted an amendment for review"),
            KEEP,
            guards=(is_in_force, changes_something, has_a_possible_day),
            tone="primary",
        ),
        "approve": Transition(
            gettext_lazy("Approve"),
            gettext_noop("approved an amendment"),
            DECIDE,
            guards=(is_in_force, changes_something, has_a_possible_day),
            tone="primary",
        ),
        "send_back": Transition(
            gettext_lazy("Send back"), gettext_noop("sent an amendment back"), DECIDE, note_needed=True
        ),
        "reject": Transition(
            gettext_lazy("Reject"), gettext_noop("rejected an amendment"), DECIDE, note_needed=True, tone="danger"
        ),
        "revise": Transition(
            gettext_lazy("Revise"), gettext_noop("took an amendment back to revise it"), KEEP, note_needed=True
        ),
        "sign": Transition(
            gettext_lazy("Record as signed"),
            gettext_noop("recorded an amendment as signed"),
            CONCLUDE,
            guards=(is_in_force, all_have_signed, has_a_signed_document),
            by_machine=True,  # with the last signature or the document that carries them, whichever comes later
            tone="primary",
        ),
        "take_effect": Transition(
            gettext_lazy("Let it take effect"),
            gettext_noop("let an amendment take effect"),
            CONCLUDE,
            guards=(is_in_force, is_due),
            by_machine=True,
        ),
        "withdraw": Transition(
            gettext_lazy("Withdraw"), gettext_noop("withdrew an amendment"), KEEP, note_needed=True, tone="danger"
        ),
    },
)
