"""What proposals are found by, kept in step with their consortium."""

from cooperation.models import Proposal
from core.search_text import fold_all


def prepare_proposal(proposal: Proposal):
    """Set the column that search reads; the caller saves."""
    rows = proposal.members.select_related("institution") if proposal.pk else ()
    names = (f"{row.institution.name} {row.institution.native_name}" for row in rows)
    proposal.search_text = fold_all(proposal.acronym, proposal.title, proposal.form_number, str(proposal.call), *names)
