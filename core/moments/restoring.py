"""One field of an object put back as it was: through the form that changes it, so that nothing is checked otherwise."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.form_values import posted_values
from core.history_entries import Story
from core.moments.moments import instant_of
from core.moments.snapshots import Row, snapshot_of
from core.moments.values import shown_columns
from core.moments.words import Words


@dataclass
class Restoration:
    """What putting a field back would make: ``form`` is bound with it; ``refusals`` say why it is not possible.

    ``asks_for_a_yes`` says what it means beside itself.
    """

    name: str
    label: str
    at: datetime
    now: str
    becomes: str
    form: Any
    refusals: list[str] = field(default_factory=list)
    asks_for_a_yes: str = ""

    @property
    def is_the_same(self) -> bool:
        return self.now == self.becomes


def restoration_of(obj, story: Story, name: str, at: datetime, form: Callable) -> Restoration | None:
    """The field ``name`` of ``obj`` as it was at ``at``; None where history does not tell it, or not of that moment.

    ``form(data=None)`` gives the room's form for ``obj`` as it is now.
    """
    key = (story.model._meta.label, obj.pk)
    then = snapshot_of(obj, Story(story.model, (), story.hidden), at).get(key)
    column = next((each for each in shown_columns(then, story) if each.name == name), None) if then else None
    if then is None or column is None:
        return None
    now = Row(story.model, None, {column.attname: getattr(obj, column.attname)})
    words = Words([then, now])
    value = then.values[column.attname]
    found = Restoration(
        name,
        str(capfirst(column.verbose_name)),
        at,
        words.word(column, now.values[column.attname]),
        words.word(column, value),
        form=form(),
    )
    if name not in found.form.fields:
        found.refusals.append(no_field(obj, found.label))
        return found
    found.form = form(data=_with(found.form, name, value))
    found.refusals += _refusals(found)
    return found


def seen_at_of(data) -> datetime | None:
    """The version of the object that the preview was drawn from."""
    return instant_of(data.get("seen_at", ""))


def _with(form, name: str, value) -> QueryDict:
    """What sending ``form`` as it is drawn would send, but for the one field."""
    form.initial[name] = value
    data = QueryDict(mutable=True)
    for each, values in posted_values(form).items():
        data.setlist(form.add_prefix(each), values)
    return data


def _refusals(found: Restoration) -> list[str]:
    """Why the form does not take it: what can no longer be chosen is named, everything else says the form."""
    sentences = []
    for name, errors in found.form.errors.as_data().items():
        for error in errors:
            if name == found.name and error.code == "invalid_choice":
                words = {"field": found.label, "value": found.becomes}
                sentences.append(_("“%(value)s” can no longer be chosen for “%(field)s”.") % words)
                continue
            said = " ".join(strip_tags(str(message)) for message in error.messages)
            sentences.append(said if name in ("__all__", found.name) else f"{found.form[name].label}: {said}")
    return sentences


def no_field(obj, label: str) -> str:
    """Why a field that the form does not have now cannot be put back."""
    if hasattr(obj, "get_state_display"):
        words = {"field": label, "state": obj.get_state_display()}
        return _("“%(field)s” cannot be changed in the state “%(state)s”.") % words
    return _("“%(field)s” cannot be changed on the form of this page.") % {"field": label}
