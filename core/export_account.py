"""What an exported file contains: which list, filters, order and columns, who asked for it, when, how many rows."""

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _


def account_of(title: str, filterset, columns: dict, *, order: str, user, count: int, visible: int) -> list[tuple]:
    """Lines (what, words) for the second sheet, or for the text beside a CSV file.

    ``visible`` is how many rows the person may see at all, ``count`` how many of them the file has.
    """
    now = date_format(timezone.localtime(), "DATETIME_FORMAT")
    return [
        (_("List"), title),
        (_("Exported by"), str(user)),
        (_("Exported on"), now),
        *(filters_in_words(filterset) or [(_("Filters"), _("none"))]),
        (_("Order"), order),
        (_("Columns"), ", ".join(str(column.verbose_name) for column in columns.values())),
        (_("Rows in this file"), number_format(count, force_grouping=True)),
        (_("Rows left out that you may see"), number_format(max(visible - count, 0), force_grouping=True)),
    ]


def filters_in_words(filterset) -> list[tuple[str, str]]:
    """Each filter that was set, with its name and what was chosen."""
    found = [(_("Search"), filterset.searched)] if filterset.search_name and filterset.searched else []
    found += [(chip.label, chip.shown) for chip in filterset.set_chips()]
    found += [(str(filterset.filters[name].label), value) for name, value in filterset.kept()]
    return [(_("Filter: %(name)s") % {"name": name}, words) for name, words in found]


def order_in_words(table, sort: str) -> str:
    """By which column, and which way."""
    label = table.base_columns[sort.removeprefix("-")].verbose_name
    return _("%(column)s, descending") % {"column": label} if sort.startswith("-") else str(label)
