"""First come, first served (BIP-12): by the instant of the complete request, with a list that moves up by itself."""

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.enums import Role
from mobility.bips.services import move_bip
from mobility.bips.watched import move_programmes
from mobility.models import Mobility, SupportRequest
from mobility.support.rules import left_of_fund, position_of
from mobility.support.services import (
    move_up_everywhere,
    refuse_request,
    send_request,
    withdraw_request,
)
from reminders.models import OutgoingMail
from tests.agreements.test_two_at_once import both
from tests.mobility.factories import SupportSchemeFactory

MOST_EXAMPLES = 12


def states(bip):
    rows = SupportRequest.objects.filter(bip=bip, kind="place").order_by("completed_at", "pk")
    return [(row.state, position_of(row)) for row in rows]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_for_the_last_place_at_once_one_gets_it_and_one_waits_first(
    supported, place, coordinator, person, unit
):
    bip, colleague = supported(places=1), person(Role.COORDINATOR, unit, name="Colleague")
    first, second = place(bip), place(bip, asked_by=colleague)
    results = both(
        lambda: send_request(first, actor=coordinator),
        lambda: send_request(second, actor=colleague),
    )
    assert all(isinstance(result, SupportRequest) for result in results), results
    assert states(bip) == [("granted", 0), ("waiting", 1)]
    told = OutgoingMail.objects.order_by("pk").values_list("subject", flat=True)
    assert sorted(subject.rpartition(": ")[2] for subject in told) == ["Granted", "On the waiting list"]


@pytest.mark.django_db
@settings(max_examples=MOST_EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(0, 5), max_size=12), st.integers(0, 3))
def test_whatever_is_asked_and_withdrawn_the_order_holds_and_no_place_is_given_twice(
    supported, place, coordinator, presses, most
):
    """A number sends the request of that number, or withdraws it where it stands."""
    with transaction.atomic():
        bip = supported(places=most)
        rows = [place(bip) for _number in range(6)]
        for number in presses:
            row = SupportRequest.objects.get(pk=rows[number].pk)
            if row.state == "draft":
                send_request(row, actor=coordinator)
            elif row.state != "withdrawn":
                withdraw_request(row, actor=coordinator)
            standing = [state for state, _position in states(bip) if state in ("granted", "waiting")]
            assert standing == sorted(standing)  # every granted one came before every waiting one
            assert standing.count("granted") == min(most, len(standing))
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_two_programmes_a_year_and_the_next_year_anew(programme, ask, coordinator, officer):
    rows = [ask(programme()) for _number in range(3)]
    for row in rows:
        send_request(row, actor=coordinator)
    next_year = send_request(ask(programme(academic_year=2027)), actor=coordinator)
    assert [SupportRequest.objects.get(pk=row.pk).state for row in rows] == ["granted", "granted", "waiting"]
    assert next_year.state == "granted"
    refuse_request(rows[0], actor=officer, note="Not this time")
    assert [SupportRequest.objects.get(pk=row.pk).state for row in rows] == ["refused", "granted", "granted"]


@pytest.mark.django_db
def test_the_contribution_is_given_once_and_never_more_than_is_left(programme, ask, coordinator):
    scheme = SupportSchemeFactory(programmes_a_year=9, contribution=2000, fund=5000)
    first = programme()
    again = programme(earlier_edition=first)
    amounts = [
        send_request(ask(bip, scheme=scheme), actor=coordinator).contribution
        for bip in (first, again, programme(), programme(), programme())
    ]
    assert amounts == [2000, 0, 2000, 1000, 0]
    assert left_of_fund(scheme) == 0
    withdraw_request(SupportRequest.objects.get(bip=first), actor=coordinator)
    assert left_of_fund(scheme) == 2000


@pytest.mark.django_db
def test_an_administrator_who_gives_more_lets_the_list_move_up(supported, place, coordinator):
    bip = supported(places=1)
    for row in (place(bip), place(bip)):
        send_request(row, actor=coordinator)
    scheme = SupportSchemeFactory()
    scheme.places_each = 2
    scheme.save()
    move_up_everywhere(scheme)
    assert states(bip) == [("granted", 0), ("granted", 0)]


@pytest.mark.django_db
def test_a_cancelled_programme_lets_go_of_all_that_was_asked_and_grants_nobody_on_the_way(
    supported, place, coordinator, person, unit
):
    bip, colleague = supported(places=1), person(Role.COORDINATOR, unit, name="Colleague")
    for row in (place(bip, asked_by=colleague), place(bip, asked_by=colleague)):
        send_request(row, actor=coordinator)
    OutgoingMail.objects.all().delete()
    move_bip(bip, "cancel", actor=coordinator, note="Too few")
    assert set(SupportRequest.objects.filter(bip=bip).values_list("state", flat=True)) == {"withdrawn"}
    mails = OutgoingMail.objects.all()
    assert {mail.subject.rpartition(": ")[2] for mail in mails} == {"Withdrawn"}
    assert all("Reason: The programme is cancelled." in mail.text for mail in mails)


@pytest.mark.django_db
def test_the_night_frees_the_place_of_a_stay_that_came_to_nothing(supported, place, coordinator):
    bip = supported(places=1)
    first, second = place(bip), place(bip)
    for row in (first, second):
        send_request(row, actor=coordinator)
    Mobility.objects.filter(pk=first.stay_id).update(state="cancelled")
    assert move_programmes(timezone.localdate()).deeds == {"support.withdraw": 1}
    assert {row.pk: row.state for row in SupportRequest.objects.filter(kind="place")} == {
        first.pk: "withdrawn",
        second.pk: "granted",
    }
    assert move_programmes(timezone.localdate()).deeds == {}
