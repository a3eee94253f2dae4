"""The calendar in a real browser: wide and on a telephone, light and dark, by keyboard and without scripts."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect

from reminders.arrangements import rest_date
from reminders.calendar.months import Month
from reminders.dates import DateQuestion
from reminders.enums import FeedScope
from reminders.feed.addresses import address_of, renew_address
from tests.agreements.factories import AgreementFactory
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])


@pytest.fixture
def dates(unit, coordinator):
    """Five on one day, one overdue, one of them resting: the month shows every state."""
    today = timezone.localdate()
    month = Month.of(today)
    for number in range(5):
        AgreementFactory(responsible_unit=unit, coordinator=coordinator, ends_on=today, title=f"Today {number}")
    AgreementFactory(responsible_unit=unit, coordinator=coordinator, ends_on=month.first, title="First of the month")
    AgreementFactory(
        responsible_unit=unit, coordinator=coordinator, ends_on=month.first - timedelta(days=40), title="Long overdue"
    )
    row = next(row for row in DateQuestion(coordinator, today).rows(9) if row.title == "Today 4")
    rest_date(row, actor=coordinator, until=today + timedelta(days=9), reason="waiting for the dean")
    return today


@SIZES
def test_the_month_has_no_accessibility_faults_and_fits(dates, coordinator, open_browser, width, dark):
    page = open_browser(coordinator, width=width, dark=dark)
    page.goto("/calendar/?aside=shown")
    expect(page.get_by_role("heading", level=1)).to_have_text("Calendar")
    expect(page.locator("table.month")).to_be_visible()
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@SIZES
def test_the_list_has_no_accessibility_faults_and_fits(dates, coordinator, open_browser, width, dark):
    page = open_browser(coordinator, width=width, dark=dark)
    page.goto("/calendar/list/?aside=shown")
    expect(page.get_by_text("waiting for the dean")).to_be_visible()
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@SIZES
def test_the_page_of_the_address_has_no_accessibility_faults_and_fits(coordinator, open_browser, width, dark):
    page = open_browser(coordinator, width=width, dark=dark)
    page.goto("/calendar/subscribe/")
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Make my addresses").click()
    page.get_by_text("Your calendar has an address now.").wait_for()
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_address_is_copied_at_a_press(coordinator, open_browser):
    subscription = renew_address(coordinator, actor=coordinator)
    page = open_browser(coordinator)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/calendar/subscribe/")
    page.locator("[data-copies='own-address']").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == address_of(subscription, FeedScope.OWN)


def test_on_a_telephone_a_day_is_a_number_that_opens_its_list(dates, coordinator, open_browser):
    page = open_browser(coordinator, width=390)
    month = Month.of(dates)
    page.goto(f"/calendar/?month={month}")
    expect(page.locator(".month .entry").first).not_to_be_visible()
    expect(page.locator("#day").get_by_text("Today 0")).to_be_visible()  # today is listed of itself
    first = page.get_by_role("link", name=f"{date_format(month.first, 'j')} {date_format(month.first, 'F')}").first
    first.click()
    page.wait_for_url(f"**day={month.first.isoformat()}#day")
    expect(page.locator("#day").get_by_text("First of the month")).to_be_visible()


def test_arrow_keys_walk_from_day_to_day(dates, coordinator, open_browser):
    page = open_browser(coordinator)
    page.goto("/calendar/?month=2031-03")

    page.locator("[data-day='2031-03-12']").focus()
    for key, day in (
        ("ArrowRight", "2031-03-13"),
        ("ArrowDown", "2031-03-20"),
        ("ArrowLeft", "2031-03-19"),
        ("ArrowUp", "2031-03-12"),
    ):
        page.keyboard.press(key)
        expect(page.locator(":focus")).to_have_attribute("data-day", day)
    page.locator("[data-day='2031-02-24']").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(":focus")).to_have_attribute("data-day", "2031-02-24")
    page.keyboard.press("PageDown")
    page.wait_for_url("**month=2031-04")
    page.locator("[data-day='2031-04-12']").focus()
    page.keyboard.press("PageUp")
    page.wait_for_url("**month=2031-03")


def test_everything_works_without_scripts(dates, coordinator, open_browser):
    page = open_browser(coordinator, scripts=False)
    page.goto("/calendar/")
    page.get_by_role("link", name="+1 more").click()
    expect(page.locator("tbody tr:not(.month-row)")).to_have_count(4)
    page.get_by_role("link", name="Month", exact=True).click()
    page.locator("summary", has_text="Kind").click()
    page.get_by_label("Last day to give notice").check()
    page.locator("details[open] button").click()
    expect(page.get_by_text("No later date is known either.")).to_be_visible()
    page.locator("#jump").select_option(str(Month.of(dates).after(2)))
    page.get_by_role("button", name="Go").click()
    expect(page).to_have_url(re.compile(r"kind=agreements\.notice"))
    expect(page).to_have_url(re.compile(f"month={Month.of(dates).after(2)}"))
    page.get_by_role("link", name="Today", exact=True).click()
    expect(page).not_to_have_url(re.compile(r"month="))
