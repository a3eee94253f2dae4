"""The cycles ask, the plan answers: once, for the right years, with named people and working days."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from core.errors import PortalError, RightMissing
from quality.cycles.dues import planned_until
from quality.cycles.generating import generate, preview
from quality.enums import FollowUpState, StepKind
from quality.models import FollowUp, FollowUpStep
from reference.academic_years import AcademicYear
from tests.quality.factories import (
    FollowUpFactory,
    ProcessFactory,
    ProcessStepFactory,
    ProcessUnitFactory,
    ProcessVersionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def courses(process_owner):
    """Yearly, with two steps; whoever holds the role answers where nobody is named for the unit."""
    version = ProcessVersionFactory(accountable=process_owner)
    ProcessStepFactory(version=version, kind=StepKind.COLLECT, offset_days=60, position=10)
    ProcessStepFactory(version=version, kind=StepKind.DIALOGUE, offset_days=108, position=20)
    return version


def years_of(unit):
    return list(FollowUp.objects.filter(unit=unit).order_by("academic_year").values_list("academic_year", flat=True))


def test_generation_follows_the_cycle_of_each_unit_and_a_second_one_makes_nothing(
    courses, unit, other_unit, coordinator, quality_officer
):
    three_years = ProcessVersionFactory(process=ProcessFactory(code="QU-2b"), cycle_years=3, valid_from=2027)
    ProcessUnitFactory(version=courses, unit=unit, first_year=2027, owner=coordinator)
    ProcessUnitFactory(version=three_years, unit=other_unit, first_year=2025)  # keeps its rhythm: 2028, 2031

    made = generate(2032, actor=quality_officer, first_year=2026)

    assert years_of(unit) == [2027, 2028, 2029, 2030, 2031, 2032]
    assert years_of(other_unit) == [2028, 2031]
    assert set(FollowUp.objects.filter(unit=unit).values_list("owner", flat=True)) == {coordinator.pk}
    assert (made.without_units, [str(each) for each in made.without_person]) == ([], [str(three_years)])
    assert len(made.new) == 8
    again = generate(2032, actor=None, first_year=2026)
    assert (again.new, again.present_count, FollowUp.objects.count()) == ([], 8, 8)


def test_steps_fall_on_working_days_and_have_one_named_person(courses, unit, process_owner):
    ProcessUnitFactory(version=courses, unit=unit, first_year=2026)

    generate(2026, actor=None, first_year=2026)

    steps = FollowUpStep.objects.values_list("kind", "due_on", "person")
    assert list(steps) == [
        ("collect", date(2026, 11, 2), process_owner.pk),  # 60 days after 1 September is a Saturday, 31 October
        ("dialogue", date(2026, 12, 18), process_owner.pk),
    ]
    follow_up = FollowUp.objects.get()
    assert follow_up.state == FollowUpState.PLANNED
    assert FollowUp.objects.matching("qu computer 2026").get() == follow_up
    event = FollowUp.pgh_event_model.objects.get()
    assert event.pgh_context["action"] == "cycles.generate"


def test_what_was_moved_or_changed_stays_as_it_is(courses, unit, coordinator):
    ProcessUnitFactory(version=courses, unit=unit, first_year=2027)
    moved = FollowUpFactory(version=courses, unit=unit, academic_year=2030, cycle_year=2028, owner=coordinator)

    generate(2029, actor=None, first_year=2027)

    assert years_of(unit) == [2027, 2029, 2030]  # 2028 was moved to 2030, and is not planned a second time
    moved.refresh_from_db()
    assert moved.owner == coordinator


def test_two_versions_share_the_years_between_them(courses, unit):
    courses.valid_to = 2027
    courses.save()
    later = ProcessVersionFactory(process=courses.process, valid_from=2028, cycle_years=2)
    for version in (courses, later):
        ProcessUnitFactory(version=version, unit=unit, first_year=2026)

    generate(2032, actor=None, first_year=2026)

    rows = FollowUp.objects.order_by("academic_year").values_list("academic_year", "version__valid_from")
    assert list(rows) == [(2026, 2020), (2027, 2020), (2028, 2028), (2030, 2028), (2032, 2028)]


def test_unit_out_of_use_is_asked_nothing(courses, unit):
    ProcessUnitFactory(version=courses, unit=unit, first_year=2026)
    unit.is_active = False
    unit.save()
    assert preview(2030, first_year=2026).new == []


@pytest.mark.parametrize("until", [1, 2025, 2057, 10**9])
def test_year_nobody_plans_to_is_refused(courses, quality_officer, until):
    with pytest.raises(PortalError, match="Plan to a year from 2026/27 to 2056/57"):
        generate(until, actor=quality_officer, first_year=2026)


def test_only_who_may_plan_plans(courses, unit, process_owner, auditor, coordinator):
    ProcessUnitFactory(version=courses, unit=unit, first_year=2026)
    for actor in (process_owner, auditor, coordinator):
        with pytest.raises(RightMissing):
            generate(2030, actor=actor, first_year=2026)
    assert not FollowUp.objects.exists()


def test_command_says_what_it_made_and_what_it_could_not(courses, unit):
    ProcessUnitFactory(version=courses, unit=unit, first_year=2020)
    ProcessVersionFactory(process=ProcessFactory(code="QS-2"), title_en="Nowhere", title_sv="")
    this_year, out = AcademicYear.current(), StringIO()

    call_command("generate_follow_ups", until=str(this_year.next), stdout=out)

    assert years_of(unit) == [this_year.first_year, this_year.next.first_year]
    lines = out.getvalue().splitlines()
    assert lines[0] == f"Planned: QU-1 DIDA {this_year}"
    assert "2 planned, 0 were there already." in lines
    assert "Followed up nowhere, it has no units: QS-2 Nowhere" in lines
    assert "Nobody holds the accountable role: QS-2 Nowhere" in lines
    call_command("generate_follow_ups", verbosity=0)
    assert years_of(unit)[-1] == planned_until()


@pytest.mark.parametrize("until", ["1999", "99999", "soon", "2031/35", "-5", "٢٠٣٠"])
def test_command_refuses_years_that_are_none(db, until):
    with pytest.raises(CommandError):
        call_command("generate_follow_ups", until=until)


@pytest.mark.django_db(transaction=True)
def test_two_generations_at_once_make_each_follow_up_once(courses, unit):
    ProcessUnitFactory(version=courses, unit=unit, first_year=2026)

    def by_beat(_number):
        try:
            return len(generate(2032, actor=None, first_year=2026).new)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(by_beat, range(2))) == [0, 7]

    assert years_of(unit) == list(range(2026, 2033))
