"""What a stay needs on paper before it is agreed."""

from django.utils.translation import gettext as _

from mobility.checklist.enums import PaperKind
from mobility.models import LearningAgreementVersion, Mobility


def is_agreed_on_paper(stay: Mobility) -> str | None:
    """In a scheme with rules of the programme: students a learning agreement signed by all three, staff a document."""
    if not stay.scheme.rules:
        return None
    if stay.is_of_staff:
        if stay.documents.filter(kind=PaperKind.MOBILITY_AGREEMENT).exists():
            return None
        return _("The mobility agreement, signed by all three, is not attached yet.")
    if LearningAgreementVersion.objects.filter(agreement__mobility=stay).valid().exists():
        return None
    return _("The learning agreement is not signed by all three yet (KA131-53).")
