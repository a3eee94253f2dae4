"""Operations of migrations beside Django's own."""

from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Operations done one after the other on one state of the models.

    After each operation Django draws the models anew that know of the changed one, and with them all that know of
    those: half a second each in a house of some hundred models that hang together. Here the changed models alone are
    drawn, and once for all of ``operations``; the others are told apart as delayed, as Django does it itself, so that
    functions and data meet models which were all drawn together.

    Only for operations of one kind, none of which needs what another of them leaves behind: tables, then columns, then
    constraints, indexes and triggers.
    """

    def __init__(self, operations: list[Operation]):
        self.operations = operations

    def state_forwards(self, app_label, state):
        drawn = state.__dict__.pop("apps", None)  # without them, no operation draws anything
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if drawn is not None:
            state.__dict__["apps"] = drawn
            state.is_delayed = True
            state._reload(_with_children(state, {(app_label, _model_of(operation)) for operation in self.operations}))

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"{len(self.operations)} operations together"


def _model_of(operation: Operation) -> str:
    return str(getattr(operation, "model_name", "") or getattr(operation, "name", "")).lower()


def _with_children(state: ProjectState, models: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """``models`` and those that inherit from them, whose classes would keep the parent that was."""
    names = {f"{app_label}.{name}" for app_label, name in models}
    bases = {key: {str(base).lower() for base in model.bases} for key, model in state.models.items()}
    return models | {key for key, named in bases.items() if named & names}
