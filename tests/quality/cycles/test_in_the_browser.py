"""Catalogue and plan in a real browser: a new cycle and a moved day are shown before they are done."""

import pytest
from playwright.sync_api import expect

from quality.enums import StepKind
from quality.models import FollowUp
from reference.academic_years import AcademicYear
from tests.axe import accessibility_faults
from tests.quality.factories import ProcessStepFactory, ProcessUnitFactory, ProcessVersionFactory

pytestmark = pytest.mark.django_db(transaction=True)
THIS_YEAR = AcademicYear.current()


@pytest.fixture
def courses(unit, process_owner):
    version = ProcessVersionFactory(accountable=process_owner, assumed=["cycle", "role"], esg=["1.3"])
    for place, kind in enumerate((StepKind.COLLECT, StepKind.DIALOGUE, StepKind.ADOPTION), start=1):
        ProcessStepFactory(version=version, kind=kind, offset_days=place * 90, position=place * 10)
    ProcessUnitFactory(version=version, unit=unit, first_year=THIS_YEAR.first_year)
    return version


def look(page, width):
    assert accessibility_faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_from_the_catalogue_to_a_plan_that_is_changed(open_browser, courses, quality_officer, width, dark):
    page = open_browser(quality_officer, width=width, dark=dark)
    page.goto("/quality/processes/")
    look(page, width)
    page.get_by_role("link", name="QU-1 · Follow-up of courses").click()
    expect(page.get_by_text("assumed", exact=True).first).to_be_visible()
    look(page, width)
    page.get_by_role("link", name="Cycle and units").click()
    page.get_by_label("Cycle in years").fill("2")
    look(page, width)
    page.get_by_role("button", name="Show what it means").click()
    expect(page.get_by_role("heading", name="Planned anew")).to_be_visible()
    look(page, width)
    page.get_by_role("button", name="Do exactly this").click()
    expect(page.get_by_text("Cycle and units are saved")).to_be_visible()
    page.goto("/quality/plan/")
    expect(page.get_by_role("link", name="1 Planned")).to_have_count(3)
    look(page, width)
    page.get_by_role("link", name="Wheel").click()
    page.get_by_text("The same as a table").click()
    expect(page.get_by_role("rowheader", name="QU-1")).to_be_visible()
    look(page, width)
    page.get_by_role("link", name="Plan further ahead").click()
    page.get_by_label("Plan up to the academic year").select_option(str(AcademicYear(THIS_YEAR.first_year + 9)))
    page.get_by_role("button", name="Show what would be planned").click()
    look(page, width)
    page.get_by_role("button", name="Plan these").click()
    expect(page.get_by_text("1 follow-up is planned.")).to_be_visible()
    planned = FollowUp.objects.get(academic_year=THIS_YEAR.first_year + 2)
    page.goto(f"/quality/follow-ups/{planned.pk}/")
    page.get_by_role("link", name="Move the day").first.click()
    day = planned.steps.get(kind=StepKind.COLLECT).due_on
    page.get_by_label("New day").fill(day.replace(day=day.day - 1 if day.day > 1 else 28).isoformat())
    page.get_by_role("button", name="Show what moves with it").click()
    expect(page.get_by_role("heading", name="What moves")).to_be_visible()
    look(page, width)
    page.get_by_role("button", name="Move exactly these").click()
    expect(page.get_by_text("The dates are moved.")).to_be_visible()
