"""What is brought up for approval and signed: an agreement, or an amendment of one. What differs between the two."""

from django.db.models import QuerySet

from agreements.amendments.states import AmendmentState
from agreements.amendments.workflow import amendment_workflow
from agreements.enums import AgreementState, RouteUse
from agreements.models import Agreement, Amendment, AmendmentSignature, Party, Signature
from agreements.workflow import agreement_workflow
from core.workflow import Workflow

Subject = Agreement | Amendment


def agreement_of(subject: Subject) -> Agreement:
    """The agreement itself, or the one that is amended."""
    return subject.agreement if isinstance(subject, Amendment) else subject


def workflow_of(subject: Subject) -> Workflow:
    return amendment_workflow if isinstance(subject, Amendment) else agreement_workflow


def states_of(subject: Subject) -> type[AgreementState] | type[AmendmentState]:
    return AmendmentState if isinstance(subject, Amendment) else AgreementState


def uses_of_routes(subject: Subject) -> tuple[str, ...]:
    """What a route must hold for, to be the subject's."""
    return RouteUse.for_amendments if isinstance(subject, Amendment) else RouteUse.for_agreements


def owner_of(subject: Subject) -> dict:
    """The fields by which rows about the subject name it."""
    return {"amendment": subject} if isinstance(subject, Amendment) else {"agreement": subject}


def lock(subject: Subject) -> Subject:
    """Locked and read again; the agreement of an amendment before it, so that all lock in one order."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement_of(subject).pk)
    if not isinstance(subject, Amendment):
        return agreement
    locked = Amendment.objects.select_for_update().get(pk=subject.pk)
    locked.agreement = agreement
    return locked


def signatures_of(subject: Subject) -> QuerySet:
    if isinstance(subject, Amendment):
        return AmendmentSignature.objects.filter(amendment=subject)
    return Signature.objects.filter(party__agreement=subject)


def new_signature(subject: Subject, party: Party) -> Signature | AmendmentSignature:
    if isinstance(subject, Amendment):
        return AmendmentSignature(amendment=subject, party=party)
    return Signature(party=party)
