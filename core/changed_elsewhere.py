"""A form that a colleague was faster with: what they changed beside what one has typed, field by field.

What the person had not touched takes the new value, what they typed stays; nothing is written before they save again.
"""

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from core.form_values import posted_values, same_values
from core.history_deeds import who_acted

Values = dict[str, list[str]]

MOST_EVENTS = 100
LONGEST = 300


@dataclass(frozen=True)
class ChangedField:
    """One field that a colleague changed meanwhile, in words; ``mine`` is what the person typed, where that differs."""

    label: str
    was: str
    now: str
    mine: str
    who: str

    @property
    def is_contested(self) -> bool:
        """Whether both have written it: what the person typed stays in the form."""
        return bool(self.mine)


@dataclass(frozen=True)
class Meeting:
    """What became of a form whose object was changed elsewhere: ``values`` are those to draw it with."""

    changed: list[ChangedField]
    values: Values


def meet(obj, *, seen: Values, mine: Values, drawn) -> Meeting:
    """Bring three versions together: as the form was drawn, as it was typed, as ``drawn`` (a form of the row) is now.

    ``obj`` is the row as it is now; None for a form of no one row, whose writers are not named.
    """
    now, who = posted_values(drawn), _who_wrote(obj)
    values, changed = dict(mine), []
    for name, standing in now.items():
        was, typed = seen.get(name, []), mine.get(name, [])
        if same_values(standing, was) or name not in seen:
            continue
        is_contested = not same_values(typed, was) and not same_values(typed, standing)
        if not is_contested:
            values[name] = standing
        said = [_said(drawn[name], each) for each in (was, standing, typed)]
        label = str(capfirst(drawn[name].label))
        mine_said = (said[2] or "—") if is_contested else ""
        changed.append(ChangedField(label, said[0], said[1], mine_said, who.get(name, who.get("", ""))))
    return Meeting(changed, values)


def read_values(text: str) -> Values | None:
    """The values that a form carried since it was drawn; None for what is none, or was tampered with."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    is_sound = isinstance(found, dict) and all(
        isinstance(values, list) and all(isinstance(value, str) for value in values) for values in found.values()
    )
    return found if is_sound else None


def _said(bound, values: list[str]) -> str:
    """What was sent, as the form shows it: labels of choices, yes and no, the text itself."""
    choices = getattr(bound.field, "choices", None)
    if choices is None:
        words = [_("yes") if value == "on" else value for value in values]
    else:
        labels = {str(value): str(label) for value, label in choices}
        words = [labels.get(value, _("removed since")) for value in values if value]
    return Truncator(", ".join(word for word in words if word)).chars(LONGEST)


def _who_wrote(obj) -> dict[str, str]:
    """By field who changed it last, and under "" who changed anything; read from the events of history."""
    model: Any = type(obj)
    if obj is None or obj.pk is None:
        return {}
    columns = {field.attname: field.name for field in model._meta.concrete_fields}
    events = model.pgh_event_model.objects.filter(pgh_obj_id=obj.pk).order_by("-pgh_created_at", "-pgh_id")
    tracked = {field.attname for field in events.model._meta.concrete_fields} & columns.keys()
    rows = list(events.values("pgh_context", *tracked)[:MOST_EVENTS])
    found = {"": who_acted(rows[0]["pgh_context"] or {})} if rows else {}
    for newer, older in pairwise(rows):
        for column in tracked:
            if newer[column] != older[column]:
                found.setdefault(columns[column], who_acted(newer["pgh_context"] or {}))
    return found
