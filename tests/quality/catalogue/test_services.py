"""The catalogue as supplied, and what its services promise: one version at once, nothing overwritten."""

import pytest
from django.core.exceptions import ValidationError

from core.errors import RightMissing
from quality.catalogue import services
from quality.enums import FollowUpState, ProcessKind, StepKind
from quality.models import Criterion, FollowUp, Process, ProcessStep, ProcessVersion
from reference.academic_years import AcademicYear
from reference.loading import load_reference
from tests.quality.factories import (
    FollowUpFactory,
    FollowUpStepFactory,
    ProcessStepFactory,
    ProcessUnitFactory,
    ProcessVersionFactory,
)

pytestmark = pytest.mark.django_db
THIS_YEAR = AcademicYear.current().first_year


@pytest.fixture
def supplied(db):
    load_reference()


def test_seventeen_processes_and_two_of_a_later_version_are_supplied(supplied):
    in_force = ProcessVersion.objects.valid_in(2026).select_related("process")
    assert [str(version.process) for version in in_force] == [
        *("QU-1", "QU-2a", "QU-2b", "QU-3", "QU-4", "QU-5", "QU-6", "QU-7a", "QU-7b"),
        *("QF-1", "QF-2", "QF-3", "QF-4", "QV-1", "QV-2", "QV-3", "QV-4"),
    ]
    later = ProcessVersion.objects.exclude(pk__in=in_force).values_list("process__code", "valid_from")
    assert list(later) == [("QS-1", 2027), ("QS-2", 2027)]
    cycles = dict(ProcessVersion.objects.values_list("process__code", "cycle_years"))
    assert [cycles[code] for code in ("QU-1", "QU-2b", "QU-6", "QU-7a", "QF-3", "QV-4")] == [1, 3, 2, 6, 3, 3]  # QA-04
    unsure = ProcessVersion.objects.get(process__code="QS-2")
    assert unsure.assumed == ["title", "kind", "cycle", "role", "period"]
    assert "not known" in unsure.title_en
    reviews = ProcessVersion.objects.filter(kind=ProcessKind.EXTERNAL_REVIEW)
    assert all([step.kind for step in review.steps.all()] == list(StepKind) for review in reviews)
    assert Criterion.objects.filter(code__startswith="esg-").count() == 10
    assert Criterion.objects.filter(code__startswith="uka-").count() == 6


def test_load_leaves_what_was_changed_here_whole(supplied, quality_officer, process_owner):
    courses = ProcessVersion.objects.get(process__code="QU-1")
    services.change_version(courses, actor=quality_officer, accountable=process_owner)
    courses.refresh_from_db()
    assert not courses.is_local  # to name who holds a role is no departure from the supplied facts
    services.save_steps(
        courses, actor=quality_officer, rows=[{"kind": "collect", "offset_days": 30, "responsible_role": ""}]
    )
    services.new_version(courses, actor=quality_officer, valid_from=2029)
    unsure = ProcessVersion.objects.get(process__code="QS-1")
    ProcessVersion.objects.filter(pk=unsure.pk).update(valid_from=2026, is_local=True)

    load_reference()

    rows = ProcessVersion.objects.filter(process__code__in=["QU-1", "QS-1"]).order_by("pk")
    years = [(str(row.process), row.valid_from, row.valid_to) for row in rows]
    assert years == [("QU-1", 2020, 2028), ("QS-1", 2026, None), ("QU-1", 2029, None)]
    assert list(courses.steps.values_list("kind", "offset_days")) == [("collect", 30)]


def test_new_version_ends_the_earlier_one_and_takes_over_steps_units_and_what_is_planned(
    unit, quality_officer, process_owner
):
    earlier = ProcessVersionFactory(accountable=process_owner)
    ProcessStepFactory(version=earlier)
    ProcessUnitFactory(version=earlier, unit=unit, first_year=2024)
    for year in (2026, 2028, 2029):
        FollowUpFactory(version=earlier, unit=unit, academic_year=year)

    later = services.new_version(earlier, actor=quality_officer, valid_from=2028, title_en="Courses and modules")

    earlier.refresh_from_db()
    assert (earlier.valid_to, later.valid_from, later.valid_to) == (2027, 2028, None)
    assert (later.title_en, later.title_sv, later.accountable) == (
        *("Courses and modules", "Uppföljning av kurser"),
        process_owner,
    )
    assert [step.kind for step in later.steps.all()] == ["collect"]
    assert [(row.unit, row.first_year) for row in later.concerned.all()] == [(unit, 2024)]
    rows = FollowUp.objects.order_by("academic_year").values_list("academic_year", "version")
    assert list(rows) == [(2026, earlier.pk), (2028, later.pk), (2029, later.pk)]
    assert FollowUp.objects.matching("modules").count() == 2


@pytest.mark.parametrize(
    ("year", "words"), [(2020, "two would be valid at once"), (2019, "two would be valid at once")]
)
def test_two_versions_at_once_are_refused(quality_officer, year, words):
    earlier = ProcessVersionFactory(valid_from=2020)
    with pytest.raises(ValidationError, match=words):
        services.new_version(earlier, actor=quality_officer, valid_from=year)


def test_version_that_a_later_one_follows_has_no_room_for_another(quality_officer):
    earlier = ProcessVersionFactory(valid_from=2020, valid_to=2024)
    ProcessVersionFactory(process=earlier.process, valid_from=2025)
    with pytest.raises(ValidationError, match="Another version of this process is valid in these years"):
        services.new_version(earlier, actor=quality_officer, valid_from=2025)
    with pytest.raises(ValidationError, match="in the year after at the latest"):
        services.new_version(earlier, actor=quality_officer, valid_from=2030)
    assert ProcessVersion.objects.count() == 2


def test_new_version_leaves_begun_follow_ups_to_the_one_they_began_by(unit, quality_officer):
    earlier = ProcessVersionFactory()
    FollowUpFactory(version=earlier, unit=unit, academic_year=2027, state=FollowUpState.COLLECTING)
    with pytest.raises(ValidationError, match="have begun by this version"):
        services.new_version(earlier, actor=quality_officer, valid_from=2027)


def test_whoever_holds_the_role_now_is_asked_where_nobody_else_was_named(
    unit, other_unit, quality_officer, process_owner, coordinator, contributor
):
    version = ProcessVersionFactory(accountable=process_owner)
    ProcessUnitFactory(version=version, unit=other_unit, owner=coordinator)
    passed = FollowUpFactory(version=version, unit=unit, academic_year=THIS_YEAR + 1, owner=process_owner)
    named = FollowUpFactory(version=version, unit=other_unit, academic_year=THIS_YEAR + 1, owner=coordinator)
    begun = FollowUpFactory(
        version=version, unit=unit, academic_year=THIS_YEAR, owner=process_owner, state=FollowUpState.COLLECTING
    )
    step = FollowUpStepFactory(follow_up=passed, person=process_owner)

    services.change_version(version, actor=quality_officer, accountable=contributor)

    for row, owner in ((passed, contributor), (named, coordinator), (begun, process_owner)):
        row.refresh_from_db()
        assert row.owner == owner
    step.refresh_from_db()
    assert step.person == contributor


def test_new_title_is_found(unit, quality_officer):
    version = ProcessVersionFactory()
    FollowUpFactory(version=version, unit=unit)
    services.change_version(version, actor=quality_officer, title_sv="Uppföljning av moduler")
    assert FollowUp.objects.matching("moduler dida").count() == 1


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "one step at least"),
        ([("collect", 60), ("dialogue", 30)], "“Hold the dialogue” is due before “Collect data”"),
        ([("reviewers", 10), ("collect", 60)], "Only external reviews have the step “Invite the reviewers”"),
    ],
)
def test_steps_that_cannot_be_are_refused(quality_officer, rows, words):
    version = ProcessVersionFactory()
    ProcessStepFactory(version=version)
    asked = [{"kind": kind, "offset_days": days, "responsible_role": ""} for kind, days in rows]
    with pytest.raises(ValidationError, match=words):
        services.save_steps(version, actor=quality_officer, rows=asked)
    assert ProcessStep.objects.count() == 1


def test_review_with_review_steps_cannot_become_a_follow_up(quality_officer):
    version = ProcessVersionFactory(kind=ProcessKind.EXTERNAL_REVIEW)
    ProcessStepFactory(version=version, kind=StepKind.REVIEWERS)
    with pytest.raises(ValidationError, match="Only external reviews have the step"):
        services.change_version(version, actor=quality_officer, kind=ProcessKind.FOLLOW_UP)


def test_nobody_but_the_quality_office_changes_the_catalogue(process_owner, auditor, officer, administrator):
    version = ProcessVersionFactory(accountable=process_owner)
    for person in (process_owner, auditor, officer, administrator):
        for act in (
            lambda actor: services.change_version(version, actor=actor, title_en="Mine"),
            lambda actor: services.new_version(version, actor=actor, valid_from=2030),
            lambda actor: services.save_steps(version, actor=actor, rows=[]),
            lambda actor: services.begin_process(actor=actor, code="XX-1", area="QU"),
        ):
            with pytest.raises(RightMissing):
                act(person)
    assert (Process.objects.count(), ProcessVersion.objects.get().title_en) == (1, "Follow-up of courses")
