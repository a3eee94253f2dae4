"""A condition put back with its fields of study and its languages."""

from django.utils.translation import gettext as _

from agreements.models import Condition, ConditionField, ConditionLanguage
from agreements.services.conditions import ConditionValues, LanguageValues, remove_condition, save_condition
from core.moments.rows import Hanging, RowKeeper
from reference.models import IscedField, Language

NOT_WRITTEN = {"id", "agreement", "is_people_undecided"}


class ConditionKeeper(RowKeeper):
    """Conditions change while the agreement is a draft or being approved; in force, by an amendment alone."""

    def refusal(self, row: Hanging) -> str:
        agreement = row.obj
        if agreement.is_editable or agreement.is_being_approved:
            return ""
        sentence = _("Conditions cannot be changed in the state “%(state)s”: only an amendment changes them.")
        return sentence % {"state": agreement.get_state_display()}

    def put_back(self, row: Hanging, *, actor, is_confirmed: bool):
        present = Condition.objects.filter(pk=row.key[1], agreement=row.obj).first()
        if row.was:
            save_condition(
                row.obj, actor=actor, given=_given(row), condition=present, starts_approval_anew=is_confirmed
            )
        elif present:
            remove_condition(present, actor=actor, starts_approval_anew=is_confirmed)


def _given(row: Hanging) -> ConditionValues:
    """The condition as it was, as a form would give it."""
    then = row.row.values
    columns = [column for column in Condition._meta.concrete_fields if column.name not in NOT_WRITTEN]
    fields = {values["isced_field_id"]: values["clarification"] for values in row.was_below(ConditionField)}
    return ConditionValues(
        {column.attname: then[column.attname] for column in columns if column.attname in then},
        tuple(IscedField.objects.filter(pk__in=fields)),
        fields,
        tuple(_languages(row.was_below(ConditionLanguage))),
    )


def _languages(rows: list[dict]):
    languages = Language.objects.in_bulk([values["language_id"] for values in rows])
    fields = IscedField.objects.in_bulk([values["isced_field_id"] for values in rows if values["isced_field_id"]])
    for values in rows:
        yield LanguageValues(languages[values["language_id"]], values["level"], fields.get(values["isced_field_id"]))
