"""Two journeys on a telephone, by keyboard alone: until when can I apply, and what did those say who were there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from mobility.models import ReportQuestion
from mobility.reports.asking import ask_for_report, token_of
from tests.axe import accessibility_faults
from tests.mobility.factories import ApplicationRoundFactory, MobilityFactory

pytestmark = pytest.mark.django_db(transaction=True)
MOST_PRESSES = 60


def tab_to(page, words: str):
    """Press Tab until what has the focus is called so."""
    for _press in range(MOST_PRESSES):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.innerText || '').trim()").startswith(words):
            return
    raise AssertionError(f"nothing called {words!r} is reached by Tab")


def is_right(page):
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


def test_check_a_deadline(offer, lodz, unit, open_browser):
    offer(lodz, is_open_ended=True, starts_on=None, ends_on=None)
    closes_at = timezone.now() + timedelta(days=9)
    ApplicationRoundFactory(
        unit=unit, academic_year=timezone.localdate().year, is_published=True, closes_at=closes_at, name_en="Autumn"
    )
    page = open_browser(None, width=390)
    page.goto(f"/universities/{lodz.pk}-{lodz.slug}/")
    is_right(page)
    tab_to(page, "Apply by")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="When to apply")).to_be_in_viewport()
    expect(page.get_by_label("When to apply").get_by_text("9 days left")).to_be_visible()
    tab_to(page, "Add to your calendar")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".ics")


def test_report_that_the_office_lets_through(offer, lodz, unit, officer, open_browser):
    offer(lodz)
    for position, (kind, words) in enumerate((("rating", "How good was it?"), ("text", "What was best?"))):
        ReportQuestion.objects.create(code=kind, audience="student", position=position, kind=kind, wording_en=words)
    report = ask_for_report(MobilityFactory(unit=unit, partner=lodz, state="completed"), actor=officer)
    page = open_browser(None, width=390)
    page.goto(reverse("reports:answer", args=[token_of(report)]))
    is_right(page)
    page.get_by_role("group", name="How good was it?").get_by_role("radio").first.focus()
    for _press in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="4")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("The labs")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Thank you").wait_for()

    office = open_browser(officer)
    office.goto(report.get_absolute_url())
    office.get_by_role("button", name="Show without the name").click()
    office.get_by_role("button", name="Keep back").wait_for()

    page.goto(f"/universities/{lodz.pk}-{lodz.slug}/")
    expect(page.get_by_label("What those who were there say").get_by_text("The labs")).to_be_visible()
    expect(page.get_by_text(report.mobility.participant.family_name)).to_have_count(0)
    is_right(page)
