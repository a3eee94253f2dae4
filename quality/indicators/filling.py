"""The form in which the values of a follow-up are filled in, whole or in part."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.changed_elsewhere import read_values
from core.form_values import posted_values, same_values
from core.forms import PortalForm
from quality.enums import IndicatorKind
from quality.indicators.numbers import figure_text, read_figure
from quality.indicators.sheet import Sheet, SheetRow
from quality.indicators.values import Entry
from quality.models import Indicator


class FigureField(forms.CharField):
    """A number as people write it (``quality.indicators.numbers``)."""

    def __init__(self, *, is_share: bool, **kwargs):
        super().__init__(required=False, max_length=60, **kwargs)
        self.is_share = is_share
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value):
        return read_figure(super().clean(value), is_share=self.is_share)


class Line(NamedTuple):
    """One indicator of the form: ``value`` is None where a file or the portal gives it."""

    row: SheetRow
    value: forms.BoundField | None
    note: forms.BoundField


class FileForm(PortalForm):
    """The file that an indicator asks for."""

    file = forms.FileField(label=_("File"), help_text=_("PDF, Word, Excel, OpenDocument, picture or plain text."))


class SheetForm(PortalForm):
    """A field for each indicator that people fill in, and a remark beside each. Nothing is required to be saved."""

    seen_values = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args, sheet: Sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {row.indicator.pk: row for row in sheet.rows}
        for key, row in self.rows.items():
            if field := value_field(row.indicator):
                self.fields[f"value-{key}"] = field
                self.initial[f"value-{key}"] = _shown(row)
            label = _("Remark on “%(name)s”") % {"name": row.indicator.name}
            self.fields[f"note-{key}"] = forms.CharField(label=label, max_length=500, required=False)
            self.initial[f"note-{key}"] = row.value.note if row.value else ""
        self.fields["seen_values"].initial = lambda: json.dumps(posted_values(self))

    @property
    def groups(self):
        """None: the page draws its lines itself."""
        return []

    @property
    def lines(self) -> Iterator[Line]:
        for key, row in self.rows.items():
            name = f"value-{key}"
            yield Line(row, self[name] if name in self.fields else None, self[f"note-{key}"])

    def entries(self) -> tuple[dict[int, Entry], dict[int, Entry]]:
        """What the person changed, and what stood there as they saw it, by key of the indicator."""
        sent, seen = self.data, read_values(self.cleaned_data["seen_values"])
        mine, before = {}, {}
        for key in self.rows:
            names = [name for name in (f"value-{key}", f"note-{key}") if name in self.fields]
            if seen is None:
                mine[key] = self._entry(key)
            elif any(not same_values(sent.getlist(name), seen.get(name, [])) for name in names):
                mine[key], before[key] = self._entry(key), self._entry_seen(key, seen)
        return mine, before

    def _entry(self, key: int) -> Entry:
        given, note = self.cleaned_data.get(f"value-{key}"), self.cleaned_data[f"note-{key}"]
        return _entry(self.rows[key], given, note)

    def _entry_seen(self, key: int, seen: dict[str, list[str]]) -> Entry:
        text, note = ("".join(seen.get(f"{part}-{key}", [])) for part in ("value", "note"))
        if not self.rows[key].indicator.has_figure:
            return _entry(self.rows[key], text, note)
        try:
            return _entry(self.rows[key], read_figure(text, may_be_negative=True), note)
        except ValidationError:
            return Entry(note=note)


def value_field(indicator: Indicator) -> forms.Field | None:
    """The field of an indicator; None where a file or the portal gives the value."""
    label = indicator.name
    if indicator.figure or indicator.kind == IndicatorKind.FILE:
        return None
    if indicator.has_figure:
        return FigureField(is_share=indicator.is_share, label=label)
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=8000, required=False, widget=area)


def _shown(row: SheetRow) -> str:
    if row.value is None:
        return ""
    return figure_text(row.value.number) if row.indicator.has_figure else row.value.text


def _entry(row: SheetRow, given, note: str) -> Entry:
    if row.is_computed:
        return Entry(number=row.value.number if row.value else None, note=note)
    if row.indicator.has_figure:
        return Entry(number=given, note=note)
    return Entry(text=(given or "").replace("\r\n", "\n"), note=note)
