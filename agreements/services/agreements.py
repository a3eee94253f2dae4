"""Every write to agreements and their parties: permission, lock, check, change, history."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.closed_partners import refusal_with_link
from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement, Party
from agreements.registry.numbers import NUMBER
from agreements.search_text import prepare_for_search
from agreements.services import approvals, endings
from agreements.services.checking import check_agreement, derive_notice
from agreements.services.starting_anew import bring_up_again, take_back
from agreements.subjects import agreement_of
from agreements.workflow import agreement_workflow
from core import history
from core.constraints import refused_as
from core.errors import RightMissing
from core.versions import refuse_if_changed
from partners.models import Institution
from partners.services import home_institution

ADD = "agreements.add_agreement"
CHANGE = "agreements.change_agreement"
PUBLISH = "agreements.publish_agreement"


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
    parties = list(parties)
    agreement = Agreement(**fields, state=AgreementState.DRAFT)
    agreement.title = agreement.title.strip() or title_for(agreement.kind, [values.institution for values in parties])
    require(actor, agreement, ADD)
    if agreement.number:
        require(actor, agreement, NUMBER)
    check_agreement(agreement, fields)
    derive_notice(agreement)
    reasons = " ".join(filter(None, (agreement.no_parent_because, agreement.second_because)))
    with history.action("created", actor=actor, note=reasons, right=ADD, about=agreement):
        with _one_number():
            agreement.save()
        agreement.further_units.set(further_units)
        _write_parties(agreement, parties)
    return agreement


def title_for(kind: str, institutions) -> str:
    """What an agreement is called when nobody gave it a title: its kind and its partners."""
    names = ", ".join(str(institution) for institution in institutions)
    label = str(AgreementKind(kind).label)
    return (_("%(kind)s with %(partners)s") % {"kind": label, "partners": names} if names else label)[:300]


@transaction.atomic
def update_agreement(
    agreement: Agreement,
    *,
    actor,
    parties: Iterable[PartyValues] | None = None,
    further_units=None,
    seen_at=None,
    starts_approval_anew: bool = False,
    **fields,
) -> Agreement:
    """Write the given fields, and the partners when given, with one history entry that names what changed.

    Starts from the locked row, not from the caller's instance: a bound ModelForm has already
    written on that one, and a colleague may have moved the state. ``seen_at`` is the version the person had
    before them: a newer one is refused, not overwritten. The terms of an agreement in review or approved
    change only with ``starts_approval_anew`` (else ``ApprovalStartsAnew``), those of one in force never; what is
    only bookkeeping may always change.
    """
    parties = None if parties is None else list(parties)
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    require(actor, locked, CHANGE)
    refuse_if_changed(locked, seen_at)
    changed = {name for name, value in fields.items() if getattr(locked, name) != value}
    terms = set() if locked.is_editable else _changed_terms(locked, changed, parties)
    if terms:
        taken = take_back(locked, terms, actor=actor, is_confirmed=starts_approval_anew)
        locked = agreement_of(taken)
    for name in changed:
        setattr(locked, name, fields[name])
    require(actor, locked, CHANGE)  # still the actor's after a change of unit
    if "number" in changed:
        require(actor, locked, NUMBER)
    check_agreement(locked, changed)
    derive_notice(locked)
    with history.action("changed", actor=actor, right=CHANGE, about=locked):
        _write(locked, changed, parties, further_units)
    return agreement_of(bring_up_again(locked, terms, actor=actor)) if terms else locked


def _write(locked: Agreement, changed: set[str], parties: list[PartyValues] | None, further_units):
    if further_units is not None:
        locked.further_units.set(further_units)
    with _one_number():
        locked.save(update_fields=[*changed, "notice_on", "updated_at"])
    _write_parties(locked, parties)


# What both sides agreed on: fixed once an agreement is under review (AG-03).
TERMS = {
    "kind", "starts_on", "ends_on", "is_open_ended", "renewal", "renewal_months", "most_renewals",
    "notice_rule", "notice_months", "tuition_waived", "parent",
}  # fmt: skip


def _changed_terms(agreement, changed: set[str], parties) -> set[str]:
    """Those of the changes that both sides agreed on, the partners among them."""
    differ = parties is not None and _differ(agreement, parties)
    terms = TERMS | {"responsible_unit"} if agreement.is_being_approved else TERMS  # the unit says who is asked
    return (changed & terms) | ({"partners"} if differ else set())


def _differ(agreement, parties) -> bool:
    kept = {party.institution_id for party in agreement.parties.all() if not party.is_home}
    return kept != {values.institution.pk for values in parties}


@transaction.atomic
def move_agreement(
    agreement: Agreement, move: str, *, actor, note: str = "", step_seen: int | None = None
) -> Agreement:
    """Make the workflow move ``move`` (see ``agreements.workflow``). Raises ``TransitionRefused``, ``RightMissing``.

    What is asked for approval goes from step to step: approving moves the agreement only at the last one.
    """
    if move in approvals.OUTCOME:
        return approvals.decide(agreement, move, actor=actor, note=note, step_seen=step_seen)
    if act := approvals.ACTS.get(move) or endings.ACTS.get(move):
        return act(agreement, actor=actor, note=note)
    return agreement_workflow.perform(move, agreement, actor=actor, note=note)


@transaction.atomic
def publish_agreement(agreement: Agreement, *, actor, is_published: bool) -> Agreement:
    """Show the agreement's public facts on the public site, or take them off it."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    require(actor, locked, PUBLISH)
    locked.is_published = is_published
    code = "agreement.publish" if is_published else "agreement.unpublish"
    with history.action(code, actor=actor, right=PUBLISH, about=locked):
        locked.save(update_fields=["is_published", "updated_at"])
    return locked


@transaction.atomic
def pass_turn(agreement: Agreement, *, actor, turn: str, on=None) -> Agreement:
    """Record who has to act next, since today or ``on``; an empty ``turn`` says nobody has to."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    require(actor, locked, CHANGE)
    locked.turn = turn
    locked.turn_since = (on or timezone.localdate()) if turn else None
    with history.action("agreement.turn", actor=actor, right=CHANGE, about=locked):
        locked.save(update_fields=["turn", "turn_since", "updated_at"])
    return locked


def _one_number():
    """Two people may give the same number at once; the database lets one of them."""
    return refused_as("agreement_number_once", field="number", sentence=_("Another agreement has this number."))


def _write_parties(agreement: Agreement, parties: list[PartyValues] | None):
    """Make the parties those given, ourselves first, and renew what search reads of them."""
    if parties is not None:
        home = home_institution()
        wanted = {values.institution.pk for values in parties} | {home.pk}
        _take_off(agreement, agreement.parties.exclude(institution__in=wanted))
        Party.objects.get_or_create(agreement=agreement, institution=home, defaults={"is_home": True})
        for position, values in enumerate(parties, start=1):
            _write_party(agreement, values, position, home)
    agreement = Agreement.objects.prefetch_related("parties__institution").get(pk=agreement.pk)
    prepare_for_search(agreement)
    agreement.save(update_fields=["search_text", "partner_sort_key"])


def _take_off(agreement, parties):
    """Remove partners, unless a condition still names them: a promise does not vanish with a row of a form."""
    leaving = set(parties.values_list("institution", flat=True))
    named = agreement.conditions.filter(Q(sender__in=leaving) | Q(receiver__in=leaving))
    if condition := named.select_related("sender", "receiver").first():
        raise ValidationError(
            {
                "partners": _("The condition “%(condition)s” names a partner that was taken off.")
                % {"condition": condition}
            }
        )
    parties.delete()


def _write_party(agreement, values: PartyValues, position: int, home):
    if values.institution.pk == home.pk:
        raise ValidationError({"partners": _("We are a party ourselves; name the other side.")})
    wanted = {
        "position": position,
        "partner_unit": values.partner_unit,
        "reference": values.reference,
        "signatory": values.signatory,
    }
    is_new = not agreement.parties.filter(institution=values.institution).exists()
    if is_new and (sentence := refusal_with_link(values.institution, agreement.ends_on)):
        raise ValidationError({"partners": sentence})
    party, created = Party.objects.get_or_create(agreement=agreement, institution=values.institution, defaults=wanted)
    if not created and any(getattr(party, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(party, name, value)
        party.save(update_fields=list(wanted))


def require(actor, agreement: Agreement, right: str):
    """Raise ``RightMissing``, with the unit, for a person who lacks the right for the agreement."""
    if actor is not None and not actor.has_perm(right, agreement):
        raise RightMissing(
            _("You do not have the right to do this for the unit “%(unit)s”.") % {"unit": agreement.responsible_unit}
        )
