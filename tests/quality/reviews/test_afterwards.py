"""Whom an external review met, and what has become of it after one year."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from core.errors import PortalError, RightMissing
from core.history_entries import entries_of
from quality.enums import FollowUpState, StepKind, TalkGroup
from quality.followups.guards import every_group_was_met
from quality.followups.story import FOLLOW_UP_STORY
from quality.models import FollowUp, Review
from quality.reviews.afterwards import say_why_not_met, write_year_later
from quality.reviews.table import table_of
from tests.quality.factories import (
    ActionFactory,
    DialogueMeetingFactory,
    DialogueParticipantFactory,
    FindingFactory,
    FollowUpFactory,
    FollowUpStepFactory,
)

pytestmark = pytest.mark.django_db


def said(review) -> str:
    return str(every_group_was_met(FollowUp.objects.select_related("version", "review").get(pk=review.pk)) or "")


def test_each_of_the_four_groups_is_met_in_a_dialogue_that_was_held(review):
    held = DialogueMeetingFactory(follow_up=review, is_held=True)
    planned = DialogueMeetingFactory(follow_up=review)
    for group in (TalkGroup.MANAGEMENT, TalkGroup.STAFF, TalkGroup.STUDENTS, TalkGroup.EXTERNAL):
        DialogueParticipantFactory(meeting=held, group=group, came=group != TalkGroup.STAFF)
    DialogueParticipantFactory(meeting=planned, group=TalkGroup.REVIEWERS, came=True)
    assert "of: Staff, Reviewers." in said(review)
    for group in (TalkGroup.STAFF, TalkGroup.REVIEWERS):
        DialogueParticipantFactory(meeting=held, group=group, came=True)
    assert said(review) == ""


def test_a_reason_stands_instead_of_a_group_and_is_taken_back_by_an_empty_one(review, process_owner, reader):
    assert "of: Management, Staff, Students, Reviewers." in said(review)
    DialogueMeetingFactory(follow_up=review, is_held=True, without_students_because="The year is over.")
    assert "of: Management, Staff, Reviewers." in said(review)
    say_why_not_met(review, actor=process_owner, because=" Only papers were read. ")
    assert said(review) == ""
    say_why_not_met(review, actor=process_owner, because=" ")
    assert "Management" in said(review)
    with pytest.raises(RightMissing):
        say_why_not_met(review, actor=reader, because="Mine.")


def test_a_continuous_follow_up_meets_no_reviewers(unit, process_owner):
    follow_up = FollowUpFactory(unit=unit, owner=process_owner)
    assert said(follow_up) == ""
    with pytest.raises(PortalError, match="Only an external review"):
        say_why_not_met(follow_up, actor=process_owner, because="None.")


@pytest.fixture
def adopted(review):
    for state in FollowUpState.main_line[2:]:
        FollowUp.objects.filter(pk=review.pk).update(state=state)
    review.refresh_from_db()
    return review


def test_after_one_year_every_finding_that_asked_has_its_words(adopted, process_owner, browser_of):
    asking = FindingFactory(follow_up=adopted, number=1, kind="requirement", text="Train the examiners.")
    praise = FindingFactory(follow_up=adopted, number=2, kind="commendation", text="Good labs.")
    ActionFactory(finding=asking, follow_up=adopted, unit=adopted.unit, title="A course", owner=process_owner)
    step = FollowUpStepFactory(follow_up=adopted, kind=StepKind.ONE_YEAR)
    client, address = browser_of(process_owner), reverse("quality:review_year_later", args=[adopted.pk])
    page = client.get(address).content.decode()
    assert "A course (Planned)" in page
    assert "Good labs." not in page
    refused = client.post(
        address, {f"finding_{asking.pk}": "Half of them <b>came</b>.", "on": "2999-01-01", "text": "x"}
    )
    assert "still to come" in refused.content.decode()
    assert "Half of them &lt;b&gt;came&lt;/b&gt;." in refused.content.decode()
    client.post(address, {f"finding_{asking.pk}": "All were trained.", "text": "The unit has **moved on**."})
    step.refresh_from_db()
    assert step.done_by == process_owner
    assert [row.year_later for row in table_of(adopted, process_owner)] == ["All were trained."]
    shown = client.get(reverse("quality:follow_up_findings", args=[adopted.pk])).content.decode()
    assert "<strong>moved on</strong>" in shown
    assert "All were trained." in shown
    praise.refresh_from_db()
    assert praise.year_later == ""


def test_it_is_written_of_adopted_reviews_alone_by_who_runs_them(review, adopted, unit, process_owner, reader):
    words = {"text": "x", "findings": {}}
    with pytest.raises(RightMissing):
        write_year_later(adopted, actor=reader, **words)
    with pytest.raises(ValidationError, match="still to come"):
        write_year_later(adopted, actor=process_owner, on=timezone.localdate() + timedelta(days=1), **words)
    FollowUp.objects.filter(pk=adopted.pk).update(state=FollowUpState.PLANNING_ACTIONS)
    with pytest.raises(PortalError, match="once it is adopted"):
        write_year_later(adopted, actor=process_owner, **words)
    assert not Review.objects.exclude(year_later="").exists()


def test_two_who_answer_a_review_at_once_are_told_of_each_other(review, process_owner, quality_officer, browser_of):
    Review.objects.create(follow_up=review, report_received_on=timezone.localdate(), report_summary="Sound.")
    address = reverse("quality:review_response", args=[review.pk])
    one, other = browser_of(process_owner), browser_of(quality_officer)
    marks = [client.get(address).context["form"]["seen_values"].value() for client in (one, other)]
    assert one.post(address, {"response": "We thank them.", "seen_values": marks[0]}).status_code == 302
    page = other.post(address, {"response": "Mine.", "seen_values": marks[1]})
    assert "We thank them." in page.content.decode()
    assert "Mine." in page.content.decode()
    assert Review.objects.get(follow_up=review).response == "We thank them."


def test_what_was_written_after_one_year_is_not_overwritten_unseen(adopted, process_owner, quality_officer, browser_of):
    asking = FindingFactory(follow_up=adopted, number=1, kind="requirement")
    address = reverse("quality:review_year_later", args=[adopted.pk])
    one, other = browser_of(process_owner), browser_of(quality_officer)
    marks = [client.get(address).context["form"]["seen_values"].value() for client in (one, other)]
    sent = {f"finding_{asking.pk}": "All were trained.", "text": "Moved on."}
    assert one.post(address, sent | {"seen_values": marks[0]}).status_code == 302
    late = other.post(address, {f"finding_{asking.pk}": "Nobody came.", "text": "x", "seen_values": marks[1]})
    assert "All were trained." in late.content.decode()
    asking.refresh_from_db()
    assert asking.year_later == "All were trained."


def test_history_tells_the_first_words_about_a_review_as_the_deed_they_are(review, process_owner):
    say_why_not_met(review, actor=process_owner, because="Only papers were read.")
    newest, *earlier = entries_of(review, FOLLOW_UP_STORY)
    assert (newest.who, [(each.label, each.after) for each in newest.changes]) == (
        str(process_owner),
        [("Why not every group was met", "Only papers were read.")],
    )
    assert not any(entry.changes for entry in earlier)
