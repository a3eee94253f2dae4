"""Migrates the template database of the tests in a quarter of the time.

Nine tenths of Django's time go into rendering every related model anew after each operation, and here every model
is related to every other. Most operations need the new class of their own model alone. Whatever renames, removes
or moves data still meets models that were all rendered together, as Django itself does it for RunPython.
``tests/operations/test_services.py`` compares the outcome with the tables of a portal that was set up in earnest.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db.migrations import Migration, operations
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from core.migration_operations import Together

QUICK = (
    operations.AddConstraint,
    operations.AddField,
    operations.AddIndex,
    operations.AlterField,
    operations.AlterIndexTogether,
    operations.AlterModelManagers,
    operations.AlterModelOptions,
    operations.AlterUniqueTogether,
    operations.CreateModel,
    operations.RemoveConstraint,
    operations.RemoveIndex,
    operations.RunPython,
    operations.RunSQL,
    AddTrigger,
    RemoveTrigger,
    Together,
)


@contextmanager
def quick_migrations() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Migration, "apply", quickly(Migration.apply))
        yield


def quickly(apply):
    def apply_quickly(migration, state, schema_editor, **options):
        with pytest.MonkeyPatch.context() as patch:
            if all(isinstance(operation, QUICK) for operation in migration.operations):
                patch.setattr(ProjectState, "_find_reload_model", itself_and_its_children)
            else:
                state.clear_delayed_apps_cache()
            return apply(migration, state, schema_editor, **options)

    return apply_quickly


def itself_and_its_children(state, app_label, model_name, delay=False):
    """Which models are rendered anew; the others are told apart as delayed, so that data never meets a stale one."""
    state.is_delayed = True
    key = f"{app_label}.{model_name}".lower()
    children = {child for child, model in state.models.items() if key in {str(base).lower() for base in model.bases}}
    return {(app_label, model_name)} | children
