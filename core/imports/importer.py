"""What a room must offer to take spreadsheets in, and the list of those who do."""

from collections import Counter
from collections.abc import Mapping as Words

from django.utils.translation import gettext as _

from core.errors import PortalError
from core.imports.mapping import (
    Mapping,
    MappingIncomplete,
    Option,
    Target,
    check_columns,
    check_options,
    propose_columns,
)
from core.imports.plans import Plan
from core.imports.vocabulary import Vocabulary
from core.jobs import Progress
from core.spreadsheets.table import Table

MOST_WORDS = 200
IMPORTERS: dict[str, "Importer"] = {}


class Importer:
    """One kind of spreadsheet. Sub-classes read in ``plan`` and write in ``carry_out``, never otherwise.

    ``targets`` without ``has_mapping`` are columns that must be there under one of their names.
    ``is_personal``: what is in a file depends on whose it is, so nobody else sees it (``of``).
    ``back_url`` names the list of what was imported, ``back_query`` makes it show what it leaves out of itself.
    """

    name: str
    title: str
    description: str
    right: str
    back_url: str = ""
    back_query: str = ""
    has_mapping = False
    is_personal = False
    targets: tuple[Target, ...] = ()
    options: tuple[Option, ...] = ()
    vocabularies: Words[str, Vocabulary] = {}

    def of(self, person) -> "Importer":
        """The importer as it works for ``person``: itself, unless what may be taken in depends on who they are."""
        return self

    def propose(self, table: Table, *, file_name: str = "") -> Mapping:
        """The mapping a person would most likely choose."""
        defaults = {option.name: option.default for option in self.options if option.default}
        mapping = Mapping(columns=propose_columns(self.targets, table), options=defaults)
        mapping.values = self.propose_values(table, mapping)
        return mapping

    def propose_values(self, table: Table, mapping: Mapping) -> dict[str, dict[str, str]]:
        """Target → {cell: our word}, as far as the words of the chosen columns are understood."""
        chosen = {name: words for name, words in self.vocabularies.items() if mapping.columns.get(name)}
        return {name: words.propose(self.word_counts(name, table, mapping)) for name, words in chosen.items()}

    def value_choices(self, target: str) -> list[tuple[str, str]]:
        """Our words for the values of a target with ``has_values``."""
        return self.vocabularies[target].choices() if target in self.vocabularies else []

    def words_in(self, target: str, cell: str) -> list[str]:
        """The words of a cell that need a meaning: the whole cell, unless a room splits it."""
        if target in self.vocabularies:
            return self.vocabularies[target].words_in(cell)
        return [cell] if cell else []

    def word_counts(self, target: str, table: Table, mapping: Mapping) -> Counter:
        """In how many rows each word of the target's column stands, in the order of the file."""
        cells = (mapping.cell(row, target) for row in table.rows)
        return Counter(word for cell in cells for word in self.words_in(target, cell))

    def values_to_map(self, target: str, table: Table, mapping: Mapping) -> list[str]:
        """The distinct words of the target's column, at most ``MOST_WORDS``: more are no vocabulary."""
        return list(self.word_counts(target, table, mapping))[:MOST_WORDS]

    def check(self, table: Table, mapping: Mapping):
        """Raise ``MappingIncomplete`` when no plan can be made."""
        check_columns(self.targets, mapping, table)
        check_options(self.options, mapping)
        for name, meanings in mapping.values.items():
            self._check_meanings(name, meanings)

    def _check_meanings(self, target: str, meanings: dict[str, str]):
        if not any(meanings.values()):
            return
        allowed = dict(self.value_choices(target))
        for value, meaning in meanings.items():
            if meaning and meaning not in allowed:
                words = {"value": value, "meaning": meaning}
                raise MappingIncomplete(_("“%(value)s” cannot mean “%(meaning)s”.") % words)

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        raise NotImplementedError

    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        raise NotImplementedError


def register(importer: Importer):
    """Make an importer known under its name."""
    IMPORTERS[importer.name] = importer


def importer_named(name: str) -> Importer:
    """Raise ``PortalError`` for a name nobody registered."""
    try:
        return IMPORTERS[name]
    except KeyError as error:
        raise PortalError(_("There is no import called “%(name)s”.") % {"name": name}) from error


def importers_for(user) -> list[Importer]:
    """The imports ``user`` may make."""
    return [importer for importer in IMPORTERS.values() if user.has_perm(importer.right)]
