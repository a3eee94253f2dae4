"""Which columns of a list a person sees and exports, and in what order: part of the address, so a saved view keeps it.

Chosen columns are read like those of the export, in SQL, and drawn by one template for all lists.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format, number_format

from core.exports import expressions_of
from core.tables import PortalTable

ASKED = "columns"  # of the address: names in order, with commas between
MOST_POSITION = 999


@dataclass(frozen=True)
class Cell:
    label: str
    text: str
    is_number: bool


@dataclass(frozen=True)
class Choice:
    """One line of the chooser: ``position`` where it stands among the chosen (empty: not chosen)."""

    name: str
    label: str
    position: int | str


def chosen_columns(table: type[PortalTable], query) -> list[str]:
    """The columns the address asks for, as far as the list has them; nothing where it asks for none."""
    known = table.exported_columns()
    return [name for name in dict.fromkeys(query.get(ASKED, "").split(",")) if name in known]


def choices_of(table: type[PortalTable], query) -> list[Choice]:
    """Every column there is, the chosen ones first; without a choice, those of the page."""
    known = table.exported_columns()
    chosen = chosen_columns(table, query) or [name for name, column in known.items() if column.visible is not False]
    rest = [name for name in known if name not in chosen]
    positions = {name: position for position, name in enumerate(chosen, start=1)}
    return [Choice(name, str(known[name].verbose_name), positions.get(name, "")) for name in (*chosen, *rest)]


def columns_from_form(table: type[PortalTable], data) -> list[str]:
    """The ticked columns in the order of the numbers beside them; what is no number stands last."""
    known = table.exported_columns()
    ticked = [name for name in dict.fromkeys(data.getlist("column")) if name in known]
    return sorted(ticked, key=lambda name: _number(data.get(f"position-{name}", "")))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_POSITION)) else MOST_POSITION


def with_columns(queryset, table: type[PortalTable], names: list[str]):
    """``queryset`` with the values of the columns of those names on each row."""
    known = table.exported_columns()
    return queryset.annotate(**expressions_of({name: known[name] for name in names}))


def cells_of(row, table: type[PortalTable], names: list[str]) -> list[Cell]:
    """The chosen cells of a row that ``with_columns`` read, in words."""
    known = table.exported_columns()
    return [
        Cell(str(known[name].verbose_name), _text(getattr(row, f"exported_{name}"), known[name]), known[name].is_number)
        for name in names
    ]


def _text(value, column) -> str:
    if column.worded and value is not None:
        value = column.worded(value)
    if value is None or value == "":
        return ""
    if isinstance(value, dt.date):
        return date_format(value, "DATE_FORMAT")
    return number_format(value, force_grouping=True) if isinstance(value, int) else str(value)
