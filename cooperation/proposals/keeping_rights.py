"""Who may keep a proposal and what hangs on it, and the lock under which they do."""

from django.utils.translation import gettext as _

from cooperation.models import Proposal
from cooperation.rights import CHANGE_PROPOSAL
from core.errors import PortalError, RightMissing


def require_change(actor, proposal: Proposal):
    if not actor.has_perm(CHANGE_PROPOSAL, proposal):
        raise RightMissing(_("You do not have the right to keep proposals of this unit."))


def lock_proposal(proposal: Proposal, actor, *, only_before_handing_in: bool = False) -> Proposal:
    """The row, locked and read again. Raises ``RightMissing``, and ``PortalError`` in a state that is over."""
    related = ("unit", "call__deadline", "agency_country")
    locked = Proposal.objects.select_for_update(of=("self",)).select_related(*related).get(pk=proposal.pk)
    require_change(actor, locked)
    if not (locked.is_open if only_before_handing_in else locked.is_editable):
        raise PortalError(_("The proposal is in the state “%(state)s”.") % {"state": locked.get_state_display()})
    return locked
