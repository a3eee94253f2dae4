"""Operations of migrations beside Django's own."""

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Operations done one after the other on one state of the models.

    After each operation Django draws the models anew that know of the changed one, and with them all that know of
    those: half a second each in a house of some hundred models that hang together. Drawn once for all of
    ``operations``, five hundred of them take seconds instead of a minute.

    Only for operations of one kind, none of which needs what another of them leaves behind: tables, then columns, then
    constraints, indexes and triggers.
    """

    def __init__(self, operations: list[Operation]):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # drawn anew when it is asked for, and not after each operation
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"{len(self.operations)} operations together"
