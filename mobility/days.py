"""Days that a person can mean: a slip of the pen (the year 0202, or 9999) is told beside its field."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

YEARS = range(2000, 2100)


def days_nobody_means(obj, names: Iterable[str]) -> dict[str, str]:
    """A sentence for each of the date fields ``names`` of ``obj`` whose year cannot be meant."""
    return _slips({name: getattr(obj, name) for name in names})


def refuse_days_nobody_means(**days: date | None):
    """Raise ``ValidationError`` beside each field whose year cannot be meant."""
    if errors := _slips(days):
        raise ValidationError(errors)


def _slips(days: dict[str, date | None]) -> dict[str, str]:
    sentence = _("Give a date between 2000 and 2099.")
    return {name: sentence for name, day in days.items() if day and day.year not in YEARS}
