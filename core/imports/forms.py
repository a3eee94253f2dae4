"""What a person says about a spreadsheet: the file, then what its columns and words mean."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PortalForm
from core.imports.importer import Importer
from core.imports.mapping import Mapping, Target
from core.spreadsheets.table import Table

MOST_WORDS_OPEN = 12
SAMPLES = 3
LONGEST_SAMPLE = 60


class UploadForm(PortalForm):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XLSX, XLS, ODS or CSV, with the names of the columns in one row above the data."),
        allow_empty_file=True,  # an empty file gets the same sentence from every door
    )

    def __init__(self, *args, importer: Importer, **kwargs):
        super().__init__(*args, **kwargs)
        for option in () if importer.has_mapping else importer.options:
            self.fields[f"option-{option.name}"] = forms.CharField(
                label=option.label, help_text=option.help, required=False, max_length=60
            )

    def options(self) -> dict[str, str]:
        """What the person said beside the file; what they left open stays as proposed."""
        said = {name: value for name, value in self.cleaned_data.items() if name.startswith("option-") and value}
        return {name.removeprefix("option-"): value for name, value in said.items()}


@dataclass(frozen=True)
class ColumnLine:
    """One line of the table of columns: what we take, the field to choose with, what the file holds there."""

    target: Target
    field: forms.BoundField
    samples: list[str]


@dataclass(frozen=True)
class WordLine:
    """One word of the file, in how many rows it stands, and the field that gives it a meaning."""

    word: str
    rows: int
    field: forms.BoundField
    is_understood: bool


class MappingForm(PortalForm):
    """Built for one file: a choice for each target, each option and each word of the chosen columns.

    ``data`` may come from a page drawn for other columns: words it does not name get our proposal.
    """

    save_as = forms.CharField(
        label=gettext_lazy("Keep this mapping for the next time, as"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Leave it empty to use the mapping only now. One of the same name is replaced."),
    )
    is_shared = forms.BooleanField(label=gettext_lazy("Keep it for the whole office"), required=False)

    def __init__(self, data=None, *, importer: Importer, table: Table, mapping: Mapping):
        super().__init__(data)
        self.importer, self.table = importer, table
        self._add_columns(mapping)
        self.mapping = self._chosen(mapping)
        self._add_options(mapping)
        self._add_words()
        if self.is_bound:
            self._renumber_words()
        for field in self.fields.values():
            kinds = {forms.ChoiceField: "form-select", forms.BooleanField: "form-check-input"}
            field.widget.attrs["class"] = kinds.get(type(field), "form-control")

    def _add_columns(self, mapping: Mapping):
        choices = [("", _("– not in the file –")), *((column, column) for column in self.table.columns)]
        for target in self.importer.targets:
            self.fields[f"column-{target.name}"] = forms.ChoiceField(
                label=target.label, choices=choices, required=False, initial=mapping.columns.get(target.name, "")
            )

    def _chosen(self, mapping: Mapping) -> Mapping:
        """The mapping as the page stands now: columns as chosen, words as chosen or as proposed for these columns."""
        if not self.is_bound:
            return mapping
        chosen = {
            name: self.data.get(f"column-{name}", "") for name in (target.name for target in self.importer.targets)
        }
        columns = {name: column for name, column in chosen.items() if column in self.table.columns}
        options = {option.name: self.data.get(f"option-{option.name}", "").strip() for option in self.importer.options}
        fresh = Mapping(columns=columns, options=options)
        fresh.values = self.importer.propose_values(self.table, fresh)
        for target in self._targets_with_words():
            for index, word in enumerate(self.data.getlist(f"words-{target.name}")):
                fresh.values.setdefault(target.name, {})[word] = self.data.get(f"word-{target.name}-{index}", "")
        return fresh

    def _add_options(self, mapping: Mapping):
        for option in self.importer.options:
            choices = option.choices() if option.choices else None
            kind = {"choices": choices} if choices else {"max_length": 60}
            field = forms.ChoiceField if choices else forms.CharField
            self.fields[f"option-{option.name}"] = field(
                label=option.label,
                help_text=option.help,
                required=option.is_required,
                initial=mapping.option(option.name, option.default),
                **kind,
            )

    def _add_words(self):
        self._words: dict[str, list[str]] = {}
        for target in self._targets_with_words():
            words = self._words[target.name] = self.importer.values_to_map(target.name, self.table, self.mapping)
            offered = self.importer.value_choices(target.name) if words else []
            choices = [("", _("– not understood –")), *offered]
            for index, word in enumerate(words):
                self.fields[f"word-{target.name}-{index}"] = forms.ChoiceField(
                    label=word, choices=choices, required=False, initial=self.mapping.meaning(target.name, word)
                )

    def _renumber_words(self):
        """Words are numbered by the page they came from; after a change of columns the numbers mean other words."""
        data = self.data.copy()
        for target, words in self._words.items():
            for index, word in enumerate(words):
                data[f"word-{target}-{index}"] = self.mapping.meaning(target, word)
        self.data = data

    def _targets_with_words(self) -> list[Target]:
        return [target for target in self.importer.targets if target.has_values]

    def redrawn(self) -> "MappingForm":
        """An unbound form that shows what is chosen now, with the words of the columns chosen now."""
        form = MappingForm(importer=self.importer, table=self.table, mapping=self.mapping)
        form.initial |= {"save_as": self.data.get("save_as", ""), "is_shared": "is_shared" in self.data}
        return form

    @property
    def column_sections(self) -> list[tuple[str, list[ColumnLine]]]:
        """The lines of the table of columns under the headings of their sections."""
        sections: dict[str, list[ColumnLine]] = {}
        for target in self.importer.targets:
            samples = self._samples(self.mapping.columns.get(target.name, ""))
            line = ColumnLine(target, self[f"column-{target.name}"], samples)
            sections.setdefault(str(target.section), []).append(line)
        return list(sections.items())

    def _samples(self, column: str) -> list[str]:
        values = self.table.values_of(column)[:SAMPLES] if column else []
        lines = (" ".join(value.split()) for value in values)
        return [line if len(line) <= LONGEST_SAMPLE else f"{line[:LONGEST_SAMPLE]}…" for line in lines]

    @property
    def option_fields(self) -> list[forms.BoundField]:
        return [self[f"option-{option.name}"] for option in self.importer.options]

    @property
    def word_groups(self) -> list[dict]:
        """For each target with words: those nobody understands first, then the others, and how many of each."""
        groups = []
        for target in self._targets_with_words():
            lines = self._word_lines(target)
            unknown = [line for line in lines if not line.is_understood]
            known = [line for line in lines if line.is_understood]
            if lines:
                is_long = len(known) > MOST_WORDS_OPEN
                groups.append(
                    {"target": target, "lines": lines, "unknown": unknown, "known": known, "is_long": is_long}
                )
        return groups

    def _word_lines(self, target: Target) -> list[WordLine]:
        counts = self.importer.word_counts(target.name, self.table, self.mapping)
        return [
            WordLine(
                word, counts[word], self[f"word-{target.name}-{index}"], bool(self.mapping.meaning(target.name, word))
            )
            for index, word in enumerate(self._words[target.name])
        ]
