"""A condition as a row says it, beside the one that is there: which one it is, and what differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.imports.conditions.agreements import Known
from agreements.imports.conditions.cells import Said
from agreements.models import Condition
from agreements.services.conditions import ConditionValues, LanguageValues
from core.imports.plans import RowPlan


@dataclass(eq=False)
class Spec:
    """One direction of one row. ``existing`` is the condition it is about, once that is found."""

    plan: RowPlan
    known: Known
    sender: int
    receiver: int
    said: Said
    key: str = ""
    existing: Condition | None = None

    @property
    def is_new(self) -> bool:
        return self.existing is None

    def place(self) -> tuple:
        """Conditions of one place can be the same."""
        return self.known.agreement.pk, self.sender, self.receiver, self.said.plain["kind"]

    def mark(self) -> tuple:
        """Two rows with one mark say the same."""
        plain = tuple(sorted((name, str(value)) for name, value in self.said.plain.items()))
        return self.place(), plain, str(self.said.fields), str(self.said.languages)


def place_of(condition: Condition) -> tuple:
    return condition.agreement_id, condition.sender_id, condition.receiver_id, condition.kind


def differences(condition: Condition, said: Said) -> list[tuple[str, str, str]]:
    """(name, was, becomes) of what the row says otherwise; what it does not say differs in nothing."""
    found = [
        (_name_of(name), _worded(condition, name, before), _worded(condition, name, after))
        for name, after in said.plain.items()
        if (before := _value(condition, name)) != after
    ]
    fields = {row.isced_field_id: row.clarification for row in condition.condition_fields.all()}
    if said.fields is not None and said.fields != fields:
        found.append((_("Fields of education"), _fields_in_words(fields), _fields_in_words(said.fields)))
    languages = languages_of(condition)
    if said.languages is not None and _marks(said.languages) != _marks(languages):
        found.append((_("Languages"), _languages_in_words(languages), _languages_in_words(said.languages)))
    return found


def _value(condition: Condition, name: str) -> Any:
    value = getattr(condition, name)
    if name == "eqf_levels":
        return sorted(value)
    return value.strip() if isinstance(value, str) else value


def has_fields(condition: Condition, codes: Iterable[str]) -> bool:
    return {row.isced_field_id for row in condition.condition_fields.all()} == set(codes)


def languages_of(condition: Condition) -> tuple[LanguageValues, ...]:
    return tuple(LanguageValues(row.language, row.level, row.isced_field) for row in condition.languages.all())


def values_of(spec: Spec) -> ConditionValues:
    """What the service writes: what the row says, over what is there."""
    said, existing = spec.said, spec.existing
    fields, languages = said.fields, said.languages
    if existing is not None and fields is None:
        fields = {row.isced_field_id: row.clarification for row in existing.condition_fields.all()}
    if existing is not None and languages is None:
        languages = languages_of(existing)
    plain = said.plain | {"sender_id": spec.sender, "receiver_id": spec.receiver}
    return ConditionValues(plain, clarifications=fields or {}, languages=languages or ())


def _name_of(name: str) -> str:
    return capfirst(str(Condition._meta.get_field(name.removesuffix("_id")).verbose_name))


def _worded(condition: Condition, name: str, value) -> str:
    if value is None or value in ("", []):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in ("first_year", "last_year"):
        return f"{value}/{(value + 1) % 100:02}"
    if name.endswith("_id"):
        related = Condition._meta.get_field(name.removesuffix("_id")).related_model
        return str(related._default_manager.filter(pk=value).first() or "—")
    if name == "eqf_levels":
        return ", ".join(map(str, value))
    return str(value)


def _fields_in_words(fields: dict[str, str]) -> str:
    return ", ".join(f"{code} {words}".strip() for code, words in fields.items()) or "—"


def _marks(languages) -> set[tuple]:
    return {(row.language.pk, row.level, row.isced_field and row.isced_field.pk) for row in languages}


def _languages_in_words(languages) -> str:
    said = (
        " ".join(filter(None, [row.language.name, row.level, row.isced_field and row.isced_field.pk]))
        for row in languages
    )
    return ", ".join(said) or "—"
