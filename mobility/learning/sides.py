"""Who stands on which side of a learning agreement: going out we send, coming in we receive (KA131-53)."""

from mobility.learning.enums import SigningRole
from mobility.models import LearningAgreementVersion, Mobility


def our_role(stay: Mobility) -> str:
    return SigningRole.SENDING if stay.is_outgoing else SigningRole.RECEIVING


def is_signed_by_link(stay: Mobility, role: str) -> bool:
    """The student and the partner have no account here: they sign by an address sent to them."""
    return role != our_role(stay)


def signer_of(version: LearningAgreementVersion, role: str) -> tuple[str, str]:
    """Name and e-mail address of who signs for ``role`` by an address; empty where nobody has said."""
    if role == SigningRole.STUDENT:
        person = version.stay.participant
        return person.name, person.email
    return version.partner_signer, version.partner_email
