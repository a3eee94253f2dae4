"""Writes of the import of conditions: new ones in sets, changes by the service, each with its history."""

from dataclasses import replace

from agreements.imports.conditions.comparing import Spec, values_of
from agreements.models import Agreement, Condition, ConditionField, ConditionLanguage
from agreements.services.conditions import ConditionRow, save_conditions
from core.jobs import Progress
from reference.models import IscedField

ROWS_AT_ONCE = 1000


def write(specs: list[Spec], *, actor, progress: Progress):
    """The caller holds the transaction and the history action."""
    new = [spec for spec in specs if spec.is_new]
    list(
        Agreement.objects.select_for_update().filter(pk__in={spec.known.agreement.pk for spec in specs}).order_by("pk")
    )
    for start in range(0, len(new), ROWS_AT_ONCE):
        _add(new[start : start + ROWS_AT_ONCE])
        progress(min(start + ROWS_AT_ONCE, len(specs)), len(specs))
    fields = IscedField.objects.in_bulk()
    for spec in specs:
        if not spec.is_new:
            _change(spec, fields, actor)


def _add(specs: list[Spec]):
    conditions = Condition.objects.bulk_create(
        Condition(
            agreement_id=spec.known.agreement.pk, sender_id=spec.sender, receiver_id=spec.receiver, **spec.said.plain
        )
        for spec in specs
    )
    written = list(zip(conditions, specs, strict=True))
    ConditionField.objects.bulk_create(
        ConditionField(condition=condition, isced_field_id=code, clarification=words)
        for condition, spec in written
        for code, words in (spec.said.fields or {}).items()
    )
    ConditionLanguage.objects.bulk_create(
        ConditionLanguage(condition=condition, language=row.language, level=row.level, isced_field=row.isced_field)
        for condition, spec in written
        for row in spec.said.languages or ()
    )


def _change(spec: Spec, fields, actor):
    given = values_of(spec)
    given = replace(given, isced_fields=tuple(fields[code] for code in given.clarifications))
    save_conditions(spec.known.agreement, actor=actor, rows=[ConditionRow(given, spec.existing)])
