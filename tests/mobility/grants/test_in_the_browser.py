"""From the first calculation to the first payment and the balance of exchange, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_a_grant_is_calculated_paid_and_counted(stay, officer, open_browser, width, dark):
    page = open_browser(officer, width=width, dark=dark)
    page.goto(stay.get_absolute_url())
    page.get_by_role("button", name="Calculate the grant").click()
    expect(page.get_by_text("138 days × 510.00 € a month ÷ 30")).to_be_visible()
    assert fits(page)

    page.goto(reverse("mobility:payment_list"))
    expect(page.get_by_text("1,642.20").first).to_be_visible()
    assert fits(page)
    page.get_by_role("link", name="Record", exact=True).click()
    page.get_by_label("Reference").fill("L 17")
    assert fits(page)
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("First instalment: 1,642.20")).to_be_visible()

    page.goto(reverse("mobility:balance"))
    expect(page.locator("main h2").first).to_have_text("1 more semester went than came")
    assert fits(page)


def fits(page) -> bool:
    """No fault that axe knows, and nothing to push sideways."""
    assert accessibility_faults(page) == []
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")
