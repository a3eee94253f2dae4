"""Whose rows people may comment on: their detail pages then show the thread."""

from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Commentable:
    """A model whose rows people may comment on: its manager has ``visible_to``, its rows ``get_absolute_url``.

    ``related`` are the relations that a row's title and address need.
    """

    model: type[models.Model]
    related: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What addresses call the model: "agreements.agreement"."""
        return self.model._meta.label_lower

    def visible_to(self, user):
        """The rows ``user`` may read, and whose comments therefore."""
        rows: Any = self.model._default_manager  # of a model whose queryset knows ``visible_to``
        return rows.visible_to(user).select_related(*self.related)


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
