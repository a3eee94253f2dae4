"""Columns of a list page, shared by the page and its export."""

from collections.abc import Sequence
from dataclasses import dataclass

import django_tables2 as tables

from core.addresses import address_with


class ListColumn(tables.Column):
    """A column of a list page and of its export.

    ``order_by`` names indexed columns only: a heading one can sort by is a promise of speed.
    ``exported`` is a field path or an expression that the export reads in SQL (none: not exported), or a function
    that gives one, where it depends on the day;
    ``worded`` turns that value into words; ``on_page=False`` makes a column of the export alone.
    """

    def __init__(self, *args, exported=None, worded=None, on_page=True, is_number=False, **kwargs):
        kwargs.setdefault("orderable", "order_by" in kwargs)
        super().__init__(*args, visible=on_page, **kwargs)
        self.exported = exported
        self.worded = worded
        self.is_number = is_number


def words_of(choices):
    """Turns a stored value into the words of ``choices``, in the reader's language when it is asked."""
    return lambda value: str(choices(value).label) if value else ""


@dataclass(frozen=True)
class Heading:
    """One heading of a list: ``address`` sorts by it (empty where it cannot), ``direction`` is the present one."""

    name: str
    label: str
    address: str
    direction: str  # "", "ascending", "descending", as aria-sort wants it
    is_number: bool


class PortalTable(tables.Table):
    """Columns in the order of the page. Rows are drawn by ``row_template``, which costs a third of tables2's cells."""

    row_template = ""
    default_sort = ""

    @classmethod
    def sort_of(cls, asked: str) -> str:
        """The sort asked for ("ends", "-ends"), or the default where the column cannot be sorted by."""
        column = cls.base_columns.get(asked.removeprefix("-"))
        return asked if column is not None and column.orderable else cls.default_sort

    @classmethod
    def order_for(cls, sort: str):
        """Columns of the model for the sort, the primary key last so that pages never overlap."""
        order = cls.base_columns[sort.removeprefix("-")].order_by
        return list(order.opposite if sort.startswith("-") else order)

    @classmethod
    def headings(cls, sort: str, query, names: Sequence[str] = ()) -> list[Heading]:
        """What stands over the rows, with addresses that sort by it: the columns of the page, or those of ``names``."""
        shown = names or [name for name, column in cls.base_columns.items() if column.visible is not False]
        return [cls._heading(name, cls.base_columns[name], sort, query) for name in shown]

    @classmethod
    def _heading(cls, name, column, sort, query) -> Heading:
        direction = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
        address = ""
        if column.orderable:
            asked = f"-{name}" if direction == "ascending" else name
            address = address_with(query, sort=asked, without=["page"])
        return Heading(name, str(column.verbose_name), address, direction, column.is_number)

    @classmethod
    def exported_columns(cls) -> dict[str, ListColumn]:
        """The columns of the export, by name, in order."""
        return {
            name: column for name, column in cls.base_columns.items() if getattr(column, "exported", None) is not None
        }
