"""Whose a date of the quality room is: its owner's, then the head's, then the quality office's; and who verifies."""

from datetime import date, timedelta

import pytest

from accounts.enums import Role
from quality.actions.moves import move_action
from quality.actions.services import hand_to
from quality.enums import ActionState
from quality.models import Action
from reminders.dates import DateQuestion
from reminders.decision_notices import untold_at_once, untold_for_digests
from reminders.decisions import decisions_for
from reminders.models import Notice, WatchedKind
from reminders.sources import source, sources
from reminders.sweep import sweep
from tests.quality.factories import ActionFactory, EvidenceFactory, FollowUpFactory

pytestmark = pytest.mark.django_db

TODAY = date(2027, 3, 1)
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def actions_alone(monkeypatch):
    """Actions and evidence are the only dates, and have been watched for years."""
    kept = {name: source(name) for name in ("quality.action", "quality.evidence")}
    monkeypatch.setattr("reminders.sources._sources", kept)
    for name in kept:
        WatchedKind.objects.update_or_create(source=name, defaults={"started_on": LONG_AGO})


def long_there(row):
    type(row).objects.filter(pk=row.pk).update(created_at="2020-01-01T00:00:00Z")
    return row


def told():
    return {(notice.recipient.name, notice.told_as) for notice in Notice.objects.filter(fate="to_tell")}


def kept_by(person):
    return [row.title for row in DateQuestion(person, TODAY).rows(10)]


def test_every_date_of_the_quality_room_comes_to_its_office():
    offices = {each.name: each.office for each in sources() if each.name.startswith("quality.")}
    assert offices == dict.fromkeys(offices, Role.QUALITY_OFFICER)
    assert {"quality.action", "quality.evidence"} <= offices.keys()


def test_an_overdue_action_goes_from_its_owner_to_the_head_and_to_the_quality_office(
    actions_alone, follow_up, contributor, head, quality_officer, officer, coordinator
):
    given = {"follow_up": follow_up, "unit": follow_up.unit, "owner": contributor}
    late = long_there(ActionFactory(due_on=TODAY - timedelta(days=30), **given))
    long_there(ActionFactory(due_on=TODAY + timedelta(days=7), title="Next week", **given))
    assert kept_by(contributor) == [late.title, "Next week"]
    assert kept_by(officer) == kept_by(coordinator) == kept_by(quality_officer) == []
    sweep(TODAY)
    everybody = {(notice.recipient.name, notice.told_as) for notice in Notice.objects.all()}
    assert (contributor.name, "owner") in everybody
    assert (head.name, "head") in everybody
    assert (quality_officer.name, "escalated") in everybody
    assert not {officer.name, coordinator.name} & {name for name, _told_as in everybody}


def test_what_nobody_is_responsible_for_is_the_quality_offices(
    actions_alone, follow_up, quality_officer, officer, coordinator
):
    alone = long_there(ActionFactory(follow_up=follow_up, unit=follow_up.unit, owner=None, due_on=TODAY))
    assert kept_by(quality_officer) == [alone.title]
    assert kept_by(coordinator) == kept_by(officer) == []
    sweep(TODAY)
    assert told() == {(quality_officer.name, "office")}


def test_evidence_is_looked_at_again_by_who_keeps_it(actions_alone, action, contributor, outsider, other_unit):
    day = TODAY + timedelta(days=7)
    long_there(EvidenceFactory(action=action, title="Minutes", review_on=day, kept_by=contributor))
    Action.objects.filter(pk=action.pk).update(due_on=None)
    theirs = ActionFactory(follow_up=FollowUpFactory(unit=other_unit), unit=other_unit, due_on=None)
    long_there(EvidenceFactory(action=theirs, title="Theirs", review_on=day, kept_by=outsider))
    assert kept_by(contributor) == ["Minutes"]
    assert kept_by(outsider) == ["Theirs"]
    sweep(TODAY)
    assert told() == {(contributor.name, "owner"), (outsider.name, "owner")}


def waits_for(person) -> list[str]:
    return [row.title for row in decisions_for(person) if row.source_name == "quality.action"]


def test_a_done_action_waits_for_everybody_who_may_verify_it_but_its_owner(
    action, contributor, process_owner, quality_officer, reader, head, outsider
):
    move_action(action, "finish", actor=contributor, result="Answers are read in May.")
    assert waits_for(process_owner) == waits_for(quality_officer) == [action.title]
    assert not any(waits_for(person) for person in (contributor, reader, head, outsider))
    row = next(row for row in decisions_for(quality_officer) if row.source_name == "quality.action")
    assert row.text == "Done, to be verified: Answers are read in May."
    assert [act.url.rpartition(f"/{action.pk}/")[2] for act in row.acts(quality_officer)] == ["verify/", "send_back/"]


def test_whoever_runs_it_is_told_first_and_nobody_of_their_own(
    action_in, follow_up, contributor, process_owner, quality_officer, officer
):
    def told_of(action) -> set:
        return {each.recipient_id for each in untold_for_digests(TODAY, {}) if each.decision.object_id == action.pk}

    given = {"follow_up": follow_up, "unit": follow_up.unit}
    theirs = action_in(ActionState.DONE, owner=contributor, **given)
    own = action_in(ActionState.DONE, owner=process_owner, **given)
    Action.objects.update(state_since="2027-02-01T12:00:00Z")
    assert untold_at_once(TODAY, {}) is not None
    assert told_of(theirs) == {process_owner.pk}
    assert told_of(own) == {quality_officer.pk}
    assert waits_for(process_owner) == [theirs.title]


def test_an_action_in_other_hands_is_on_the_other_desk(actions_alone, action, process_owner, contributor, reader):
    Action.objects.filter(pk=action.pk).update(due_on=TODAY)
    hand_to(action, actor=process_owner, owner=reader, note="You know the system.")
    assert (kept_by(contributor), kept_by(reader)) == ([], [action.title])
