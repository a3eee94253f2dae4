"""What the office does with requests: taken up, accepted with a partner of the register, declined with an answer."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Unit
from core import history
from core.errors import PortalError, RightMissing, TransitionRefused
from partners.due_diligence import standing_of
from partners.enums import ContactRole, InstitutionStatus, StandingStatus
from partners.models import Contact, Institution, PartnershipRequest
from partners.requests.enums import RequestState
from partners.requests.plain_words import refuse_hidden_signs, refuse_line_breaks
from partners.requests.querysets import TRIAGE
from partners.requests.telling import put_answer
from partners.requests.workflow import request_workflow
from partners.services import create_institution, save_contact
from partners.services.assessments import start_assessment

TO_ASSESS = (StandingStatus.MISSING, StandingStatus.OUT_OF_DATE)


@dataclass(frozen=True)
class Answer:
    """What is mailed to whoever asked; without a text nothing is."""

    subject: str = ""
    text: str = ""


NO_ANSWER = Answer()


@dataclass(frozen=True)
class NewPartner:
    """The facts of a prospect that is not in the register yet; ``unlike`` are those it was shown to resemble."""

    facts: dict
    unlike: list[Institution] = field(default_factory=list)
    because: str = ""


@transaction.atomic
def accept(
    partnership_request: PartnershipRequest,
    *,
    actor,
    partner: Institution | NewPartner,
    unit: Unit,
    keep_contact: bool = False,
    answer: Answer = NO_ANSWER,
) -> PartnershipRequest:
    """Accept it as ``partner``, for ``unit``: a new one becomes a prospect, one only listed too.

    Its due diligence is begun where the rules ask for one and none holds or is under way. Of two who accept at once
    the second is refused before anything is made. Raises ``TransitionRefused``, ``PortalError``, ``ValidationError``.
    """
    locked = _lock(partnership_request, actor)
    _refuse_unless_open(locked, "accept")
    institution = _register(partner, actor)
    locked.institution, locked.unit = institution, unit
    with history.action("request.place", actor=actor, right=TRIAGE, about=locked):
        locked.save(update_fields=["institution", "unit", "updated_at"])
    moved = request_workflow.perform("accept", locked, actor=actor, also=lambda row: _write_answer(row, answer))
    if keep_contact:
        _keep_contact(moved, actor)
    _begin_due_diligence(institution, actor=actor, unit=unit, occasion=_occasion(moved))
    return moved


@transaction.atomic
def decline(partnership_request: PartnershipRequest, *, actor, answer: Answer) -> PartnershipRequest:
    """Decline it; the answer goes into the outbox, once. Raises ``ValidationError`` without one."""
    locked = _lock(partnership_request, actor)
    if not answer.text.strip() or not answer.subject.strip():
        raise ValidationError({"answer_text": _("Write an answer: whoever asks hears why.")})
    return request_workflow.perform("decline", locked, actor=actor, also=lambda row: _write_answer(row, answer))


@transaction.atomic
def move(partnership_request: PartnershipRequest, name: str, *, actor, note: str = "") -> PartnershipRequest:
    """Take it up, withdraw it, or say whether it is spam. Who takes it up, sees to its answer."""

    def note_who(row: PartnershipRequest):
        row.handled_by = actor
        row.save(update_fields=["handled_by"])

    also = note_who if name == "take_up" else None
    return request_workflow.perform(name, partnership_request, actor=actor, note=note, also=also)


def _lock(partnership_request: PartnershipRequest, actor) -> PartnershipRequest:
    locked = PartnershipRequest.objects.select_for_update(of=("self",)).get(pk=partnership_request.pk)
    if not actor.has_perm(TRIAGE, locked):
        raise RightMissing(_("Only the international office decides on requests."))
    return locked


def _refuse_unless_open(locked: PartnershipRequest, name: str):
    if locked.state not in RequestState.open:
        raise TransitionRefused(request_workflow.refusals(name, locked))


def _register(partner: Institution | NewPartner, actor) -> Institution:
    """The institution of the register; what was merely listed becomes a prospect."""
    if isinstance(partner, NewPartner):
        facts = partner.facts | {"status": InstitutionStatus.PROSPECT}
        return create_institution(actor=actor, unlike=partner.unlike, because=partner.because, **facts)
    locked = Institution.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if locked.is_home:
        raise PortalError(_("This is our own university."))
    if locked.is_closed:
        raise PortalError(_("“%(name)s” is closed. Choose its successor, or another.") % {"name": locked})
    if locked.status == InstitutionStatus.LISTED:
        locked.status = InstitutionStatus.PROSPECT
        with history.action("changed", actor=actor, right="partners.change_institution"):
            locked.save(update_fields=["status", "updated_at"])
    return locked


def _write_answer(row: PartnershipRequest, answer: Answer):
    """Into the row and the outbox: the message has one number, so that no second one of it can be written."""
    subject, text = answer.subject.strip(), answer.text.strip()
    if not text:
        return
    refuse_line_breaks(subject)
    refuse_hidden_signs(text)
    row.answer_subject, row.answer_text = subject, text
    row.clean_fields(exclude=[each.name for each in row._meta.fields if not each.name.startswith("answer_")])
    row.answer_mail = put_answer(row)
    row.save(update_fields=["answer_subject", "answer_text", "answer_mail"])


def _keep_contact(row: PartnershipRequest, actor):
    """Whoever is named becomes a contact of the partner, unless the address is there already."""
    same = Contact.objects.filter(institution=row.institution, email__iexact=row.person_email)
    is_known = bool(row.person_email) and same.exists()
    if row.person_name and not is_known:
        role = ContactRole.OTHER
        contact = Contact(institution=row.institution, name=row.person_name, role=role, email=row.person_email)
        contact.partner_unit = row.person_role
        save_contact(contact, actor=actor)


def _begin_due_diligence(institution: Institution, **given):
    """Where the rules ask for it, and nobody is at it."""
    standing = standing_of(institution)
    if standing.status in TO_ASSESS and standing.under_way is None:
        start_assessment(institution, **given)


def _occasion(row: PartnershipRequest) -> str:
    purposes = ", ".join(row.purposes_in_words)
    return (_("Request for a partnership: %(purposes)s") % {"purposes": purposes})[:300]
