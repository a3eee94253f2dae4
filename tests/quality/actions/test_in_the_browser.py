"""The way of an action in a real browser: planned on a finding, worked on, reported, verified by another."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quality.models import Action
from tests.axe import accessibility_faults
from tests.quality.factories import FindingFactory

pytestmark = pytest.mark.django_db(transaction=True)


def look(page, width):
    assert accessibility_faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_from_a_finding_to_a_verified_result(open_browser, follow_up, quality_officer, process_owner, width, dark):
    FindingFactory(follow_up=follow_up)
    page = open_browser(process_owner, width=width, dark=dark)
    page.goto(f"/quality/follow-ups/{follow_up.pk}/actions/")
    look(page, width)
    page.get_by_role("link", name="Plan an action").click()
    page.get_by_label("Title").fill("Read answers in May")
    page.get_by_label("Responsible").select_option(label=str(process_owner))
    page.get_by_label("Due on").fill((timezone.localdate() + timedelta(days=40)).isoformat())
    look(page, width)
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_text("The action is planned.")).to_be_visible()
    look(page, width)
    page.goto("/quality/actions/board/")
    look(page, width)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("The state is now “Under way”.")).to_be_visible()
    page.get_by_role("link", name="Read answers in May").first.click()
    page.get_by_label("How far is it?").fill("Half of the courses.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("Half of the courses.")).to_be_visible()
    look(page, width)
    page.get_by_role("link", name="Report as done").click()
    page.get_by_label("Result").fill("All of them.")
    look(page, width)
    page.get_by_role("button", name="Report as done").click()
    expect(page.get_by_text("The quality office looks at the result")).to_be_visible()
    officer = open_browser(quality_officer, width=width, dark=dark)
    officer.goto("/quality/actions/")
    look(officer, width)
    officer.get_by_role("link", name="Read answers in May").click()
    look(officer, width)
    officer.get_by_role("button", name="Verify").click()
    expect(officer.get_by_text("The state is now “Verified”.")).to_be_visible()
    officer.goto("/quality/actions/by-owner/")
    look(officer, width)
    assert Action.objects.get().verified_by == quality_officer
