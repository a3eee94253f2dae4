"""Every consistency check finds its fault and nothing else, links to where it is mended, and keeps to whose it is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.checks import registered_checks
from quality.enums import ActionState, FindingKind, FollowUpState, TalkGroup
from quality.models import Action, FollowUp, QualityReport
from reference.academic_years import AcademicYear
from tests.quality.factories import (
    ActionFactory,
    DialogueMeetingFactory,
    DialogueParticipantFactory,
    EvidenceFactory,
    FindingFactory,
    FollowUpFactory,
    FollowUpStepFactory,
    ProcessFactory,
    ProcessUnitFactory,
    ProcessVersionFactory,
    QualityReportFactory,
)

pytestmark = pytest.mark.django_db
THIS_YEAR = AcademicYear.current().first_year
ROOM = "quality."


def counts_of(user) -> dict[str, int]:
    """How many each check finds for the person; those that find nothing left out."""
    found = {}
    for check in registered_checks("quality"):
        rows = check.rows(user)
        count = len(rows) if isinstance(rows, list) else rows.count()
        if count:
            found[check.name.removeprefix(ROOM)] = count
            assert all(check.fault(row).url.startswith("/quality/") for row in rows)
    return found


@pytest.fixture
def sound(unit, process_owner):
    """A register in which every check holds."""
    version = ProcessVersionFactory(accountable=process_owner)
    ProcessUnitFactory(version=version, unit=unit)
    QualityReportFactory(academic_year=THIS_YEAR - 1)
    follow_up = FollowUpFactory(version=version, unit=unit, owner=process_owner, academic_year=THIS_YEAR)
    FollowUpStepFactory(follow_up=follow_up, person=process_owner, due_on=timezone.localdate())
    meeting = DialogueMeetingFactory(follow_up=follow_up, is_held=True)
    DialogueParticipantFactory(meeting=meeting, group=TalkGroup.STUDENTS, came=True)
    finding = FindingFactory(follow_up=follow_up, kind=FindingKind.REQUIREMENT)
    ActionFactory(follow_up=follow_up, finding=finding, unit=unit, owner=process_owner)
    EvidenceFactory(follow_up=follow_up, review_on=timezone.localdate(), kept_by=process_owner)
    return follow_up


def walk_to(follow_up, state):
    for each in FollowUpState.main_line[1:]:
        FollowUp.objects.filter(pk=follow_up.pk).update(state=each)
        if each == state:
            return


def nobody_accountable(sound):
    ProcessVersionFactory(process=ProcessFactory(code="QU-3"), title_en="Plans").concerned.create(
        unit=sound.unit, first_year=2024
    )


def no_units(sound):
    ProcessVersionFactory(process=ProcessFactory(code="QU-3"), title_en="Plans", accountable=sound.owner)


def nobody_responsible(sound):
    FollowUp.objects.update(owner=None)


def step_of_nobody(sound):
    sound.steps.update(person=None)


def never_begun(sound):
    FollowUpFactory(version=sound.version, unit=sound.unit, owner=sound.owner, academic_year=THIS_YEAR - 2)


def no_students(sound):
    sound.meetings.get().participants.update(came=False)


def finding_alone(sound):
    walk_to(sound, FollowUpState.PLANNING_ACTIONS)
    FindingFactory(follow_up=sound, kind=FindingKind.RECOMMENDATION)
    FindingFactory(follow_up=sound, kind=FindingKind.STRENGTH)
    FindingFactory(follow_up=sound, kind=FindingKind.REQUIREMENT, no_action_because="Done already")


def action_of_nobody(sound):
    Action.objects.update(owner=None)


def action_without_date(sound):
    Action.objects.update(due_on=None)


def long_done(sound):
    for state in (ActionState.UNDER_WAY, ActionState.DONE):
        Action.objects.update(state=state, state_since=timezone.now() - timedelta(days=31))


def old_evidence(sound):
    sound.evidence.update(review_on=timezone.localdate() - timedelta(days=1))


def no_report(sound):
    QualityReport.objects.all().delete()
    FollowUpFactory(
        version=sound.version, unit=sound.unit, academic_year=THIS_YEAR - 1, owner=sound.owner, state="adopted"
    )


FAULTS = {
    "processes_without_accountable": nobody_accountable,
    "processes_without_units": no_units,
    "without_owner": nobody_responsible,
    "steps_without_person": step_of_nobody,
    "skipped_cycles": never_begun,
    "dialogues_without_students": no_students,
    "findings_without_actions": finding_alone,
    "actions_without_owner": action_of_nobody,
    "actions_without_date": action_without_date,
    "actions_long_unverified": long_done,
    "evidence_out_of_date": old_evidence,
    "report_missing": no_report,
}


def test_every_check_has_its_fault_here():
    assert [check.name.removeprefix(ROOM) for check in registered_checks("quality")] == list(FAULTS)


@pytest.mark.parametrize("name", FAULTS)
def test_a_check_finds_its_fault_alone(sound, quality_officer, name):
    assert counts_of(quality_officer) == {}
    FAULTS[name](sound)
    assert counts_of(quality_officer) == {name: 1}


def test_a_process_owner_sees_their_own_faults_and_a_reader_none(sound, process_owner, reader, auditor, other_unit):
    step_of_nobody(sound)
    other = FollowUpFactory(version=ProcessVersionFactory(process=ProcessFactory(code="QU-4")), unit=other_unit)
    ActionFactory(follow_up=other, unit=other_unit, due_on=None)
    assert counts_of(process_owner) == {"steps_without_person": 1}
    assert counts_of(reader) == {}
    assert {"steps_without_person", "without_owner", "actions_without_date"} <= set(counts_of(auditor))


def test_the_page_names_the_faults_and_what_holds(sound, quality_officer, browser_of, django_assert_num_queries):
    browser = browser_of(quality_officer)
    assert b"Everything fits together" in browser.get("/quality/checks/").content
    for count in (1, 3):
        for _each in range(2 if count == 3 else 1):
            ActionFactory(follow_up=sound, unit=sound.unit, owner=sound.owner, due_on=None, title="Ask <b>again</b>")
        with django_assert_num_queries(16):
            page = browser.get("/quality/checks/")
    assert "3 things to mend" in page.content.decode()
    assert "Ask &lt;b&gt;again&lt;/b&gt;" in page.content.decode()
    for asked in ("quality.actions_without_date", "nonsense", "<script>", "x" * 3000):
        assert browser.get("/quality/checks/", {"check": asked}).status_code == 200


def test_old_years_are_left_in_peace(sound, quality_officer):
    FollowUpFactory(version=sound.version, unit=sound.unit, academic_year=THIS_YEAR - 4, owner=sound.owner)
    assert counts_of(quality_officer) == {}


def test_who_runs_a_follow_up_finds_the_checks_in_the_rail(
    unit, process_owner, quality_officer, auditor, contributor, coordinator, browser_of
):
    FollowUpFactory(unit=unit, owner=process_owner)
    address = reverse("quality:check_list")
    people = (process_owner, quality_officer, auditor, contributor, coordinator)
    found = [f'href="{address}"' in browser_of(who).get(reverse("quality:plan")).content.decode() for who in people]
    assert found == [True, True, True, False, False]
