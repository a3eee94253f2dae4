"""What a merger writes, row by row, so that it can be shown before, carried out at once, and undone."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import models

from partners.enums import StepKind

MOST_AT_ONCE = 1000


@dataclass
class Step:
    """One row and what happens to it. ``note`` says to people what is special about it ("": it simply moves).

    ``before`` and ``after`` hold values by column; of a row that is taken away ``before`` is all of it, of one that is
    added ``after`` is. ``pk`` of an added row is known when it is written.
    """

    kind: StepKind
    model: type[models.Model]
    pk: int | None
    title: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    note: str = ""

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


def change(row: models.Model, values: Mapping[str, Any], *, title: str | None = None, note: str = "") -> Step:
    """``row`` gets other values; ``values`` by column ("institution_id"). ``title`` in the place of ``str(row)``."""
    before = {column: getattr(row, column) for column in values}
    called = str(row) if title is None else title
    return Step(StepKind.CHANGE, type(row), row.pk, called, before, dict(values), note)


def removal(
    row: models.Model, *, title: str | None = None, note: str = "", besides: Collection[models.Model] = ()
) -> Iterator[Step]:
    """``row`` goes, and before it what the database would let go with it, so that an undo finds every row.

    ``besides``: rows that hang on it now, but were moved elsewhere by an earlier step.
    """
    for relation in _relations_to(row):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: row})
        if relation.on_delete is models.CASCADE:
            for dependent in rows:
                if dependent not in besides:
                    yield from removal(dependent)
        elif relation.on_delete is models.SET_NULL:
            yield from (change(dependent, {relation.field.attname: None}) for dependent in rows)
    called = str(row) if title is None else title
    yield Step(StepKind.REMOVE, type(row), row.pk, called, values_of(row), note=note)


def _relations_to(row: models.Model):
    """Foreign keys of other models to this one's, histories aside."""
    fields = row._meta.get_fields(include_hidden=True)
    relations = (field for field in fields if (field.one_to_many or field.one_to_one) and field.auto_created)
    return [relation for relation in relations if not hasattr(relation.related_model, "pgh_tracked_model")]


def add(row: models.Model, *, note: str = "") -> Step:
    """``row``, not saved yet, comes."""
    return Step(StepKind.ADD, type(row), None, str(row), after=values_of(row), note=note)


def values_of(row: models.Model) -> dict[str, Any]:
    """All of a row but its key and what the database makes of it."""
    columns = (column for column in row._meta.concrete_fields if not column.primary_key and not column.generated)
    return {column.attname: getattr(row, column.attname) for column in columns}


def carry_out(steps: Iterable[Step]):
    """Write the steps in their order, like ones at once; added rows get their key."""
    for (kind, model, _values), alike in _runs(list(steps), lambda step: step.after):
        if kind == StepKind.ADD:
            for step in alike:
                step.pk = model._base_manager.create(**step.after).pk
        elif kind == StepKind.REMOVE:
            _rows(model, alike).delete()
        else:
            _rows(model, alike).update(**alike[0].after)


def take_back(steps: Iterable[Step]):
    """Write the contrary of the steps, the last first."""
    for (kind, model, _values), alike in _runs(list(steps)[::-1], lambda step: step.before):
        if kind == StepKind.REMOVE:
            _insert_again(model, alike)
        elif kind == StepKind.ADD:
            _rows(model, alike).delete()
        else:
            _rows(model, alike).update(**alike[0].before)


def _insert_again(model, steps: list[Step]):
    """With the instants at which the rows first came, which an insert would set anew."""
    model._base_manager.bulk_create([model(pk=step.pk, **step.before) for step in steps])
    first_instants = [
        column.attname for column in model._meta.concrete_fields if getattr(column, "auto_now_add", False)
    ]
    for step in steps if first_instants else ():
        instants = {name: step.before[name] for name in first_instants}
        model._base_manager.filter(pk=step.pk).update(**instants)


def _runs(steps: list[Step], values) -> Iterator[tuple[tuple, list[Step]]]:
    """Neighbouring steps that one statement can write."""

    def key(step: Step):
        is_change = step.kind == StepKind.CHANGE
        return step.kind, step.model, repr(sorted(values(step).items())) if is_change else ""

    for shared, run in groupby(steps, key):
        rows = list(run)
        for start in range(0, len(rows), MOST_AT_ONCE):
            yield shared, rows[start : start + MOST_AT_ONCE]


def _rows(model, steps: list[Step]):
    return model._base_manager.filter(pk__in=[step.pk for step in steps])


def model_named(label: str) -> type[models.Model]:
    return apps.get_model(label)


def read_values(model: type[models.Model], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the model holds them, from how a step keeps them."""
    columns = {column.attname: column for column in model._meta.concrete_fields}
    return {name: _read(columns[name], value) for name, value in stored.items() if name in columns}


def _read(column: Any, value):
    """Foreign keys are read by the column they point at."""
    target = column.target_field if column.is_relation else column
    return None if value is None else target.to_python(value)
