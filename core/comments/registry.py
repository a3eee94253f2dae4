"""Whose rows people may comment on: their detail pages then show the thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Commentable:
    """A model whose rows people may comment on: its manager has ``visible_to``, its rows ``get_absolute_url``.

    ``list_name`` is the address of the list they stand in, ``list_label`` what it is called. ``related`` are the
    relations that a row's title and address need, and ``placed``, which says what tells it from others of its name (its
    unit). ``is_open(obj)``: whether every reader on the staff may read it. Where comments may be internal,
    ``inside_right`` allows to write such, and ``inside`` names the method of its queryset that finds the rows whose
    internal ones a person reads.
    """

    model: type[models.Model]
    list_name: str
    list_label: Any
    related: tuple[str, ...] = ()
    placed: Callable[[Any], str] = lambda obj: ""
    is_open: Callable[[Any], bool] = lambda obj: False
    inside: str = ""
    inside_right: str = ""

    @property
    def label(self) -> str:
        """What addresses call the model: "agreements.agreement"."""
        return self.model._meta.label_lower

    def visible_to(self, user):
        """The rows ``user`` may read, and whose comments therefore."""
        rows: Any = self.model._default_manager  # of a model whose queryset knows ``visible_to``
        return rows.visible_to(user).select_related(*self.related)

    def kept_by(self, user):
        """The rows whose internal comments ``user`` reads."""
        return getattr(self.model._default_manager, self.inside)(user) if self.inside else self.visible_to(user)

    def may_write_inside(self, user, obj) -> bool:
        """Whether ``user`` may say something about ``obj`` to those alone who keep it."""
        return bool(self.inside) and user.has_perm(self.inside_right, obj)


_commentables: dict[str, Commentable] = {}


def register(commentable: Commentable):
    """Called by a room's ``commenting.py``."""
    _commentables[commentable.label] = commentable


def commentables() -> list[Commentable]:
    return list(_commentables.values())


def commentable(label: str) -> Commentable | None:
    return _commentables.get(label)


def may_see(person, obj) -> bool:
    """Whether ``person`` may read ``obj``, and so what is said about it."""
    return type(obj)._default_manager.visible_to(person).filter(pk=obj.pk).exists()


def may_read(person, obj, *, is_internal: bool) -> bool:
    """Whether ``person`` may read a comment on ``obj``."""
    known = commentable(obj._meta.label_lower)
    if known is None or not is_internal:
        return may_see(person, obj)
    return may_see(person, obj) and known.kept_by(person).filter(pk=obj.pk).exists()
