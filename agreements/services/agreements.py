"""Every write to agreements and their parties: permission, lock, check, change, history."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements import rules
from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement, Party
from agreements.search_text import prepare_for_search
from agreements.workflow import agreement_workflow
from core import history
from core.errors import PortalError, RightMissing
from partners.models import Institution
from partners.services import home_institution

NOTICE_INPUTS = {"notice_rule", "notice_months", "ends_on"}


@dataclass(frozen=True)
class PartyValues:
    """One partner side as a form or an import gives it."""

    institution: Institution
    partner_unit: str = ""
    reference: str = ""
    signatory: str = ""


@transaction.atomic
def create_agreement(*, actor, parties: Iterable[PartyValues], further_units=(), **fields) -> Agreement:
    """A new draft with its partners; the home institution becomes a party by itself.

    Raises ``RightMissing`` for a unit that is not the actor's and ``ValidationError`` for bad fields.
    """
    agreement = Agreement(**fields, state=AgreementState.DRAFT)
    _require(actor, agreement, "agreements.add_agreement")
    _derive(agreement)
    _check(agreement)
    with history.action("created", actor=actor):
        agreement.save()
        agreement.further_units.set(further_units)
        _write_parties(agreement, list(parties))
    return agreement


@transaction.atomic
def update_agreement(
    agreement: Agreement, *, actor, parties: Iterable[PartyValues] | None = None, further_units=None, **fields
) -> Agreement:
    """Write the given fields, and the partners when given, with one history entry that names what changed.

    Starts from the locked row, not from the caller's instance: a bound ModelForm has already
    written on that one, and a colleague may have moved the state. The terms of an agreement under
    review or in force stay as they are; what is only bookkeeping may always change.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    _require(actor, locked, "agreements.change_agreement")
    changed = {name for name, value in fields.items() if getattr(locked, name) != value}
    _refuse_changed_terms(locked, changed, parties)
    for name in changed:
        setattr(locked, name, fields[name])
    _require(actor, locked, "agreements.change_agreement")  # still the actor's after a change of unit
    _derive(locked)
    _check(locked)
    with history.action("changed", actor=actor):
        if further_units is not None:
            locked.further_units.set(further_units)
        if changed:
            locked.save(update_fields=[*changed, "notice_on", "updated_at"])
        _write_parties(locked, None if parties is None else list(parties))
    return locked


# What both sides agreed on: fixed once an agreement is under review (AG-03).
TERMS = {
    "kind", "starts_on", "ends_on", "is_open_ended", "renewal", "renewal_months", "most_renewals",
    "notice_rule", "notice_months", "tuition_waived", "parent",
}  # fmt: skip


def _refuse_changed_terms(agreement, changed: set[str], parties):
    if agreement.is_editable:
        return
    if changed & TERMS or (parties is not None and _differ(agreement, list(parties))):
        raise PortalError(
            _("The terms of an agreement in the state “%(state)s” cannot be changed. Send it back or revise it first.")
            % {"state": agreement.get_state_display()}
        )


def _differ(agreement, parties) -> bool:
    kept = {party.institution_id for party in agreement.parties.all() if not party.is_home}
    return kept != {values.institution.pk for values in parties}


@transaction.atomic
def move_agreement(agreement: Agreement, move: str, *, actor, note: str = "") -> Agreement:
    """Make the workflow move ``move`` (see ``agreements.workflow``). Raises ``TransitionRefused``, ``RightMissing``."""
    return agreement_workflow.perform(move, agreement, actor=actor, note=note)


@transaction.atomic
def publish_agreement(agreement: Agreement, *, actor, is_published: bool) -> Agreement:
    """Show the agreement's public facts on the public site, or take them off it."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    _require(actor, locked, "agreements.publish_agreement")
    locked.is_published = is_published
    with history.action("agreement.publish" if is_published else "agreement.unpublish", actor=actor):
        locked.save(update_fields=["is_published", "updated_at"])
    return locked


@transaction.atomic
def pass_turn(agreement: Agreement, *, actor, turn: str, on=None) -> Agreement:
    """Record who has to act next, since today or ``on``; an empty ``turn`` says nobody has to."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    _require(actor, locked, "agreements.change_agreement")
    locked.turn = turn
    locked.turn_since = (on or timezone.localdate()) if turn else None
    with history.action("agreement.turn", actor=actor):
        locked.save(update_fields=["turn", "turn_since", "updated_at"])
    return locked


def _derive(agreement: Agreement):
    agreement.notice_on = rules.notice_date(agreement.notice_rule, agreement.notice_months, agreement.ends_on)


def _check(agreement: Agreement):
    """Refuse what the constraints would refuse, beside the field it concerns."""
    agreement.full_clean(exclude=["search_text", "partner_sort_key", "import_key"])
    errors: dict[str, Any] = {}
    if problem := rules.number_problem(agreement.number):
        errors["number"] = problem
    if agreement.parent and not agreement.parent.is_framework:
        errors["parent"] = _("Only a Memorandum of Cooperation or of Understanding can have agreements under it.")
    if agreement.parent and agreement.kind not in AgreementKind.specific:
        errors["parent"] = _("Only a specific agreement is made under another one.")
    if errors:
        raise ValidationError(errors)


def _write_parties(agreement: Agreement, parties: list[PartyValues] | None):
    """Make the parties those given, ourselves first, and renew what search reads of them."""
    if parties is not None:
        home = home_institution()
        wanted = {values.institution.pk for values in parties} | {home.pk}
        agreement.parties.exclude(institution__in=wanted).delete()
        Party.objects.get_or_create(agreement=agreement, institution=home, defaults={"is_home": True})
        for position, values in enumerate(parties, start=1):
            _write_party(agreement, values, position, home)
    agreement = Agreement.objects.prefetch_related("parties__institution").get(pk=agreement.pk)
    prepare_for_search(agreement)
    agreement.save(update_fields=["search_text", "partner_sort_key"])


def _write_party(agreement, values: PartyValues, position: int, home):
    if values.institution.pk == home.pk:
        raise ValidationError({"partners": _("We are a party ourselves; name the other side.")})
    wanted = {
        "position": position,
        "partner_unit": values.partner_unit,
        "reference": values.reference,
        "signatory": values.signatory,
    }
    party, created = Party.objects.get_or_create(agreement=agreement, institution=values.institution, defaults=wanted)
    if not created and any(getattr(party, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(party, name, value)
        party.save(update_fields=list(wanted))


def _require(actor, agreement, right):
    if actor is not None and not actor.has_perm(right, agreement):
        raise RightMissing(
            _("You do not have the right to do this for the unit “%(unit)s”.") % {"unit": agreement.responsible_unit}
        )
