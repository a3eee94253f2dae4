"""Every write to the conditions of an agreement."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.enums import MobilityKind
from agreements.errors import ConditionsRefused
from agreements.models import Agreement, Condition, ConditionField, ConditionLanguage, ProposedCondition
from agreements.services.starting_anew import bring_up_again, take_back
from core import history
from core.errors import PortalError, RightMissing

CHANGE = "agreements.change_agreement"
TERMS = ("conditions",)

# What a sender says of itself, and the receiver in its place when a condition is turned round.
ENDS = (("sender", "receiver"), ("sender_unit", "receiver_unit"), ("sender_contact", "receiver_contact"))


@dataclass(frozen=True)
class LanguageValues:
    """A language, its CEFR level (may be empty) and the field it is for (None: all)."""

    language: object
    level: str = ""
    isced_field: object = None


@dataclass(frozen=True)
class ConditionValues:
    """The plain fields of a condition with its fields of study and languages, as a form or an import gives them.

    ``clarifications`` are the partners' own words for a field, by its code. Plain fields that are not named stay.
    """

    values: dict
    isced_fields: tuple = ()
    clarifications: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[LanguageValues, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class ConditionRow:
    """One row of the table: a condition to write (new without ``condition``), or with ``given=None`` to remove.

    ``like`` is the condition or proposal a new row was made from: what the table does not show comes from there.
    """

    given: ConditionValues | None
    condition: Condition | None = None
    like: Condition | ProposedCondition | None = None
    both_ways: bool = False


@transaction.atomic
def save_condition(
    agreement: Agreement,
    *,
    actor,
    given: ConditionValues,
    condition: Condition | None = None,
    both_ways: bool = False,
    starts_approval_anew: bool = False,
) -> list[Condition]:
    """Write a new condition or change ``condition``; ``both_ways`` adds its mirror, with sender and receiver exchanged.

    The conditions of an agreement in review or approved change only with ``starts_approval_anew`` (else
    ``ApprovalStartsAnew``), later never: ``PortalError`` (AG-03).
    """
    changing = _terms_of(agreement, actor, starts_approval_anew=starts_approval_anew)
    with changing as locked, history.action("agreement.conditions", actor=actor, right=CHANGE, about=locked):
        condition = condition or Condition(agreement=locked)
        written = [write_condition(condition, locked, given)]
        if both_ways:
            written.append(write_condition(Condition(agreement=locked), locked, turned_round(given)))
    return written


@transaction.atomic
def save_conditions(
    agreement: Agreement,
    *,
    actor,
    rows: Iterable[ConditionRow],
    note: str = "",
    seen: str = "",
    starts_approval_anew: bool = False,
) -> list[Condition]:
    """Write all rows of the table in one act, or none: ``ConditionsRefused`` says which rows are wrong, and why.

    ``note`` is the reason for what is removed and must be given with it. ``seen`` is the ``fingerprint`` of the
    conditions the person had before them: where a colleague has changed them since, nothing is overwritten.
    ``starts_approval_anew`` as for ``save_condition``.
    """
    rows, note = list(rows), note.strip()
    with _terms_of(agreement, actor, starts_approval_anew=starts_approval_anew) as locked:
        if seen and seen != fingerprint(locked):
            raise PortalError(
                _(
                    "The conditions were changed elsewhere after you opened them. "
                    "Nothing was overwritten: open them again."
                )
            )
        if any(row.given is None for row in rows) and not note:
            raise ValidationError({"note": _("Say why a condition is removed.")})
        with history.action("agreement.conditions", actor=actor, note=note, right=CHANGE, about=locked):
            return _write_rows(rows, locked)


@transaction.atomic
def remove_condition(condition: Condition, *, actor, note: str = "", starts_approval_anew: bool = False):
    """Take a condition off; when it can be changed and ``starts_approval_anew`` as for ``save_condition``."""
    changing = _terms_of(condition.agreement, actor, starts_approval_anew=starts_approval_anew)
    with changing as locked, history.action("agreement.conditions", actor=actor, note=note, right=CHANGE, about=locked):
        condition.delete()


def turned_round(given: ConditionValues) -> ConditionValues:
    """The same terms for the other direction: sender and receiver with their units and contacts exchanged."""
    values = dict(given.values)
    for one, other in ENDS:
        values.pop(one, None), values.pop(other, None)
        values |= {target: given.values[name] for name, target in ((one, other), (other, one)) if name in given.values}
    return replace(given, values=values)


def fingerprint(agreement: Agreement) -> str:
    """Changes with anything the conditions of ``agreement`` say."""
    conditions = agreement.conditions.order_by("pk")
    parts = [
        list(conditions.values_list()),
        list(ConditionField.objects.filter(condition__in=conditions).order_by("pk").values_list()),
        list(ConditionLanguage.objects.filter(condition__in=conditions).order_by("pk").values_list()),
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


@contextmanager
def _terms_of(agreement: Agreement, actor, *, starts_approval_anew: bool) -> Iterator[Agreement]:
    """The locked agreement while its conditions are written; where that changed them, its approval starts anew."""
    locked = lock_for_terms(agreement, actor)
    before = None if locked.is_editable else fingerprint(locked)
    yield locked
    if before is not None and fingerprint(locked) != before:
        taken = take_back(locked, TERMS, actor=actor, is_confirmed=starts_approval_anew)
        bring_up_again(taken, TERMS, actor=actor)


def lock_for_terms(agreement: Agreement, actor) -> Agreement:
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor is not None and not actor.has_perm(CHANGE, locked):
        raise RightMissing(_("You do not have the right to change this agreement."))
    if not (locked.is_editable or locked.is_being_approved):
        words = {"state": locked.get_state_display()}
        raise PortalError(_("The conditions of an agreement in the state “%(state)s” cannot be changed.") % words)
    return locked


def write_condition(condition: Condition, agreement: Agreement, given: ConditionValues) -> Condition:
    """Write what differs, if anything does, inside the caller's act and with the agreement locked."""
    before = _plain(condition) if condition.pk else None
    check_terms(condition, given, agreement)
    if before is None:
        condition.save()
    changed = _write_fields(condition, given) | _write_languages(condition, given)
    if before is not None and (changed or _plain(condition) != before):
        condition.is_people_undecided = False
        condition.save()
    return condition


def check_terms(condition, given: ConditionValues, agreement: Agreement):
    """Set the values on ``condition`` and refuse what cannot be a condition of ``agreement``, beside its field."""
    for name, value in given.values.items():
        setattr(condition, name, value)
    refuse_what_cannot_be(condition, set(agreement.parties.values_list("institution", flat=True)))
    condition.full_clean(validate_constraints=False)


def refuse_what_cannot_be(condition, parties: set[int]):
    """Raise ``ValidationError`` beside the field for ends that are no two ``parties``, years in the wrong order, a
    contact from elsewhere; the length of the other kind of people falls."""
    if condition.sender_id == condition.receiver_id:
        raise ValidationError({"direction": _("A condition runs between two different parties.")})
    if not {condition.sender_id, condition.receiver_id} <= parties:
        raise ValidationError({"direction": _("A condition runs between two parties of the agreement.")})
    if condition.kind in MobilityKind.of_students:
        condition.total_days = None
    else:
        condition.total_months = None
    if condition.first_year and condition.last_year and condition.last_year < condition.first_year:
        raise ValidationError({"last_year": _("The last academic year lies before the first.")})
    _check_contacts(condition)


def _check_contacts(condition):
    for end in ("sender", "receiver"):
        contact = getattr(condition, f"{end}_contact")
        if contact and contact.institution_id != getattr(condition, f"{end}_id"):
            raise ValidationError({f"{end}_contact": _("This contact is at another institution.")})


def _plain(condition: Condition) -> list:
    """The values of its own row, as the database would give them back."""
    return [(name.attname, name.to_python(getattr(condition, name.attname))) for name in condition._meta.fields]


def _write_rows(rows: list[ConditionRow], agreement: Agreement) -> list[Condition]:
    written, refused = [], {}
    for number, row in enumerate(rows):
        try:
            with transaction.atomic():
                written += _write_row(row, agreement)
        except ValidationError as error:
            refused[number] = error
    if refused:
        raise ConditionsRefused(refused)
    return written


def _write_row(row: ConditionRow, agreement: Agreement) -> list[Condition]:
    if row.given is None:
        if row.condition:
            row.condition.delete()
        return []
    given = with_the_rest(row)
    written = [write_condition(row.condition or Condition(agreement=agreement), agreement, given)]
    if row.both_ways:
        written.append(write_condition(Condition(agreement=agreement), agreement, turned_round(given)))
    return written


# What the table does not show, and a copied row takes over; the ends' own things change sides with them.
BESIDE_THE_TABLE = ("terms", "sender_unit", "receiver_unit", "sender_contact", "receiver_contact")


def with_the_rest(row: ConditionRow) -> ConditionValues:
    """What a new row says, with what it was copied from says beside the table."""
    if row.like is None or row.condition is not None or row.given is None:
        return row.given
    values = {name: getattr(row.like, name) for name in BESIDE_THE_TABLE}
    same_ends = row.given.values["sender"].pk == row.like.sender_id
    rest = ConditionValues(values) if same_ends else turned_round(ConditionValues(values))
    given = replace(row.given, values=rest.values | row.given.values)
    for end in ("sender", "receiver"):
        contact = given.values[f"{end}_contact"]
        if contact and contact.institution_id != given.values[end].pk:
            given.values[f"{end}_contact"] = None
    return given


def _write_fields(condition: Condition, given: ConditionValues) -> bool:
    wanted = {row.pk: given.clarifications.get(row.pk, "") for row in given.isced_fields}
    present = dict(condition.condition_fields.values_list("isced_field", "clarification"))
    if wanted == present:
        return False
    condition.condition_fields.exclude(isced_field__in=wanted).delete()
    for code, words in wanted.items():
        if present.get(code) != words:
            defaults = {"clarification": words, "earlier_code": ""}
            ConditionField.objects.update_or_create(condition=condition, isced_field_id=code, defaults=defaults)
    return True


def _write_languages(condition: Condition, given: ConditionValues) -> bool:
    wanted = {(row.language, row.isced_field): row.level for row in given.languages}
    present = {
        (row.language, row.isced_field): row for row in condition.languages.select_related("language", "isced_field")
    }
    if wanted == {key: row.level for key, row in present.items()}:
        return False
    gone = [row.pk for key, row in present.items() if wanted.get(key) != row.level]
    condition.languages.filter(pk__in=gone).delete()
    ConditionLanguage.objects.bulk_create(
        ConditionLanguage(condition=condition, language=language, level=level, isced_field=isced_field)
        for (language, isced_field), level in wanted.items()
        if (language, isced_field) not in present or present[language, isced_field].pk in gone
    )
    return True
