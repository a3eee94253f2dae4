"""Every write to the signatures of agreements and amendments, and the moves that follow when the last is there."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import Authority
from agreements.models import Agreement, Amendment, AmendmentSignature, Document, Party, Signature
from agreements.services.agreements import move_agreement
from agreements.services.amendments_in_effect import apply_amendment
from agreements.subjects import Subject, agreement_of, lock, new_signature, signatures_of, states_of, workflow_of
from agreements.workflow import CONCLUDE
from core import history
from core.errors import PortalError, RightMissing


@dataclass(frozen=True)
class SignatureValues:
    """One signature as a form gives it."""

    name: str
    signed_on: date
    function: str = ""
    authority: str = Authority.OFFICE.value
    authority_note: str = ""
    place: str = ""


@transaction.atomic
def record_signatures(
    subject: Subject, *, actor, given: Mapping[int, SignatureValues | None], on: date | None = None
) -> Subject:
    """Write the signature of each party (by its key) in ``given``; None takes a wrong one off again.

    With the last of them and the signed copy the agreement is signed by itself, and active where it has begun.
    Raises ``PortalError`` outside approved and signed, ``ValidationError`` by ``signed_on_<party>`` for a wrong day.
    """
    locked = _write_signatures(_lock(subject, actor), actor=actor, given=given, on=on)
    return conclude_if_complete(locked)


@transaction.atomic
def record_amendment_signatures(
    amendment: Amendment,
    *,
    actor,
    given: Mapping[int, SignatureValues | None],
    document: Document | None,
    on: date | None = None,
) -> Amendment:
    """As ``record_signatures``; ``document``, of the same agreement, carries the signatures.

    With the last of both the amendment is signed, and takes effect at once where its day has come.
    """
    locked = _lock(amendment, actor)
    if document is not None and document.agreement_id != locked.agreement_id:
        raise ValidationError({"document": _("Choose a document of this agreement.")})
    if document is None and locked.signed_on:
        raise ValidationError({"document": _("All have signed: it can be corrected, not left out.")})
    locked.document = document
    _write_signatures(locked, actor=actor, given=given, on=on)
    return _conclude_amendment(locked, on or timezone.localdate())


def _write_signatures(locked: Subject, *, actor, given, on: date | None) -> Subject:
    parties = {party.pk: party for party in agreement_of(locked).parties.select_related("institution")}
    known = {key: values for key, values in given.items() if key in parties}
    present = {signature.party_id: signature for signature in signatures_of(locked)}
    _check(locked, {parties[key]: values for key, values in known.items()}, present, on)
    with history.action(f"{workflow_of(locked).name}.signatures", actor=actor, right=CONCLUDE, about=locked):
        for key, values in known.items():
            _write(present.get(key) or new_signature(locked, parties[key]), values, actor)
        if isinstance(locked, Amendment) and locked.signed_on:
            locked.signed_on = _last_day(locked)
        beside = ["document", "signed_on"] if isinstance(locked, Amendment) else []
        locked.save(update_fields=["updated_at", *beside])
    return locked


def conclude_if_complete(agreement: Agreement) -> Agreement:
    """Move a locked, approved agreement to signed where nothing is missing any more, and to active if it has begun."""
    for move in ("sign", "activate"):
        if workflow_of(agreement).refusals(move, agreement, by_machine=True):
            return agreement
        agreement = move_agreement(agreement, move, actor=None)
    return agreement


def _conclude_amendment(amendment: Amendment, on: date) -> Amendment:
    workflow = workflow_of(amendment)
    if workflow.refusals("sign", amendment, by_machine=True):
        return amendment

    def write_day(locked):
        locked.signed_on = _last_day(locked)
        locked.save(update_fields=["signed_on"])

    signed = workflow.perform("sign", amendment, actor=None, also=write_day)
    return apply_amendment(signed) if signed.effective_on <= on else signed


def _last_day(amendment: Amendment) -> date:
    return amendment.signatures.aggregate(last=Max("signed_on"))["last"]


def approved_on(subject: Subject) -> date | None:
    """The day of the last approval; not known of one that came by an import."""
    newest = subject.approvals.filter(decided_at__isnull=False).order_by("-decided_at").first()
    return timezone.localdate(newest.decided_at) if newest else None


def signed_before_the_approval(subject: Subject) -> list[Signature | AmendmentSignature]:
    """Signatures older than our approval: a partner may sign first, but somebody should look."""
    approved = approved_on(subject)
    if approved is None:
        return []
    found = signatures_of(subject).filter(signed_on__lt=approved)
    return list(found.select_related("party__institution"))


def _lock(subject: Subject, actor) -> Subject:
    locked = lock(subject)
    if actor is not None and not actor.has_perm(CONCLUDE, locked):
        raise RightMissing(_("Signatures are recorded by the international office."))
    if locked.state not in states_of(locked).signing:
        raise PortalError(not_open_words(locked))
    return locked


def not_open_words(subject: Subject) -> str:
    """Why no signatures are recorded of it now."""
    if isinstance(subject, Amendment):
        return _("Signatures are recorded once it is approved, and corrected until it is in effect.")
    return _("Signatures are recorded once it is approved, and corrected until it is active.")


def _check(subject: Subject, given: Mapping[Party, SignatureValues | None], present: Mapping, on: date | None):
    today, approved = on or timezone.localdate(), approved_on(subject)
    has_been_signed = subject.state in states_of(subject).concluded
    errors = {}
    for party, values in given.items():
        if values is None:
            if has_been_signed and party.pk in present:
                errors[f"name_{party.pk}"] = _("All have signed: it can be corrected, not left out.")
        elif values.signed_on > today:
            errors[f"signed_on_{party.pk}"] = _("This day is still to come.")
        elif party.is_home and approved and values.signed_on < approved:
            words = {"day": date_format(approved)}
            errors[f"signed_on_{party.pk}"] = _("We cannot have signed before it was approved on %(day)s.") % words
    if errors:
        raise ValidationError(errors)


def _write(signature: Signature | AmendmentSignature, values: SignatureValues | None, actor):
    if values is None:
        if signature.pk:
            signature.delete()
        return
    if signature.pk and all(getattr(signature, name) == value for name, value in asdict(values).items()):
        return
    for name, value in asdict(values).items():
        setattr(signature, name, value)
    signature.recorded_by = actor
    signature.full_clean(validate_unique=False, validate_constraints=False)
    signature.save()
