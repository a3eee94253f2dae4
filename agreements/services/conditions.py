"""Every write to the conditions of an agreement."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.enums import MobilityKind
from agreements.models import Agreement, Condition, ConditionField, ConditionLanguage
from core import history
from core.errors import PortalError, RightMissing

CHANGE = "agreements.change_agreement"


@dataclass(frozen=True)
class LanguageValues:
    """A language, its CEFR level (may be empty) and the field it is for (None: all)."""

    language: object
    level: str = ""
    isced_field: object = None


@dataclass(frozen=True)
class ConditionValues:
    """The plain fields of a condition with its fields of study and languages, as a form or an import gives them."""

    values: dict
    isced_fields: tuple = ()
    clarification: str = ""
    languages: tuple[LanguageValues, ...] = field(default_factory=tuple)


@transaction.atomic
def save_condition(
    agreement: Agreement, *, actor, given: ConditionValues, condition: Condition | None = None, both_ways: bool = False
) -> list[Condition]:
    """Write a new condition or change ``condition``; ``both_ways`` adds its mirror, with sender and receiver exchanged.

    Raises ``PortalError`` when the agreement's terms are fixed (under review, approved or later, AG-03).
    """
    locked = _lock_for_terms(agreement, actor)
    condition = condition or Condition(agreement=locked)
    with history.action("agreement.conditions", actor=actor, right=CHANGE, about=locked):
        written = [_write(condition, locked, given)]
        if both_ways:
            mirrored = {**given.values, "sender": given.values["receiver"], "receiver": given.values["sender"]}
            mirror = ConditionValues(mirrored, given.isced_fields, given.clarification, given.languages)
            written.append(_write(Condition(agreement=locked), locked, mirror))
    return written


@transaction.atomic
def remove_condition(condition: Condition, *, actor):
    """Take a condition off an agreement that can still be changed."""
    locked = _lock_for_terms(condition.agreement, actor)
    with history.action("agreement.conditions", actor=actor, right=CHANGE, about=locked):
        condition.delete()


def _lock_for_terms(agreement, actor) -> Agreement:
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor is not None and not actor.has_perm(CHANGE, locked):
        raise RightMissing(_("You do not have the right to change this agreement."))
    if not locked.is_editable:
        raise PortalError(
            _(
                "The conditions of an agreement in the state “%(state)s” cannot be changed. "
                "Send it back or revise it first."
            )
            % {"state": locked.get_state_display()}
        )
    return locked


def _write(condition: Condition, agreement: Agreement, given: ConditionValues) -> Condition:
    for name, value in given.values.items():
        setattr(condition, name, value)
    _check(condition, agreement)
    condition.save()
    condition.condition_fields.exclude(isced_field__in=given.isced_fields).delete()
    for isced_field in given.isced_fields:
        ConditionField.objects.update_or_create(
            condition=condition, isced_field=isced_field, defaults={"clarification": given.clarification}
        )
    condition.languages.all().delete()
    ConditionLanguage.objects.bulk_create(
        ConditionLanguage(condition=condition, language=row.language, level=row.level, isced_field=row.isced_field)
        for row in given.languages
    )
    return condition


def _check(condition: Condition, agreement: Agreement):
    parties = set(agreement.parties.values_list("institution", flat=True))
    if condition.sender_id == condition.receiver_id:
        raise ValidationError(_("A condition runs between two different parties."))
    if not {condition.sender_id, condition.receiver_id} <= parties:
        raise ValidationError(_("A condition runs between two parties of the agreement."))
    if condition.kind in MobilityKind.of_students:
        condition.total_days = None
    else:
        condition.total_months = None
    if condition.first_year and condition.last_year and condition.last_year < condition.first_year:
        raise ValidationError({"last_year": _("The last academic year lies before the first.")})
    condition.full_clean(validate_constraints=False)
