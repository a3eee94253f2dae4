"""Every write to the signatures of an agreement, and the moves that follow when the last of them is there."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import AgreementState, Authority
from agreements.models import Agreement, Party, Signature
from agreements.services.agreements import move_agreement
from agreements.workflow import CONCLUDE, agreement_workflow
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
    agreement: Agreement, *, actor, given: Mapping[int, SignatureValues | None], on: date | None = None
) -> Agreement:
    """Write the signature of each party (by its key) in ``given``; None takes a wrong one off again.

    With the last of them and the signed copy the agreement is signed by itself, and active where it has begun.
    Raises ``PortalError`` outside approved and signed, ``ValidationError`` by ``signed_on_<party>`` for a wrong day.
    """
    locked = _lock(agreement, actor)
    parties = {party.pk: party for party in locked.parties.select_related("institution", "signature")}
    _check(locked, {parties[key]: values for key, values in given.items() if key in parties}, on)
    with history.action("agreement.signatures", actor=actor, right=CONCLUDE, about=locked):
        for key, values in given.items():
            if key in parties:
                _write(parties[key], values, actor)
        locked.save(update_fields=["updated_at"])
    return conclude_if_complete(locked)


def conclude_if_complete(agreement: Agreement) -> Agreement:
    """Move a locked, approved agreement to signed where nothing is missing any more, and to active if it has begun."""
    for move in ("sign", "activate"):
        if agreement_workflow.refusals(move, agreement, by_machine=True):
            return agreement
        agreement = move_agreement(agreement, move, actor=None)
    return agreement


def unsigned_parties(agreement: Agreement) -> list[Party]:
    """The parties that have not signed, ourselves first."""
    return list(agreement.parties.filter(signature__isnull=True).select_related("institution"))


def approved_on(agreement: Agreement) -> date | None:
    """The day of the last approval; not known of one that came by an import."""
    newest = agreement.approvals.filter(decided_at__isnull=False).order_by("-decided_at").first()
    return timezone.localdate(newest.decided_at) if newest else None


def signed_before_the_approval(agreement: Agreement) -> list[Signature]:
    """Signatures older than our approval: a partner may sign first, but somebody should look."""
    approved = approved_on(agreement)
    if approved is None:
        return []
    found = Signature.objects.filter(party__agreement=agreement, signed_on__lt=approved)
    return list(found.select_related("party__institution"))


def _lock(agreement: Agreement, actor) -> Agreement:
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor is not None and not actor.has_perm(CONCLUDE, locked):
        raise RightMissing(_("Signatures are recorded by the international office."))
    if locked.state not in AgreementState.signing:
        raise PortalError(_("Signatures are recorded once it is approved, and corrected until it is active."))
    return locked


def _check(agreement: Agreement, given: Mapping[Party, SignatureValues | None], on: date | None):
    today, approved = on or timezone.localdate(), approved_on(agreement)
    errors = {}
    for party, values in given.items():
        if values is None:
            if agreement.state != AgreementState.APPROVED and hasattr(party, "signature"):
                errors[f"name_{party.pk}"] = _("All have signed: it can be corrected, not left out.")
        elif values.signed_on > today:
            errors[f"signed_on_{party.pk}"] = _("This day is still to come.")
        elif party.is_home and approved and values.signed_on < approved:
            words = {"day": date_format(approved)}
            errors[f"signed_on_{party.pk}"] = _("We cannot have signed before it was approved on %(day)s.") % words
    if errors:
        raise ValidationError(errors)


def _write(party: Party, values: SignatureValues | None, actor):
    signature = getattr(party, "signature", None)
    if values is None:
        if signature:
            signature.delete()
        return
    if signature and all(getattr(signature, name) == value for name, value in asdict(values).items()):
        return
    signature = signature or Signature(party=party)
    for name, value in asdict(values).items():
        setattr(signature, name, value)
    signature.recorded_by = actor
    signature.full_clean(validate_unique=False, validate_constraints=False)
    signature.save()
