"""The states of a stay, written a second time by hand."""

import pytest

from mobility.enums import MobilityState
from mobility.workflow import mobility_workflow

ALLOWED = {
    ("nominated", "accept"): "accepted",
    ("nominated", "reject"): "rejected",
    ("nominated", "cancel"): "cancelled",
    ("accepted", "take_back"): "nominated",
    ("accepted", "agree"): "agreed",
    ("accepted", "cancel"): "cancelled",
    ("agreed", "begin"): "under_way",
    ("agreed", "cancel"): "cancelled",
    ("under_way", "complete"): "completed",
    ("under_way", "interrupt"): "interrupted",
    ("interrupted", "resume"): "under_way",
    ("interrupted", "close"): "closed",
    ("completed", "close"): "closed",
    ("rejected", "reopen"): "nominated",
    ("cancelled", "reopen"): "nominated",
}
BY_MACHINE = {"agree", "begin", "complete"}
WITH_A_WORD = {"reject", "take_back", "interrupt", "cancel", "reopen"}


@pytest.mark.parametrize("state", MobilityState.values)
@pytest.mark.parametrize("name", list(mobility_workflow.transitions))
def test_workflow_moves_along_its_edges_and_nowhere_else(state, name):
    edge = mobility_workflow.edges[name]
    assert (edge.target if state in edge.sources else None) == ALLOWED.get((state, name))


def test_moves_that_time_makes_and_those_that_want_a_word():
    rules = mobility_workflow.transitions
    assert {name for name, rule in rules.items() if rule.by_machine} == BY_MACHINE
    assert {name for name, rule in rules.items() if rule.note_needed} == WITH_A_WORD
