"""What kind of stay it is, and where: changed while it is nominated, and what follows from another kind."""

from django.utils.translation import gettext as _

from core import history
from mobility.checklist.laying_out import fit_steps
from mobility.enums import Activity, MobilityState, PartnerStatus
from mobility.learning.enums import LearningKind, VersionState
from mobility.learning.writing import KINDS
from mobility.models import LearningAgreementVersion, Mobility

KIND = ("scheme", "direction", "activity", "partner")
OF_PARTNER = {"partner_contact": None, "partner_signer": "", "partner_email": ""}


def why_settled(stay: Mobility) -> str:
    """Why the kind of ``stay`` cannot be changed, and what would make it possible; "" where it can."""
    if stay.state != MobilityState.NOMINATED:
        return _("Scheme, direction, activity and partner are changed while it is nominated, not later.")
    if stay.round_id:
        return _("Its place comes from the round “%(round)s”: give it back there.") % {"round": stay.round}
    if stay.bip_id:
        return _("It belongs to the programme “%(bip)s”: take it out there first.") % {"bip": stay.bip}
    begun = LearningAgreementVersion.objects.filter(agreement__mobility=stay)
    if begun.exclude(state__in=(*VersionState.editable, VersionState.REJECTED, VersionState.SUPERSEDED)).exists():
        return _("Its learning agreement is being signed, or is signed: reject that first.")
    return ""


def take_off_what_was_of_another(stay: Mobility, before: dict):
    """What the stay had from the partner, direction or scheme it no longer has; ``before``: values by field."""
    if stay.scheme_id != before["scheme"] and stay.project_id == before["project"]:
        stay.project = None
    if (stay.partner_id, stay.direction) != (before["partner"], before["direction"]):
        stay.partner_status = PartnerStatus.PENDING
        if stay.condition_id == before["condition"]:
            stay.condition = None
        if stay.condition_id is None:
            stay.agreement = None


def follow_another_kind(stay: Mobility, *, actor):
    """The checklist and a draft of the learning agreement of a stay that was given another kind."""
    fit_steps(stay, actor=actor)
    drafts = LearningAgreementVersion.objects.filter(agreement__mobility=stay, state__in=VersionState.editable)
    kind = KINDS.get(Activity(stay.activity), LearningKind.LONG_TERM)
    with history.action("learning.edit", actor=actor):
        drafts.update(kind=kind, **OF_PARTNER)
