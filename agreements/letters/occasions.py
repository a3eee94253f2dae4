"""At which moment of an agreement a letter makes sense: nobody gives notice of a draft."""

from django.utils.translation import gettext as _

from agreements.enums import AgreementState, LetterPurpose
from agreements.models import Agreement


def why_not_now(purpose: str, agreement: Agreement) -> str:
    """A sentence where the agreement is not at the point for a letter of this purpose, else nothing."""
    words = {"state": agreement.get_state_display()}
    if purpose == LetterPurpose.NOTICE and agreement.state not in AgreementState.watched:
        return _("Notice is given of an agreement that is signed and not over; this one is “%(state)s”.") % words
    is_renewal = agreement.state in AgreementState.concluded or agreement.predecessor_id is not None
    if purpose == LetterPurpose.RENEWAL and not is_renewal:
        return _("There is something to renew once the agreement is signed; this one is “%(state)s”.") % words
    return ""
