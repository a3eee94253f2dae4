"""An activity is planned in a real browser: the list, the kind, its form, its page."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cooperation.models import Activity
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)


def look(page, width):
    assert accessibility_faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_a_delegation_is_planned_with_a_programme(open_browser, coordinator, width, dark):
    page, day = open_browser(coordinator, width=width, dark=dark), timezone.localdate() + timedelta(days=30)
    page.goto("/cooperation/activities/")
    look(page, width)
    page.get_by_role("link", name="New activity").click()
    look(page, width)
    page.get_by_role("link", name="Visit or delegation").click()
    look(page, width)
    page.get_by_label("Title").fill("Visit of the rectors")
    page.get_by_label("First day").fill(day.isoformat())
    page.get_by_label("Last day").fill(day.isoformat())
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_text("The activity is planned.")).to_be_visible()
    look(page, width)
    page.get_by_role("link", name="Add an item of the programme").click()
    page.get_by_label("Title").fill("Reception")
    look(page, width)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Reception").first).to_be_visible()
    look(page, width)
    assert Activity.objects.get().programme.get().title == "Reception"
