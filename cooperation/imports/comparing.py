"""What a row changes of a row that is there, and how the report says it."""

from datetime import date

from django.db import models
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst

SHOWN = 80


def changed(existing: models.Model, values: dict) -> dict:
    """Those of ``values`` that are others in ``existing``."""
    return {name: value for name, value in values.items() if getattr(existing, name) != value}


def told(existing: models.Model, values: dict) -> list[str]:
    """A note for each value: what it was and what it becomes."""
    return [
        f"{label_of(type(existing), name)}: {_worded(existing, name)} → {_worded(existing, name, value)}"
        for name, value in values.items()
    ]


def label_of(model: type[models.Model], name: str) -> str:
    return capfirst(str(model._meta.get_field(name).verbose_name))


def _worded(existing: models.Model, name: str, *becomes) -> str:
    value = becomes[0] if becomes else getattr(existing, name)
    if value in (None, ""):
        return "—"
    if isinstance(value, date):
        return date_format(value)
    choices = dict(existing._meta.get_field(name).choices or ())
    return Truncator(str(choices.get(value, value))).chars(SHOWN)
