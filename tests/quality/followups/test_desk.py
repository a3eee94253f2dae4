"""What the desk, the night and whoever leaves have to do with follow-ups."""

from datetime import date

import pytest

from core.keeping import kept_things
from quality.enums import FindingKind, FollowUpState, StepKind
from quality.followups.decisions import to_adopt
from quality.followups.watched import SOURCES, begin_what_has_come, open_steps_watched
from quality.models import FollowUp, FollowUpStep
from reminders.decisions import decisions_for
from reminders.sources import WatchedDate
from tests.quality.factories import (
    ActionFactory,
    DialogueMeetingFactory,
    FindingFactory,
    FollowUpFactory,
    FollowUpStepFactory,
)
from tests.quality.followups.test_workflow import stand_in

pytestmark = pytest.mark.django_db


def test_each_open_step_is_watched_by_whoever_was_asked(unit, process_owner, contributor):
    made = FollowUpFactory(unit=unit, owner=process_owner)
    FollowUpStepFactory(follow_up=made, kind=StepKind.COLLECT, person=contributor, due_on=date(2026, 11, 30))
    FollowUpStepFactory(follow_up=made, kind=StepKind.DIALOGUE)
    FollowUpStepFactory(follow_up=made, kind=StepKind.ADOPTION, person=process_owner)
    FollowUpStepFactory(follow_up=made, kind=StepKind.ACTION_PLAN, done_on=date(2026, 10, 1))
    skipped = FollowUpFactory(unit=unit, owner=process_owner, academic_year=2027)
    FollowUpStepFactory(follow_up=skipped)
    FollowUp.objects.filter(pk=skipped.pk).update(state=FollowUpState.SKIPPED)
    (source,) = SOURCES
    rows = [WatchedDate(*row) for row in source.watched(open_steps_watched()).order_by("watched_object")]
    assert [row.owner_id for row in rows] == [contributor.pk, process_owner.pk, None]
    assert source.title_words(rows[0].stored_title) == "QU-1 DIDA 2026/27"
    assert source.sentence(rows[0]) == "Collect data by 30 Nov 2026"


def test_the_night_begins_what_its_year_has_come_for(unit, other_unit, process_owner):
    due, unowned = FollowUpFactory(unit=unit, owner=process_owner), FollowUpFactory(unit=other_unit)
    later = FollowUpFactory(unit=unit, owner=process_owner, academic_year=2027)
    report = begin_what_has_come(date(2026, 9, 1))
    assert (report.moved, report.failures) == (1, [])
    states = dict(FollowUp.objects.values_list("pk", "state"))
    assert states == {due.pk: "collecting", unowned.pk: "planned", later.pk: "planned"}
    assert begin_what_has_come(date(2026, 9, 2)).moved == 0


def test_the_quality_office_is_asked_to_adopt_what_is_ready(unit, process_owner, quality_officer):
    made = FollowUpFactory(unit=unit, owner=process_owner)
    step = FollowUpStepFactory(follow_up=made, kind=StepKind.ACTION_PLAN)
    stand_in(made, "planning_actions")
    assert not to_adopt().exists()  # whoever runs it has not said that the plan is done
    FollowUpStep.objects.filter(pk=step.pk).update(done_on=date(2026, 11, 1))
    (waiting,) = [row for row in decisions_for(quality_officer) if row.source_name == "quality.adopt"]
    assert waiting.text == "Adopt QU-1 DIDA 2026/27: its action plan is agreed"
    assert not [row for row in decisions_for(process_owner) if row.source_name == "quality.adopt"]
    finding = FindingFactory(follow_up=made, kind=FindingKind.REQUIREMENT)
    assert not to_adopt().exists()
    ActionFactory(follow_up=made, finding=finding, unit=unit, owner=process_owner)
    assert to_adopt().exists()
    ActionFactory(follow_up=made, unit=unit)  # nobody is responsible
    assert not to_adopt().exists()


def test_what_somebody_leaves_is_handed_to_who_can_keep_it(unit, process_owner, contributor, coordinator):
    made = FollowUpFactory(unit=unit, owner=process_owner)
    FollowUpStepFactory(follow_up=made, person=process_owner)
    DialogueMeetingFactory(follow_up=made, kept_by=process_owner)
    over = FollowUpFactory(unit=unit, owner=process_owner, academic_year=2025)
    stand_in(over, "adopted")
    kinds = {kind.name: kind for kind in kept_things() if kind.name.startswith("quality.")}
    for name in ("quality.follow_ups", "quality.steps", "quality.meetings"):
        kind = kinds[name]
        (row,) = kind.rows(process_owner, process_owner)
        assert kind.counts() == {process_owner.pk: 1}
        assert kind.hand_over([row.key], person=process_owner, to=coordinator, actor=process_owner) == {}
        assert kind.rows(process_owner, process_owner) == []
    (row,) = kinds["quality.follow_ups"].rows(coordinator, coordinator)
    problems = kinds["quality.follow_ups"].hand_over([row.key], person=coordinator, to=contributor, actor=coordinator)
    assert "no role in which to keep this" in problems[row.key]
