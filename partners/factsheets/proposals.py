"""The office accepts or refuses what a partner proposed, correction by correction."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from partners.enums import ProposalKind, ProposalState
from partners.factsheets.fields import words_of
from partners.models import Contact, FactsheetProposal, Institution
from partners.services import save_contact, update_institution

CHANGE = "partners.change_institution"

history.describe("factsheet.accept", gettext_noop("accepted a correction by the partner"))
history.describe("factsheet.refuse", gettext_noop("refused a correction by the partner"))


@transaction.atomic
def accept_proposal(proposal: FactsheetProposal, *, actor) -> FactsheetProposal:
    """Write the correction by the services of the register. Said twice, it is done once.

    Raises ``PortalError`` where a colleague has changed the value since, or the register cannot take it.
    """
    locked = _locked(proposal, actor)
    if locked.state == ProposalState.ACCEPTED:
        return locked
    _refuse_decided(locked)
    try:
        with history.because(_("The partner corrected it.")):  # who it was stands with the correction
            WRITERS[ProposalKind(locked.kind)](locked, actor)
    except ValidationError as error:
        raise PortalError(" ".join(error.messages)) from error
    return _decided(locked, ProposalState.ACCEPTED, "factsheet.accept", actor)


@transaction.atomic
def refuse_proposal(proposal: FactsheetProposal, *, actor) -> FactsheetProposal:
    """Leave the register as it is; the correction stays to be read."""
    locked = _locked(proposal, actor)
    if locked.state == ProposalState.REFUSED:
        return locked
    _refuse_decided(locked)
    return _decided(locked, ProposalState.REFUSED, "factsheet.refuse", actor)


def _locked(proposal: FactsheetProposal, actor) -> FactsheetProposal:
    if not actor.has_perm(CHANGE):
        raise RightMissing(_("You do not have the right to change partners."))
    rows = FactsheetProposal.objects.select_for_update(of=("self",)).select_related("link", "institution", "contact")
    return rows.get(pk=proposal.pk)


def _refuse_decided(proposal: FactsheetProposal):
    if proposal.state != ProposalState.OPEN:
        raise PortalError(_("A colleague has decided on it already."))


def _decided(proposal: FactsheetProposal, state: ProposalState, code: str, actor) -> FactsheetProposal:
    proposal.state, proposal.decided_by, proposal.decided_at = state, actor, timezone.now()
    with history.action(code, actor=actor, right=CHANGE):
        proposal.save(update_fields=["state", "decided_by", "decided_at"])
    return proposal


def _write_fact(proposal: FactsheetProposal, actor):
    institution = Institution.objects.select_for_update().get(pk=proposal.institution_id)
    _refuse_changed(proposal, getattr(institution, proposal.field))
    fields: dict[str, Any] = {proposal.field: proposal.after}
    update_institution(institution, actor=actor, **fields)


def _write_contact(proposal: FactsheetProposal, actor):
    contact = _contact(proposal)
    _refuse_changed(proposal, getattr(contact, proposal.field))
    setattr(contact, proposal.field, proposal.after)
    save_contact(contact, actor=actor)


def _add_contact(proposal: FactsheetProposal, actor):
    save_contact(Contact(institution_id=proposal.institution_id, **proposal.values), actor=actor)


def _end_contact(proposal: FactsheetProposal, actor):
    """They are a former contact from today on; what was written to them keeps its name."""
    contact = _contact(proposal)
    yesterday = timezone.localdate() - timedelta(days=1)
    contact.valid_to = max(yesterday, contact.valid_from) if contact.valid_from else yesterday
    save_contact(contact, actor=actor)


def _contact(proposal: FactsheetProposal) -> Contact:
    contact = Contact.objects.select_for_update().filter(pk=proposal.contact_id or 0).first()
    if contact is None:
        raise PortalError(_("This contact is not in the register any more."))
    return contact


def _refuse_changed(proposal: FactsheetProposal, now: str):
    if now != proposal.before:
        words = {"now": words_of(proposal.field, now) or "—"}
        raise PortalError(_("It reads “%(now)s” by now. Refuse the correction, or edit it by hand.") % words)


WRITERS = {
    ProposalKind.FACT: _write_fact,
    ProposalKind.CONTACT_FACT: _write_contact,
    ProposalKind.CONTACT_NEW: _add_contact,
    ProposalKind.CONTACT_GONE: _end_contact,
}
