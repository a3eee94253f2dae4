"""How one source's columns and values are understood: proposed by us, decided by a person, kept as JSON."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import PortalError
from core.search_text import fold
from core.spreadsheets.table import Table

LEAVE_OUT = "-"  # a value whose rows are deliberately not taken


class MappingIncomplete(PortalError):
    """The mapping cannot be used as it is; the sentence says what is missing."""


@dataclass(frozen=True)
class Target:
    """A fact we can take from a column. ``headings`` are folded words under which people keep it.

    Our own label, in any language of the portal, is recognised too. ``section`` is what the page groups it under.
    """

    name: str
    label: str
    headings: tuple[str, ...] = ()
    help: str = ""
    is_required: bool = False
    has_values: bool = False
    section: str = ""

    def names(self) -> tuple[str, ...]:
        """Folded: our label in each language, then the other headings."""
        labels = []
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                labels.append(fold(str(self.label)))
        return (*dict.fromkeys(labels), *self.headings)


def headed(name: str, label, headings: str, explanation="", **further) -> Target:
    """A target whose ``headings`` are written with commas between them."""
    return Target(name, label, tuple(filter(None, headings.split(", "))), explanation, **further)


def of_section(section, *targets: Target) -> tuple[Target, ...]:
    return tuple(replace(target, section=section) for target in targets)


@dataclass(frozen=True)
class Option:
    """A decision about the whole file: a list of choices or a text. ``check`` returns a sentence or nothing."""

    name: str
    label: str
    help: str = ""
    default: str = ""
    choices: Callable[[], list[tuple[str, str]]] | None = None
    is_required: bool = False
    check: Callable[[str], str | None] | None = None


@dataclass
class Mapping:
    """``columns``: target → heading; ``values``: target → {cell: ours}; ``options``: name → text."""

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data) -> "Mapping":
        """Read what a person or an earlier run wrote. Raises ``MappingIncomplete`` for another shape."""
        if not isinstance(data, dict) or not all(_is_text_map(data.get(part, {})) for part in ("columns", "options")):
            raise MappingIncomplete(
                _("The mapping is not in the expected form: an object with columns, values and options.")
            )
        values = data.get("values", {})
        if not isinstance(values, dict) or not all(_is_text_map(choices) for choices in values.values()):
            raise MappingIncomplete(_("The values of the mapping are not in the expected form."))
        return cls(
            dict(data.get("columns", {})), {name: dict(v) for name, v in values.items()}, dict(data.get("options", {}))
        )

    def overlaid(self, other: "Mapping") -> "Mapping":
        """This mapping with what ``other`` says put over it."""
        values = {
            name: self.values.get(name, {}) | other.values.get(name, {}) for name in {*self.values, *other.values}
        }
        return Mapping(self.columns | other.columns, values, self.options | other.options)

    def as_json(self) -> dict:
        return {"columns": self.columns, "values": self.values, "options": self.options}

    def cell(self, row, target: str) -> str:
        """The text of ``row`` for a target, empty when no column was chosen for it."""
        column = self.columns.get(target)
        return row[column] if column else ""

    def option(self, name: str, default: str = "") -> str:
        return self.options.get(name) or default

    def meaning(self, target: str, value: str) -> str:
        """Our word for a cell, empty when nobody has decided."""
        return self.values.get(target, {}).get(value, "")


def _is_text_map(data) -> bool:
    return isinstance(data, dict) and all(
        isinstance(key, str) and isinstance(value, str) for key, value in data.items()
    )


def propose_columns(targets: Iterable[Target], table: Table) -> dict[str, str]:
    """The likeliest heading for each target: the same words first, then a heading that contains them."""
    folded = {column: fold(column) for column in table.columns}
    names = {target.name: target.names() for target in targets}
    proposed: dict[str, str] = {}
    for is_same in (str.__eq__, _contains_words):
        for target, headings in names.items():
            if target in proposed:
                continue
            free = [column for column in table.columns if column not in proposed.values()]
            found = (column for words in headings for column in free if is_same(folded[column], words))
            if column := next(found, None):
                proposed[target] = column
    return proposed


def _contains_words(heading: str, words: str) -> bool:
    return f" {words} " in f" {heading} "


def check_columns(targets: Iterable[Target], mapping: Mapping, table: Table):
    """Raise ``MappingIncomplete`` where a required column is not chosen or a chosen one is not in the file."""
    missing = [str(target.label) for target in targets if target.is_required and not mapping.columns.get(target.name)]
    if missing:
        raise MappingIncomplete(_("Please choose the column for: %(targets)s.") % {"targets": ", ".join(missing)})
    unknown = [column for column in mapping.columns.values() if column and column not in table.columns]
    if unknown:
        raise MappingIncomplete(_("The file has no column “%(column)s”.") % {"column": unknown[0]})


def check_options(options: Iterable[Option], mapping: Mapping):
    """Raise ``MappingIncomplete`` for a required option without a value, or a value that cannot be."""
    for option in options:
        value = mapping.option(option.name)
        if option.is_required and not value:
            raise MappingIncomplete(_("Please fill in: %(option)s.") % {"option": option.label})
        if value and option.choices and value not in dict(option.choices()):
            raise MappingIncomplete(
                _("“%(value)s” is not a choice for: %(option)s.") % {"value": value, "option": option.label}
            )
        if value and option.check and (sentence := option.check(value)):
            raise MappingIncomplete(sentence)
