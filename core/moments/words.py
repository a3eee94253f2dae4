"""Values of rows as people read them: choices by their label, dates in their format, what is pointed to by its name."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.moments.snapshots import Row

LONGEST = 1000


class Words:
    """Says the values of ``rows``; what they point to is read with one query for each model."""

    def __init__(self, rows: Iterable[Row]):
        wanted: dict = defaultdict(set)
        for row in rows:
            for column in row.model._meta.concrete_fields:
                if column.is_relation and row.values.get(column.attname) is not None:
                    wanted[column.related_model].add(row.values[column.attname])
        self._names = {model: model._base_manager.in_bulk(list(keys)) for model, keys in wanted.items()}

    def word(self, column, value) -> str:
        """The value of ``column``; "" for none."""
        if value is None or value in ("", []):
            return ""
        if column.is_relation:
            named = self._names.get(column.related_model, {}).get(value)
            return str(named) if named is not None else _("removed since")
        if isinstance(value, list):
            return ", ".join(self.word(column.base_field, single) for single in value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return str(dict(column.flatchoices).get(value, value)) if column.choices else _plain(value)

    def called(self, row: Row) -> str:
        """What a row is called in its history."""
        names = row.part.named_by if row.part else ()
        columns: list[Any] = [row.model._meta.get_field(name) for name in names]
        said = (self.word(column, row.values.get(column.attname)) for column in columns)
        return " · ".join(word for word in said if word)


def _plain(value) -> str:
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, int):
        return number_format(value, force_grouping=False)
    if isinstance(value, Decimal):
        return number_format(f"{value:f}".rstrip("0").rstrip(".") if value % 1 else int(value), force_grouping=False)
    return Truncator(str(value)).chars(LONGEST)
