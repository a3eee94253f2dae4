"""The conditions an amendment proposes: as the table gives them, as rows beside the agreement, and read again."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.amendments.states import AmendmentState
from agreements.models import Amendment, Condition, ProposedCondition, ProposedField, ProposedLanguage
from agreements.services.conditions import (
    BESIDE_THE_TABLE,
    ConditionRow,
    ConditionValues,
    LanguageValues,
    check_terms,
    turned_round,
    with_the_rest,
)

PLAIN = (
    "kind", "first_year", "last_year", "people_per_year", "total_months", "total_days", "is_blended", "eqf_levels",
    *BESIDE_THE_TABLE,
)  # fmt: skip


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


def proposed_by(row: ConditionRow, amendment: Amendment) -> list[tuple[Condition | None, ConditionValues | None]]:
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
    if said_by(given) == said_by(before):
        return []
    _refuse_a_second(row.condition, amendment)
    return [(row.condition, given)]


def _refuse_a_second(condition: Condition, amendment: Amendment):
    other = ProposedCondition.objects.filter(condition=condition, amendment__in=other_open(amendment)).first()
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


def said_by(given: ConditionValues) -> tuple:
    """Everything it says, in a form that can be compared."""
    fields = {(field.pk, given.clarifications.get(field.pk, "")) for field in given.isced_fields}
    languages = {(row.language, row.level, row.isced_field) for row in given.languages}
    return sorted(given.values.items(), key=lambda item: item[0]), fields, languages


def store(amendment: Amendment, condition: Condition | None, given: ConditionValues | None, position: int, **marks):
    """One row of what shall be (``given``; None: removed), or with ``is_before`` of what stood."""
    said = given if given is not None else values_of(condition)
    parties = {party.institution_id: party for party in amendment.agreement.parties.all()}
    values = {name: said.values[name] for name in PLAIN}
    row = ProposedCondition.objects.create(
        amendment=amendment,
        condition=condition,
        condition_key=condition and condition.pk,
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


def other_open(amendment: Amendment):
    """The other amendments of its agreement that may still change something."""
    rows = Amendment.objects.filter(agreement=amendment.agreement, state__in=AmendmentState.open)
    return rows.exclude(pk=amendment.pk)
