"""Every change of what the office alone knows of a person: needs, and whom to call in an emergency."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from mobility.checklist.services import tick_off_named
from mobility.models import EmergencyContact, InclusionNeed, Mobility, Participant
from mobility.people.reading import VIEW_SENSITIVE

OF_CONTACT = ("name", "relation", "phone", "email")

history.describe("participant.contact", gettext_noop("noted whom to call in an emergency"))
history.describe("participant.contact_removed", gettext_noop("removed whom to call in an emergency"))
history.describe("stay.need", gettext_noop("noted the needs of the participant"))
history.describe("stay.need_removed", gettext_noop("removed the needs of the participant"))


@transaction.atomic
def save_emergency_contact(participant: Participant, *, actor, **values) -> EmergencyContact | None:
    """Write whom to call; nobody, where neither name nor telephone is given. The office alone."""
    _require_office(actor)
    locked = _locked(participant)
    contact = EmergencyContact.objects.filter(participant=locked).first()
    if not (values.get("name") or values.get("phone")):
        if contact:
            with history.action("participant.contact_removed", actor=actor, right=VIEW_SENSITIVE):
                contact.delete()
        return None
    written = contact or EmergencyContact(participant=locked)
    for name in OF_CONTACT:
        setattr(written, name, values.get(name, ""))
    written.full_clean(exclude=["participant"])
    with history.action("participant.contact", actor=actor, right=VIEW_SENSITIVE):
        written.save(update_fields=OF_CONTACT if contact else None)
    for stay in locked.mobilities.all():
        tick_off_named(stay, "emergency-contact", actor=actor)
    return written


@transaction.atomic
def save_inclusion_need(stay: Mobility, *, actor, has_need: bool, needs: str = "") -> InclusionNeed | None:
    """Write that the participant has fewer opportunities, or that it is not so (KA131-33). The office alone."""
    _require_office(actor)
    locked = Mobility.objects.select_for_update(of=("self",)).select_related("participant").get(pk=stay.pk)
    _locked(locked.participant)
    need = InclusionNeed.objects.filter(mobility=locked).first()
    if not has_need:
        if needs.strip():
            raise ValidationError({"needs": _("Say that there is a need, or leave this empty.")})
        if need:
            with history.action("stay.need_removed", actor=actor, right=VIEW_SENSITIVE, about=locked):
                need.delete()
        return None
    written = need or InclusionNeed(mobility=locked, noted_by=actor)
    written.needs = needs
    written.full_clean(exclude=["mobility", "noted_by"])
    with history.action("stay.need", actor=actor, right=VIEW_SENSITIVE, about=locked):
        written.save(update_fields=["needs"] if need else None)
    return written


def _locked(participant: Participant) -> Participant:
    locked = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    if locked.anonymised_at:
        raise PortalError(_("This person has been forgotten: nothing can be added any more."))
    return locked


def _require_office(actor):
    if not actor.has_perm(VIEW_SENSITIVE):
        raise RightMissing(_("Only the international office keeps these data."))
