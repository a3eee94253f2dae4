"""What a request must hold to be complete, and who may do what with it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.constraints import violated_constraint
from core.errors import PortalError, RightMissing, TransitionRefused
from mobility.bips.services import change_bip
from mobility.models import BipPartner, SupportRequest
from mobility.support.enums import SupportState
from mobility.support.services import begin_request, change_request, send_request, withdraw_request
from mobility.support.workflow import support_workflow
from tests.mobility.factories import SupportRequestFactory

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("draft", "send"): "waiting",
    ("waiting", "grant"): "granted",
    ("waiting", "refuse"): "refused",
    ("granted", "refuse"): "refused",
    ("draft", "withdraw"): "withdrawn",
    ("waiting", "withdraw"): "withdrawn",
    ("granted", "withdraw"): "withdrawn",
}
MOVES = ["send", "grant", "refuse", "withdraw"]


def test_workflow_moves_along_its_edges_and_nowhere_else(programme, officer):
    assert set(support_workflow.transitions) == set(MOVES)
    for state in SupportState.values:
        for name in MOVES:
            row = SupportRequestFactory(bip=programme(), state=state, completed_at="2026-01-01T12:00Z")
            if target := ALLOWED.get((state, name)):
                assert support_workflow.perform(name, row, actor=officer, note="because").state == target
            else:
                with pytest.raises(TransitionRefused):
                    support_workflow.perform(name, row, actor=officer, note="because")
            SupportRequest.objects.all().delete()


def test_database_refuses_a_state_that_follows_no_edge(programme):
    row = SupportRequestFactory(bip=programme(), state="withdrawn")
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        SupportRequest.objects.filter(pk=row.pk).update(state="draft")
    assert violated_constraint(refusal.value) == "mobility_supportrequest_state_edge"


def test_an_incomplete_request_has_no_place_in_the_order(programme, ask, coordinator):
    bip = programme(academic_year=2020)
    BipPartner.objects.filter(institution__country="FI").delete()
    row = ask(bip, purpose="", is_announced=False)
    with pytest.raises(TransitionRefused) as refusal:
        send_request(row, actor=coordinator)
    assert refusal.value.reasons == [
        "Say what the support is for.",
        "Ask the international office first, and say that you did.",
        "This support is not offered for 2020/21.",
        "Name at least 2 partners from 2 countries beside us.",
    ]
    row.refresh_from_db()
    assert (row.state, row.completed_at) == ("draft", None)


def test_a_place_is_for_a_stay_of_ours_in_a_programme_we_support(programme, place, coordinator):
    row = place(programme())
    with pytest.raises(TransitionRefused, match="ask for that first"):
        send_request(row, actor=coordinator)
    row.stay.direction = "incoming"
    row.stay.save()
    with pytest.raises(TransitionRefused, match="not one from us"):
        send_request(row, actor=coordinator)


def test_what_was_sent_stays_as_it_was_sent(programme, ask, coordinator):
    row = send_request(ask(programme()), actor=coordinator)
    with pytest.raises(PortalError, match="end of the list"):
        change_request(row, actor=coordinator, purpose="More")


def test_a_programme_stays_in_the_year_in_which_support_is_asked(programme, ask, coordinator):
    bip = programme()
    send_request(ask(bip), actor=coordinator)
    with pytest.raises(ValidationError, match="withdraw that first"):
        change_bip(bip, actor=coordinator, academic_year=2027)
    assert change_bip(bip, actor=coordinator, title="Other").title == "Other"


def test_a_stranger_to_the_unit_neither_asks_nor_reads_nor_withdraws(programme, ask, coordinator, outsider, reader):
    row = send_request(ask(programme()), actor=coordinator)
    fields = {"bip": programme(), "scheme": row.scheme, "kind": "programme"}
    for stranger in (outsider, reader):
        assert not SupportRequest.objects.visible_to(stranger).exists()
        with pytest.raises(RightMissing):
            begin_request(actor=stranger, **fields)
        with pytest.raises(RightMissing):
            withdraw_request(row, actor=stranger)
    assert list(SupportRequest.objects.visible_to(coordinator)) == [row]


def test_the_office_grants_nobody_out_of_turn(programme, ask, coordinator, officer):
    rows = [send_request(ask(programme()), actor=coordinator) for _number in range(3)]
    with pytest.raises(TransitionRefused, match="came earlier"):
        support_workflow.perform("grant", rows[2], actor=officer)
