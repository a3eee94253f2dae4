"""The diagram of a request's states, written a second time by hand."""

import pytest
from django.db import IntegrityError, transaction

from core.constraints import violated_constraint
from core.errors import RightMissing, TransitionRefused
from partners.models import PartnershipRequest
from partners.requests.enums import RequestState
from partners.requests.workflow import request_workflow
from tests.partners.factories import InstitutionFactory
from tests.partners.requests.factories import PartnershipRequestFactory

ALLOWED = {
    ("unconfirmed", "confirm"): "received",
    ("received", "take_up"): "in_triage",
    ("received", "accept"): "accepted",
    ("in_triage", "accept"): "accepted",
    ("received", "decline"): "declined",
    ("in_triage", "decline"): "declined",
    ("received", "withdraw"): "withdrawn",
    ("in_triage", "withdraw"): "withdrawn",
    ("received", "mark_spam"): "spam",
    ("in_triage", "mark_spam"): "spam",
    ("spam", "not_spam"): "received",
}
MOVES = ["confirm", "take_up", "accept", "decline", "withdraw", "mark_spam", "not_spam"]
OFFICE = {"officer"}
MAY = {"withdraw": {"coordinator", "head", "officer"}} | dict.fromkeys(
    ("take_up", "accept", "decline", "mark_spam", "not_spam"), OFFICE
)


@pytest.fixture
def asked(unit):
    """A request in a state, with everything that any guard asks for."""
    return lambda state, **given: PartnershipRequestFactory(
        **{"state": state, "unit": unit, "institution": InstitutionFactory(), **given}
    )


def test_table_names_every_move_and_every_state():
    assert {name for _state, name in ALLOWED} == set(MOVES) == set(request_workflow.transitions)
    assert {state for state, _name in ALLOWED} | set(ALLOWED.values()) == set(RequestState.values)


@pytest.mark.django_db
def test_workflow_moves_along_its_edges_and_nowhere_else(asked, officer):
    for state in RequestState.values:
        for name in MOVES:
            row = asked(state)
            if state == "unconfirmed" and name == "confirm":
                continue  # with its dates: see the public form
            actor = None if name == "confirm" else officer
            if target := ALLOWED.get((state, name)):
                assert request_workflow.perform(name, row, actor=actor, note="because").state == target
            else:
                with pytest.raises(TransitionRefused):
                    request_workflow.perform(name, row, actor=actor, note="because")


@pytest.mark.django_db
def test_database_refuses_a_state_that_follows_no_edge(asked):
    row = asked("declined")
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        PartnershipRequest.objects.filter(pk=row.pk).update(state="accepted")
    assert violated_constraint(refusal.value) == "partners_partnershiprequest_state_edge"


@pytest.mark.django_db
def test_moves_are_for_those_of_the_table_and_strangers_requests_for_the_office_alone(
    asked, reader, coordinator, head, officer, outsider, auditor, administrator
):
    people = {
        "reader": reader, "coordinator": coordinator, "head": head, "officer": officer, "outsider": outsider,
        "auditor": auditor, "administrator": administrator,
    }  # fmt: skip
    for name, allowed in MAY.items():
        state = next(state for state, move in ALLOWED if move == name)
        proposer = None if name == "mark_spam" else coordinator
        may = {
            label
            for label, user in people.items()
            if any(move.name == name for move in request_workflow.moves_for(user, asked(state, proposed_by=proposer)))
        }
        assert may == allowed, name
    foreign = asked("received")
    with pytest.raises(RightMissing):
        request_workflow.perform("withdraw", foreign, actor=coordinator, note="Not mine")
    with pytest.raises(TransitionRefused, match="decline it with an answer instead"):
        request_workflow.perform("mark_spam", asked("received", proposed_by=coordinator), actor=officer)
