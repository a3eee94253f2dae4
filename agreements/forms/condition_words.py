"""Fields of study and languages of a condition as people write them in a cell: one a line, code or name first."""

import re
from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.models import Condition, ConditionField, ProposedCondition
from agreements.services.conditions import LanguageValues
from core.search_text import fold
from reference.enums import CefrLevel
from reference.models import IscedField, Language

LONGEST_CLARIFICATION = 200
MOST_LINES = 20
CODE_FIRST = re.compile(r"^(\d+)\b[\s:·–-]*(.*)$")
FIELD_LAST = re.compile(r"^(.*?)[\s:(]+(\d+)\)?$")
LEVEL = re.compile(r"^(.*?)\s+([A-Za-z]\d)$")


class Words:
    """The fields and languages there are, read once for all rows of a table."""

    def __init__(self):
        self.fields = {field.pk: field for field in IscedField.objects.detailed()}
        self.field_names = {fold(name): field for field in self.fields.values() for name in _names(field)}
        languages = list(Language.objects.all())
        self.languages = {fold(name): language for language in languages for name in _names(language)}
        self.languages |= {language.pk: language for language in languages}

    def read_fields(self, text: str) -> dict[str, str]:
        """The clarification of each written field by its code; ``ValidationError`` names every line that is none."""
        return _read(text, self._field)

    def read_languages(self, text: str) -> list[LanguageValues]:
        """``English B2``, ``sv``, ``en C1 0613``, one a line."""
        rows = _read(text, self._language)
        return list(rows.values())

    def _field(self, line: str) -> tuple[str, str]:
        match = CODE_FIRST.match(line)
        field = self.fields.get(match[1]) if match else self.field_names.get(fold(line))
        if field is None:
            raise ValidationError(
                _("“%(line)s”: begin with the four digits of a field of education, such as 0613.") % {"line": line[:60]}
            )
        words = match[2] if match else ""
        for name in _names(field):  # the official name is no clarification
            if words.casefold().startswith(name.casefold()):
                words = words[len(name) :].lstrip(" :·–-")
        return field.pk, _checked(words, line)

    def _language(self, line: str) -> tuple[tuple, LanguageValues]:
        rest, field, level = line, None, ""
        if match := FIELD_LAST.match(rest):
            rest, field = match[1], self.fields.get(match[2])
            if field is None:
                raise ValidationError(_("“%(line)s”: a field has four digits.") % {"line": line[:60]})
        if match := LEVEL.match(rest.strip()):
            rest, level = match[1], match[2].upper()
        language = self.languages.get(fold(rest))
        if language is None or (level and level not in CefrLevel.values):
            raise ValidationError(
                _("“%(line)s”: write a language and its level from A1 to C2, such as English B2.") % {"line": line[:60]}
            )
        return (language, field), LanguageValues(language, level, field)


def _names(row) -> list[str]:
    return [name for name in (row.name_en, row.name_sv) if name]


def _read(text: str, read_line) -> dict:
    lines = [line.strip() for line in re.split(r"[\n;]", text) if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValidationError(_("At most %(count)d lines are understood.") % {"count": MOST_LINES})
    found, problems = {}, []
    for line in lines:
        try:
            key, value = read_line(line)
        except ValidationError as error:
            problems.append(error)
        else:
            found.setdefault(key, value)
    if problems:
        raise ValidationError(problems)
    return found


def _checked(words: str, line: str) -> str:
    if len(words) > LONGEST_CLARIFICATION:
        raise ValidationError(
            _("“%(line)s…”: at most %(count)d characters for a field.")
            % {"line": line[:40], "count": LONGEST_CLARIFICATION}
        )
    return words


def written_fields(condition: Condition | ProposedCondition) -> str:
    """As ``Words.read_fields`` reads them back."""
    lines = []
    for row in condition.condition_fields.all():
        words = f": {row.clarification}" if row.clarification else ""
        lines.append(f"{row.isced_field_id} {row.isced_field.name}{words}")
    return "\n".join(lines)


def written_languages(condition: Condition | ProposedCondition) -> str:
    rows = condition.languages.all()
    return "\n".join(" ".join(filter(None, [row.language.name, row.level, row.isced_field_id])) for row in rows)


def clarifications_from(text: str, chosen: Collection[str]) -> dict[str, str]:
    """Lines that begin with the code of a chosen field are for it, the others for all that have none of their own."""
    own, shared = {}, []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        match = CODE_FIRST.match(line)
        if match and len(match[1]) == 4 and match[1] not in chosen:
            raise ValidationError(_("“%(line)s”: this field is not chosen above.") % {"line": line[:60]})
        if match and match[1] in chosen:
            own[match[1]] = _checked(match[2], line)
        else:
            shared.append(line)
    for_all = _checked(" ".join(shared), text)
    return {code: own.get(code, for_all) for code in chosen}


def written_clarifications(rows: Iterable[ConditionField]) -> str:
    """One line for all fields where they say the same, else a line for each that says something."""
    said = {row.isced_field_id: row.clarification for row in rows}
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    return "\n".join(f"{code} {words}" for code, words in said.items() if words)
