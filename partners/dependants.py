"""What hangs on an institution, so that a merger moves all of it: rooms declare theirs in a module ``merging.py``.

A foreign key to institutions that nobody declared makes every merger refuse: better not merged than half moved.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from partners.merge_steps import Step, change
from partners.models import Institution


@dataclass(frozen=True)
class Movement:
    """From where to where rows move."""

    survivor: Institution
    absorbed: Institution


@dataclass(frozen=True)
class Dependant:
    """Rows of ``model`` that hang on an institution by ``fields``, in a merger.

    ``words(count)`` names them ("3 contacts"). ``steps(movement)`` says what happens to each; without it every row
    moves. ``stays``: rows that tell of the absorbed institution itself, and belong to it for good. ``is_told``: whether
    people are told of them before they agree.
    """

    model: type[models.Model]
    fields: tuple[str, ...]
    words: Callable[[int], str]
    steps: Callable[[Movement], Iterable[Step]] | None = None
    order: int = 50
    stays: bool = False
    is_told: bool = True

    def steps_of(self, movement: Movement) -> list[Step]:
        if self.stays:
            return []
        return list(self.steps(movement) if self.steps else move_all(self.model, self.fields, movement))


def move_all(model: type[models.Model], fields: Iterable[str], movement: Movement) -> Iterator[Step]:
    """Every row of ``model`` that points at the absorbed institution will point at the survivor."""
    for name in fields:
        for row in rows_of(model, name, movement.absorbed):
            yield change(row, {f"{name}_id": movement.survivor.pk})


def rows_of(model: type[models.Model], name: str, institution: Institution):
    """The rows that point at ``institution``, with what their titles need."""
    related = [column.name for column in model._meta.concrete_fields if column.is_relation and not column.null]
    return model._base_manager.filter(**{name: institution}).select_related(*related).order_by("pk")


_dependants: dict[tuple[str, tuple[str, ...]], Dependant] = {}


def register(dependant: Dependant):
    """Called by a room's ``merging.py``."""
    _dependants[dependant.model._meta.label, dependant.fields] = dependant


def dependants() -> list[Dependant]:
    return sorted(_dependants.values(), key=lambda dependant: dependant.order)


def links_to_institutions() -> set[tuple[str, str]]:
    """(model, field) of every foreign key to institutions, histories aside: those name rows that may be gone."""
    return {
        (model._meta.label, column.name)
        for model in apps.get_models(include_auto_created=True)
        if not hasattr(model, "pgh_tracked_model") and not model._meta.proxy
        for column in model._meta.local_concrete_fields
        if column.related_model is Institution
    }


def undeclared() -> set[tuple[str, str]]:
    """Foreign keys to institutions of which no room says what a merger does with them."""
    declared = {(label, name) for label, fields in _dependants for name in fields}
    return links_to_institutions() - declared
