"""Changing a cycle or the units: what is shown before is exactly what is done."""

import pytest
from django.core.exceptions import ValidationError

from core.errors import RightMissing
from quality.cycles.generating import generate
from quality.cycles.rhythm import Rhythm, UnitRow, change_rhythm, preview_rhythm
from quality.enums import FollowUpState, StepKind
from quality.models import FollowUp
from reference.academic_years import AcademicYear
from tests.quality.factories import (
    FindingFactory,
    ProcessStepFactory,
    ProcessUnitFactory,
    ProcessVersionFactory,
)

pytestmark = pytest.mark.django_db
THIS_YEAR = AcademicYear.current().first_year


@pytest.fixture
def yearly(unit, process_owner):
    """Planned for seven years, the present one among them."""
    version = ProcessVersionFactory(accountable=process_owner)
    ProcessStepFactory(version=version, kind=StepKind.COLLECT)
    ProcessUnitFactory(version=version, unit=unit, first_year=THIS_YEAR)
    generate(THIS_YEAR + 6, actor=None)
    return version


def years_after_now():
    rows = FollowUp.objects.order_by("unit__code", "academic_year")
    return [(row.unit.code, row.academic_year - THIS_YEAR) for row in rows.select_related("unit")]


def test_another_cycle_takes_away_what_is_only_planned_and_keeps_what_somebody_worked_on(
    yearly, unit, other_unit, quality_officer
):
    begun, noted = FollowUp.objects.filter(academic_year__in=[THIS_YEAR + 1, THIS_YEAR + 2]).order_by("academic_year")
    FollowUp.objects.filter(pk=begun.pk).update(state=FollowUpState.COLLECTING)
    FindingFactory(follow_up=noted)
    rhythm = Rhythm(3, None, (UnitRow(unit, THIS_YEAR), UnitRow(other_unit, THIS_YEAR + 2)))

    change = preview_rhythm(yearly, rhythm)

    assert [str(due) for due in change.added] == [
        f"QU-1 DIMA {AcademicYear(THIS_YEAR + 2)}",
        f"QU-1 DIMA {AcademicYear(THIS_YEAR + 5)}",
    ]
    assert [row.academic_year - THIS_YEAR for row in reversed(change.removed)] == [4, 5]
    assert {row.pk for row in change.kept} == {begun.pk, noted.pk}
    assert change.kept_count == 3
    assert len(years_after_now()) == 7  # nothing is done yet

    assert change_rhythm(yearly, actor=quality_officer, rhythm=rhythm, mark=change.mark) is not None

    assert years_after_now() == [*(("DIDA", year) for year in (0, 1, 2, 3, 6)), ("DIMA", 2), ("DIMA", 5)]
    yearly.refresh_from_db()
    assert (yearly.cycle_years, yearly.is_local) == (3, True)
    assert generate(THIS_YEAR + 6, actor=None).new == []


def test_nothing_is_done_where_the_plan_has_changed_since_it_was_shown(yearly, unit, quality_officer):
    rhythm = Rhythm(2, None, (UnitRow(unit, THIS_YEAR),))
    shown = preview_rhythm(yearly, rhythm).mark
    FollowUp.objects.filter(academic_year=THIS_YEAR + 1).update(summary="Somebody has begun to write.")

    assert change_rhythm(yearly, actor=quality_officer, rhythm=rhythm, mark=shown) is None

    yearly.refresh_from_db()
    assert (yearly.cycle_years, len(years_after_now())) == (1, 7)


def test_unit_taken_off_and_an_end_take_the_plan_with_them(yearly, unit, other_unit, quality_officer):
    rhythm = Rhythm(1, THIS_YEAR + 1, (UnitRow(unit, THIS_YEAR),))
    change = preview_rhythm(yearly, rhythm)
    change_rhythm(yearly, actor=quality_officer, rhythm=rhythm, mark=change.mark)
    assert years_after_now() == [("DIDA", 0), ("DIDA", 1)]
    nobody = Rhythm(1, THIS_YEAR + 1, ())
    change_rhythm(yearly, actor=quality_officer, rhythm=nobody, mark=preview_rhythm(yearly, nobody).mark)
    assert years_after_now() == []


def test_moved_follow_up_stands_for_the_year_of_its_cycle(yearly, unit, quality_officer):
    FollowUp.objects.filter(academic_year=THIS_YEAR + 6).delete()
    FollowUp.objects.filter(academic_year=THIS_YEAR + 5).update(academic_year=THIS_YEAR + 6)
    same = preview_rhythm(yearly, Rhythm(1, None, (UnitRow(unit, THIS_YEAR),)))
    assert ([str(due) for due in same.added], same.removed, same.kept) == ([], [], [])


@pytest.mark.parametrize(
    ("cycle", "ends", "words"), [(0, None, "greater than"), (13, None, "less than"), (1, 2019, "before the first")]
)
def test_rhythm_that_cannot_be_is_refused(yearly, unit, cycle, ends, words):
    with pytest.raises(ValidationError, match=words):
        preview_rhythm(yearly, Rhythm(cycle, ends, (UnitRow(unit, THIS_YEAR),)))


def test_rhythm_that_goes_on_without_a_unit_is_refused(yearly):
    with pytest.raises(ValidationError, match="Name at least one unit"):
        preview_rhythm(yearly, Rhythm(1, None, ()))


def test_unit_in_two_rows_and_a_year_nobody_means_are_refused(yearly, unit):
    twice = (UnitRow(unit, THIS_YEAR), UnitRow(unit, THIS_YEAR + 1))
    with pytest.raises(ValidationError, match="stands in two rows"):
        preview_rhythm(yearly, Rhythm(1, None, twice))
    with pytest.raises(ValidationError):
        preview_rhythm(yearly, Rhythm(1, None, (UnitRow(unit, 1),)))


def test_only_the_quality_office_changes_a_rhythm(yearly, unit, process_owner, auditor):
    for person in (process_owner, auditor):
        with pytest.raises(RightMissing):
            change_rhythm(yearly, actor=person, rhythm=Rhythm(2, None, ()), mark="")
