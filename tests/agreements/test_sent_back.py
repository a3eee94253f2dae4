"""A draft that an approver sent back: its coordinator is told at once, and the desk shows it with the note."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from agreements.models import Agreement
from agreements.services.agreements import move_agreement
from reminders.decision_mails import tell_decisions
from reminders.decisions import decisions_for, sources
from reminders.models import OutgoingMail, Subscription, WatchedKind
from tests.accounts.factories import DelegationFactory
from tests.agreements.factories import AgreementFactory

pytestmark = pytest.mark.django_db

NOTE = "Who pays for the insurance?"


@pytest.fixture(autouse=True)
def watched_for_years(db):
    for source in sources():
        WatchedKind.objects.update_or_create(source=source.name, defaults={"started_on": "2020-01-01"})


@pytest.fixture
def sent_back(memorandum, chief):
    """The memorandum of the coordinator, sent back by the head of the department."""
    return move_agreement(memorandum, "send_back", actor=chief, note=NOTE)


def told() -> dict[str, str]:
    """Who is told now, of what."""
    known = set(OutgoingMail.objects.values_list("pk", flat=True))
    tell_decisions()
    new = OutgoingMail.objects.exclude(pk__in=known).select_related("recipient")
    return {mail.recipient.name: mail.subject for mail in new}


def on_desk(person) -> list[tuple]:
    return [(row.title, row.text) for row in decisions_for(person) if row.source_name == "agreements.sent_back"]


def test_the_coordinator_is_told_at_once_with_the_note(sent_back, person, unit, coordinator):
    person(Role.COORDINATOR, unit, name="Another coordinator")
    assert told() == {"Coordinator": f"Sent back: {sent_back.title} · BTH International"}
    mail = OutgoingMail.objects.get()
    assert NOTE in mail.text
    assert f"/agreements/{sent_back.pk}/" in mail.text
    assert told() == {}


def test_an_imported_one_without_steps_is_announced_as_well(unit, coordinator, chief):
    agreement = AgreementFactory(responsible_unit=unit, state="in_review", coordinator=coordinator, is_open_ended=True)
    move_agreement(agreement, "send_back", actor=chief, note=NOTE)
    assert told() == {"Coordinator": f"Sent back: {agreement.title} · BTH International"}
    (step,) = agreement.approvals.all()
    assert (step.state, step.note, step.decided_by) == ("sent_back", NOTE, chief)
    move_agreement(Agreement.objects.get(pk=agreement.pk), "submit", actor=coordinator)
    assert on_desk(coordinator) == []


def test_the_desk_shows_it_with_the_note_to_its_coordinator_alone(sent_back, coordinator, outsider, officer, chief):
    expected = [(sent_back.title, f"Sent back: “{NOTE}” Change it and submit it again")]
    assert on_desk(coordinator) == expected
    for other in (outsider, officer, chief):
        assert on_desk(other) == []


def test_the_page_of_the_desk_says_it(sent_back, coordinator, browser_of):
    assert NOTE in browser_of(coordinator).get("/desk/").content.decode()


def test_submitting_it_again_ends_it(sent_back, coordinator):
    move_agreement(sent_back, "submit", actor=coordinator)
    assert on_desk(coordinator) == []
    assert "Coordinator" not in told()


def test_a_draft_taken_back_to_revise_is_not_sent_back(sent_back, coordinator, chief, dean, rector):
    agreement = move_agreement(sent_back, "submit", actor=coordinator)
    for approver in (chief, dean, rector):
        agreement = move_agreement(agreement, "approve", actor=approver)
    move_agreement(agreement, "revise", actor=coordinator, note="New name")
    assert on_desk(coordinator) == []


def test_a_substitute_is_told_instead(sent_back, coordinator, person, unit):
    substitute = person(Role.READER, unit, name="Substitute")
    DelegationFactory(person=coordinator, substitute=substitute, starts_on=timezone.localdate(), ends_on=None)
    assert list(told()) == ["Substitute"]
    substitute = User.objects.get(pk=substitute.pk)
    assert [title for title, _text in on_desk(substitute)] == [sent_back.title]


def test_without_a_coordinator_those_of_the_unit_are_told(sent_back, person, unit, coordinator):
    Agreement.objects.filter(pk=sent_back.pk).update(coordinator=None)
    colleague = person(Role.COORDINATOR, unit, name="Colleague")
    assert sorted(told()) == ["Colleague", "Coordinator"]
    assert on_desk(colleague)


def test_who_wants_no_mail_at_once_gets_none(sent_back, coordinator):
    Subscription.objects.create(user=coordinator, has_decisions_at_once=False)
    assert told() == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_one_query_for_all(routes, unit, coordinator, chief, dean, count, django_assert_num_queries):
    for _number in range(count):
        draft = AgreementFactory(responsible_unit=unit, state="draft", is_open_ended=True, coordinator=coordinator)
        move_agreement(move_agreement(draft, "submit", actor=coordinator), "send_back", actor=chief, note="x")
    Agreement.objects.filter(state="draft").update(created_at=timezone.now() - timedelta(days=3))
    coordinator.has_perm("agreements.submit_agreement")
    with django_assert_num_queries(1):
        assert len(decisions_for(coordinator)) == count
