"""Every write to the consortium of a proposal: its members, and how far their mandates are."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.models import ConsortiumMember, Proposal
from cooperation.proposals.keeping_rights import lock_proposal
from cooperation.proposals.search_text import prepare_proposal
from cooperation.rights import CHANGE_PROPOSAL
from core import history
from core.errors import PortalError
from mobility.days import refuse_days_nobody_means

MOST_MEMBERS = 80

history.describe("proposal.consortium", gettext_noop("changed the consortium"))


@transaction.atomic
def save_member(proposal: Proposal, *, actor, member: ConsortiumMember | None = None, **fields) -> ConsortiumMember:
    """A new member, or another role and mandate of ``member``. Raises ``ValidationError`` beside the field."""
    locked = lock_proposal(proposal, actor, only_before_handing_in=True)
    if member is None and locked.members.count() >= MOST_MEMBERS:
        raise PortalError(_("A consortium has at most %(most)d members.") % {"most": MOST_MEMBERS})
    row = ConsortiumMember(proposal=locked)
    if member is not None:
        row = locked.members.select_for_update().get(pk=member.pk)
    for name, value in fields.items():
        setattr(row, name, value)
    _refuse_days(row)
    row.full_clean()
    with history.action("proposal.consortium", actor=actor, right=CHANGE_PROPOSAL, about=locked):
        row.save()
        _search_anew(locked)
    return row


@transaction.atomic
def remove_member(member: ConsortiumMember, *, actor):
    """Take a member out; ourselves never. Pressed twice, the second finds nothing to do."""
    locked = lock_proposal(member.proposal, actor, only_before_handing_in=True)
    if member.institution.is_home:
        raise PortalError(_("We ourselves stay: withdraw the proposal instead."))
    if member.papers.exists():
        raise PortalError(_("Its mandate is kept at the step of mandates: take that paper out first."))
    with history.action("proposal.consortium", actor=actor, right=CHANGE_PROPOSAL, about=locked):
        locked.members.filter(pk=member.pk).delete()
        _search_anew(locked)


def _refuse_days(row: ConsortiumMember):
    today = timezone.localdate()
    refuse_days_nobody_means(**row.mandate_days)
    if errors := {name: _("This day has not come yet.") for name, day in row.mandate_days.items() if day > today}:
        raise ValidationError(errors)


def _search_anew(proposal: Proposal):
    prepare_proposal(proposal)
    proposal.save(update_fields=["search_text", "updated_at"])
