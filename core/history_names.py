"""Stored values of history's events in words: choices by their label, dates in their format, others by their name."""

from collections import defaultdict
from datetime import date

from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

LONGEST_VALUE = 200


class Names:
    """Turns stored values into words; what foreign keys point to is read once for each model."""

    def __init__(self, events, rows):
        wanted: dict = defaultdict(set)
        for event in events:
            part = rows[event.pgh_obj_model]
            model = part.model if part else rows[""].model
            for column in model._meta.concrete_fields:
                if column.is_relation:
                    wanted[column.related_model] |= _keys(event, column)
        self._labels = {model: self._read(model, keys) for model, keys in wanted.items() if keys}

    def _read(self, model, keys) -> dict[str, str]:
        return {str(pk): str(row) for pk, row in model._base_manager.in_bulk(list(keys)).items()}

    def word(self, column, value) -> str:
        """The value as a person reads it; "" for none."""
        if value is None or value in ("", []):
            return ""
        if column.is_relation:
            return self._labels.get(column.related_model, {}).get(str(value), _("removed since"))
        if isinstance(value, list):
            return ", ".join(self.word(column.base_field, single) for single in value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        return _dated(column, value) or Truncator(str(value)).chars(LONGEST_VALUE)


def _keys(event, column) -> set:
    found = {(event.pgh_data or {}).get(column.attname), *((event.pgh_diff or {}).get(column.attname) or ())}
    return {key for key in found if key is not None}


def _dated(column, value) -> str:
    if isinstance(column, models.DateTimeField):
        instant = parse_datetime(value)
        return date_format(localtime(instant), "DATETIME_FORMAT") if instant else ""
    if isinstance(column, models.DateField):
        day: date | None = parse_date(value)
        return date_format(day, "DATE_FORMAT") if day else ""
    return ""
