"""The database's own copy of a workflow: no statement, whoever sends it, leaves the edges."""

from dataclasses import dataclass

import pgtrigger


@dataclass(frozen=True)
class Edge:
    """One named move of a workflow: from any of ``sources`` to ``target``."""

    name: str
    sources: tuple[str, ...]
    target: str


class StateMachine(pgtrigger.FSM):
    """Refuse an UPDATE of ``field`` that follows no edge, as a check violation.

    The stock trigger raises an internal error; named ``<table>_<field>_edge`` and raised as a
    check violation it reaches Python as ``IntegrityError`` and can be told from other faults.
    INSERT may enter any state: imported rows arrive as active or ended.
    """

    def __init__(self, *, field: str, edges: tuple[Edge, ...]):
        pairs = sorted({(str(source), str(edge.target)) for edge in edges for source in edge.sources})
        super().__init__(name=f"{field}_edges", field=field, transitions=pairs)

    def get_func(self, model):
        violation = (
            "TG_TABLE_NAME USING ERRCODE = 'check_violation', "
            f"CONSTRAINT = '{constraint_name(model, self.field)}', TABLE = TG_TABLE_NAME, COLUMN = '{self.field}';"
        )
        return super().get_func(model).replace("TG_TABLE_NAME;", violation, 1)


def constraint_name(model, field: str) -> str:
    """Name under which the database reports a move that follows no edge."""
    return f"{model._meta.db_table}_{field}_edge"
