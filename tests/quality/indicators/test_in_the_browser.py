"""The way of the data in a real browser: a value is refused and kept, mended, saved in part, and compared."""

import pytest
from playwright.sync_api import expect

from quality.enums import FollowUpState
from tests.axe import accessibility_faults
from tests.quality.factories import FollowUpFactory, IndicatorValueFactory, ObjectiveFactory

pytestmark = pytest.mark.django_db(transaction=True)


def look(page, width):
    assert accessibility_faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_from_a_gap_to_a_value(open_browser, follow_up, contributor, rate, courses, unit, other_unit, width, dark):
    ObjectiveFactory(indicator=rate, target=50)
    for where, year, number in ((unit, 2025, 41), (unit, 2024, 40), (other_unit, 2025, 55)):
        former = FollowUpFactory(unit=where, academic_year=year, state=FollowUpState.ADOPTED)
        IndicatorValueFactory(follow_up=former, indicator=rate, number=number)
    page = open_browser(contributor, width=width, dark=dark)
    page.goto(f"/quality/follow-ups/{follow_up.pk}/data/")
    expect(page.get_by_text("2 values that the dialogue needs are missing")).to_be_visible()
    look(page, width)
    page.get_by_role("link", name="Fill in").click()
    page.get_by_label("Response rate", exact=True).fill("140")
    look(page, width)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Response rate", exact=True)).to_have_value("140")
    expect(page.get_by_text("A share lies between 0 and 100 per cent.").first).to_be_visible()
    look(page, width)
    page.get_by_label("Response rate", exact=True).fill("64,5")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1 value that the dialogue needs is still missing")).to_be_visible()
    expect(page.get_by_text("+23.5 percentage points since 2025/26").first).to_be_visible()
    look(page, width)
    page.get_by_role("link", name="Response rate").first.click()
    look(page, width)
    for address in ("indicators", "objectives"):
        page.goto(f"/quality/{address}/")
        look(page, width)
