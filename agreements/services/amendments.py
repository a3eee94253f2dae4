"""Every write to amendments: proposed beside the agreement in force, approved, signed, and written on their day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements import rules
from agreements.amendments.states import AmendmentState
from agreements.amendments.workflow import amendment_workflow, day_problem
from agreements.enums import AgreementState
from agreements.errors import ConditionsRefused
from agreements.models import (
    Agreement,
    Amendment,
    Condition,
    Document,
    ProposedCondition,
    ProposedField,
    ProposedLanguage,
)
from agreements.services.conditions import (
    BESIDE_THE_TABLE,
    ConditionRow,
    ConditionValues,
    LanguageValues,
    check_terms,
    turned_round,
    with_the_rest,
    write_condition,
)
from core import history
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed

CHANGE = "agreements.change_agreement"
PLAIN = (
    "kind", "first_year", "last_year", "people_per_year", "total_months", "total_days", "is_blended", "eqf_levels",
    *BESIDE_THE_TABLE,
)  # fmt: skip
TERMS = ("reason", "effective_on", "new_ends_on", "new_tuition_waived")


@transaction.atomic
def propose_amendment(agreement: Agreement, *, actor, on: date | None = None, **terms) -> Amendment:
    """A new draft of an amendment of an agreement in force; its conditions are proposed by ``propose_conditions``."""
    locked = _lock(agreement, actor)
    amendment = Amendment(agreement=locked, number=locked.amendments.count() + 1, proposed_by=actor)
    _set_terms(amendment, terms, on)
    with history.action("amendment.propose", actor=actor, right=CHANGE, about=locked):
        amendment.save()
    return amendment


@transaction.atomic
def update_amendment(amendment: Amendment, *, actor, seen_at=None, on: date | None = None, **terms) -> Amendment:
    """Change reason, day and terms of a draft."""
    locked = _lock_draft(amendment, actor)
    refuse_if_changed(locked, seen_at)
    _set_terms(locked, terms, on)
    with history.action("amendment.change", actor=actor, right=CHANGE, about=locked):
        locked.save(update_fields=[*TERMS, "updated_at"])
    return locked


@transaction.atomic
def propose_conditions(amendment: Amendment, *, actor, rows: Iterable[ConditionRow], seen_at=None) -> Amendment:
    """Make the proposals of a draft those of ``rows``: a row that says what stands already proposes nothing.

    Raises ``ConditionsRefused`` by row, also where another open amendment changes the same condition.
    """
    locked = _lock_draft(amendment, actor)
    refuse_if_changed(locked, seen_at)
    refused, wanted = {}, []
    for number, row in enumerate(rows):
        try:
            wanted += _proposed(row, locked)
        except ValidationError as error:
            refused[number] = error
    if refused:
        raise ConditionsRefused(refused)
    with history.action("amendment.change", actor=actor, right=CHANGE, about=locked):
        locked.proposals.all().delete()
        for position, (condition, given) in enumerate(wanted):
            _store(locked, condition, given, position)
        locked.save(update_fields=["updated_at"])
    return locked


@transaction.atomic
def move_amendment(amendment: Amendment, move: str, *, actor, note: str = "") -> Amendment:
    """Approve, send back or withdraw. Whoever proposed it does not approve it; signing is ``sign_amendment``."""
    Agreement.objects.select_for_update().get(pk=amendment.agreement_id)
    if move == "approve" and actor is not None and amendment.proposed_by_id == actor.pk:
        raise RightMissing(_("You proposed it yourself: another person approves it."))
    if move == "take_effect":
        return apply_amendment(amendment, actor=actor)
    return amendment_workflow.perform(move, amendment, actor=actor, note=note)


@transaction.atomic
def sign_amendment(
    amendment: Amendment, *, actor, signed_on: date, document: Document, on: date | None = None
) -> Amendment:
    """Record the day and the signed document; one whose day has come takes effect at once."""
    today = on or timezone.localdate()
    if signed_on > today:
        raise ValidationError({"signed_on": _("This day is still to come.")})
    if document.agreement_id != amendment.agreement_id:
        raise ValidationError({"document": _("Choose a document of this agreement.")})

    def write(locked):
        locked.signed_on, locked.document = signed_on, document
        locked.save(update_fields=["signed_on", "document"])

    signed = amendment_workflow.perform("sign", amendment, actor=actor, also=write)
    return apply_amendment(signed, actor=None) if signed.effective_on <= today else signed


@transaction.atomic
def apply_amendment(amendment: Amendment, *, actor=None) -> Amendment:
    """Write what a signed amendment proposes to the agreement, in one act with its move to “in effect”."""
    agreement = Agreement.objects.select_for_update().get(pk=amendment.agreement_id)
    fresh = Amendment.objects.select_for_update().get(pk=amendment.pk)

    def write(locked):
        _keep_what_stood(locked, agreement)
        for proposal in whole_proposals(locked):
            _write_proposal(proposal, agreement)
        _write_terms(locked, agreement)

    note = _("By amendment %(number)s") % {"number": fresh.number}
    return amendment_workflow.perform("take_effect", fresh, actor=actor, note=note, also=write)


def whole_proposals(amendment: Amendment, *, is_before: bool = False):
    """The proposals of ``amendment`` with all their rows, in a constant number of queries."""
    rows = amendment.proposals.filter(is_before=is_before)
    ends = ("sender_party__institution", "receiver_party__institution", "sender_contact", "receiver_contact")
    return rows.select_related("condition", *ends).prefetch_related(
        "condition_fields__isced_field", "languages__language", "languages__isced_field"
    )


def values_of(row: Condition | ProposedCondition) -> ConditionValues:
    """Everything a condition, or a proposal, says."""
    fields = list(row.condition_fields.all())
    return ConditionValues(
        {name: getattr(row, name) for name in PLAIN} | {"sender": row.sender, "receiver": row.receiver},
        isced_fields=tuple(field.isced_field for field in fields),
        clarifications={field.isced_field_id: field.clarification for field in fields},
        languages=tuple(LanguageValues(one.language, one.level, one.isced_field) for one in row.languages.all()),
    )


def _lock(agreement: Agreement, actor) -> Agreement:
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor is not None and not actor.has_perm(CHANGE, locked):
        raise RightMissing(_("You do not have the right to change this agreement."))
    if locked.state not in AgreementState.in_force:
        state = locked.get_state_display()
        raise PortalError(_("Only an agreement in force is amended; this one is “%(state)s”.") % {"state": state})
    return locked


def _lock_draft(amendment: Amendment, actor) -> Amendment:
    agreement = _lock(amendment.agreement, actor)
    locked = Amendment.objects.select_for_update().get(pk=amendment.pk)
    locked.agreement = agreement
    if not locked.is_editable:
        raise PortalError(
            _("An amendment in the state “%(state)s” cannot be changed.") % {"state": locked.get_state_display()}
        )
    return locked


def _set_terms(amendment: Amendment, terms: dict, on: date | None):
    for name, value in terms.items():
        setattr(amendment, name, value)
    agreement, errors = amendment.agreement, {}
    if problem := day_problem(agreement, amendment.effective_on, on or timezone.localdate()):
        errors["effective_on"] = problem
    if problem := _end_problem(amendment):
        errors["new_ends_on"] = problem
    for name in ("new_ends_on", "new_tuition_waived"):
        if getattr(amendment, name) is not None and _others(amendment).exclude(**{name: None}).exists():
            errors[name] = _("Another open amendment changes this too.")
    if errors:
        raise ValidationError(errors)
    amendment.full_clean(exclude=["agreement", "number"], validate_constraints=False, validate_unique=False)


def _end_problem(amendment: Amendment) -> str:
    day, agreement = amendment.new_ends_on, amendment.agreement
    if day is None:
        return ""
    if day < amendment.effective_on:
        return _("The new last day lies before the day on which the amendment takes effect.")
    if day > rules.LATEST:
        return _("Give a date between %(first)s and %(last)s.") % {
            "first": rules.EARLIEST.year,
            "last": rules.LATEST.year,
        }
    if rules.outlives_programme(agreement.kind, day):
        return _("An Erasmus agreement cannot outlast the programme period it is made in.")
    return ""


def _others(amendment: Amendment):
    return Amendment.objects.filter(agreement=amendment.agreement, state__in=AmendmentState.open).exclude(
        pk=amendment.pk
    )


def _proposed(row: ConditionRow, amendment: Amendment) -> list[tuple[Condition | None, ConditionValues | None]]:
    """What a row of the table proposes: nothing, a change, a removal (None), or one or two new conditions."""
    if row.given is None:
        _refuse_a_second(row.condition, amendment)
        return [(row.condition, None)]
    if row.condition is None:
        given = with_the_rest(row)
        return [
            (None, _checked(one, amendment)) for one in ([given, turned_round(given)] if row.both_ways else [given])
        ]
    before = values_of(row.condition)
    given = _checked(replace(row.given, values=before.values | row.given.values), amendment)
    if _said(given) == _said(before):
        return []
    _refuse_a_second(row.condition, amendment)
    return [(row.condition, given)]


def _refuse_a_second(condition: Condition, amendment: Amendment):
    other = ProposedCondition.objects.filter(condition=condition, amendment__in=_others(amendment)).first()
    if other:
        words = {"number": other.amendment.number}
        raise ValidationError(_("Amendment %(number)s, still open, changes this condition too.") % words)


def _checked(given: ConditionValues, amendment: Amendment) -> ConditionValues:
    """As the condition would be written, or refused as it would be refused."""
    trial = Condition(agreement=amendment.agreement)
    check_terms(
        trial, replace(given, values={"is_blended": None, "eqf_levels": []} | given.values), amendment.agreement
    )
    ends = {"sender": given.values["sender"], "receiver": given.values["receiver"]}
    return replace(given, values={name: getattr(trial, name) for name in PLAIN} | ends)


def _said(given: ConditionValues) -> tuple:
    """Everything it says, in a form that can be compared."""
    fields = {(field.pk, given.clarifications.get(field.pk, "")) for field in given.isced_fields}
    languages = {(row.language, row.level, row.isced_field) for row in given.languages}
    return sorted(given.values.items(), key=lambda item: item[0]), fields, languages


def _store(amendment: Amendment, condition: Condition | None, given: ConditionValues | None, position: int, **marks):
    """One row of what shall be (``given``; None: removed), or with ``is_before`` of what stood."""
    said = given if given is not None else values_of(condition)
    parties = {party.institution_id: party for party in amendment.agreement.parties.all()}
    values = {name: said.values[name] for name in PLAIN}
    row = ProposedCondition.objects.create(
        amendment=amendment,
        condition=condition,
        position=position,
        is_removal=given is None,
        sender_party=parties[said.values["sender"].pk],
        receiver_party=parties[said.values["receiver"].pk],
        **values,
        **marks,
    )
    ProposedField.objects.bulk_create(
        ProposedField(proposal=row, isced_field=field, clarification=said.clarifications.get(field.pk, ""))
        for field in said.isced_fields
    )
    ProposedLanguage.objects.bulk_create(
        ProposedLanguage(proposal=row, language=one.language, level=one.level, isced_field=one.isced_field)
        for one in said.languages
    )


def _keep_what_stood(amendment: Amendment, agreement: Agreement):
    amendment.old_ends_on, amendment.old_tuition_waived = agreement.ends_on, agreement.tuition_waived
    amendment.save(update_fields=["old_ends_on", "old_tuition_waived"])
    for proposal in amendment.proposals.filter(is_before=False, condition__isnull=False):
        _store(amendment, proposal.condition, values_of(proposal.condition), proposal.position, is_before=True)


def _write_proposal(proposal: ProposedCondition, agreement: Agreement):
    if not proposal.is_removal:
        condition = proposal.condition or Condition(agreement=agreement)
        write_condition(condition, agreement, values_of(proposal))
    elif proposal.condition:
        proposal.condition.delete()


def _write_terms(amendment: Amendment, agreement: Agreement):
    changed = []
    if amendment.new_ends_on is not None:
        agreement.ends_on, agreement.is_open_ended = amendment.new_ends_on, False
        agreement.notice_on = rules.notice_date(agreement.notice_rule, agreement.notice_months, agreement.ends_on)
        changed += ["ends_on", "is_open_ended", "notice_on"]
    if amendment.new_tuition_waived is not None:
        agreement.tuition_waived = amendment.new_tuition_waived
        changed.append("tuition_waived")
    agreement.save(update_fields=[*changed, "updated_at"])
