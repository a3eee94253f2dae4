"""What a room lets people change in many rows at once."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models

from core.errors import PortalError


def as_wanted(before, wanted):
    """The new value is the one that was chosen, whatever stood there."""
    return wanted


@dataclass(frozen=True)
class BulkField:
    """One thing that can be changed.

    Values are plain (what JSON holds). ``read`` takes the value from an object, ``combine`` makes the new one from the
    old and from what the person chose, ``words`` gives (value, its words) for several values at once.
    """

    name: str
    label: Any
    read: Callable[[Any], Any]
    words: Callable[[Collection], Iterable[tuple[Any, str]]]
    combine: Callable[[Any, Any], Any] = as_wanted


class BulkKind:
    """One kind of object. An instance serves one bulk edit, so a room may keep on it what it has looked up.

    A room gives the attributes, ``chosen`` (objects of a list as its filters narrow it), ``fetched`` (objects with what
    the fields read) and ``write``; and may give ``check``, which refuses a new value where undoing it must not be.
    """

    name = ""
    title: Any = ""
    model: Any  # a model with ``updated_at`` and ``get_absolute_url``
    right = ""
    list_url_name = ""
    form_class: type[forms.Form]
    fields: tuple[BulkField, ...] = ()

    def chosen(self, request, query) -> models.QuerySet:
        """The objects that the list shows this person for ``query`` (a QueryDict)."""
        raise NotImplementedError

    def fetched(self) -> models.QuerySet:
        raise NotImplementedError

    def label(self, obj) -> str:
        return str(obj)

    def check(self, obj, values: dict):
        """Raise ``PortalError`` where ``obj`` must not get these values though a service would write them."""

    def write(self, obj, values: dict, *, actor):
        """Give ``obj`` the values, by the services of the room."""
        raise NotImplementedError

    def address(self, key: int) -> str:
        """The page of the object with that key."""
        return self.model(pk=key).get_absolute_url()

    def values(self, obj, names: Collection[str]) -> dict:
        """The values that ``obj`` has now, of the fields of those names."""
        return {field.name: field.read(obj) for field in self.fields if field.name in names}

    def changed(self, before: dict, wanted: dict) -> dict:
        """The values after the change."""
        by_name = {field.name: field for field in self.fields}
        return {name: by_name[name].combine(value, wanted[name]) for name, value in before.items()}


_kinds: dict[str, type[BulkKind]] = {}


def register(kind: type[BulkKind]) -> type[BulkKind]:
    """Class decorator: let people change this kind of object in many at once."""
    _kinds[kind.name] = kind
    return kind


def kind_named(name: str) -> BulkKind:
    if name not in _kinds:
        raise PortalError("")
    return _kinds[name]()


def kind_of_list(list_name: str, user) -> BulkKind | None:
    """What the list of that name offers ``user`` to change; the list and the kind share their name."""
    kind = _kinds.get(list_name)
    return kind() if kind is not None and user.has_perm(kind.right) else None
