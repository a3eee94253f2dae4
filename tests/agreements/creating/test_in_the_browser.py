"""The way of a draft in a real browser: back, two tabs, an ended session, a telephone."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from agreements.models import Agreement
from tests.agreements.creating.forms import new_form, step
from tests.agreements.factories import AgreementFactory, InstitutionFactory, home
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)
GO_ON = "Save and go on"


def test_back_two_tabs_and_an_ended_session_lose_nothing(open_browser, coordinator, unit):
    home()
    InstitutionFactory(name="AGH University", city="Kraków")
    page = open_browser(coordinator)
    page.goto("/agreements/new/")
    page.get_by_role("link", name="Memorandum of Cooperation").click()
    page.get_by_label("Find the partner").fill("krako")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("button", name="AGH University").click()
    page.get_by_label("Their unit").fill("Faculty of Computing")
    other_tab = page.context.new_page()
    other_tab.goto(page.url.partition("#")[0])
    page.get_by_role("button", name=GO_ON).last.click()
    page.get_by_role("heading", name="How long").wait_for()
    other_tab.get_by_role("button", name=GO_ON).last.click()
    other_tab.get_by_text("This form made the draft already").wait_for()
    other_tab.get_by_role("button", name="Throw it away").click()
    other_tab.get_by_label("Their unit").wait_for()
    expect(other_tab.get_by_label("Their unit")).to_have_value("Faculty of Computing")
    draft = Agreement.objects.get()
    page.go_back()
    page.get_by_role("heading", name="Between whom").wait_for()
    expect(page.get_by_label("Their unit")).to_have_value("Faculty of Computing")
    page.get_by_role("button", name=GO_ON).last.click()
    page.get_by_label("Last day", exact=True).fill("2031-12-31")
    Session.objects.all().delete()
    page.get_by_role("button", name=GO_ON).last.click()
    page.wait_for_url(re.compile("/login/"))
    coordinator.set_password("correct horse battery")
    coordinator.save(update_fields=["password"])
    page.locator("input[name=login]").fill(coordinator.email)
    page.locator("input[name=password]").fill("correct horse battery")
    page.get_by_role("button", name="Sign in").last.click()
    page.get_by_text("What you had typed here is not saved yet.").wait_for()
    expect(page.get_by_label("Last day", exact=True)).to_have_value("2031-12-31")
    page.get_by_role("button", name=GO_ON).last.click()
    page.get_by_role("heading", name="Who keeps it").wait_for()
    assert str(Agreement.objects.get(pk=draft.pk).ends_on) == "2031-12-31"


@pytest.mark.parametrize("width", [390, 1440])
def test_the_steps_have_no_accessibility_fault_and_fit(open_browser, coordinator, unit, width):
    home()
    partners = [InstitutionFactory(name=f"University of Applied Sciences {number}") for number in range(5)]
    fields = {"responsible_unit": unit, "state": "draft", "kind": "student_exchange", "coordinator": coordinator}
    draft = AgreementFactory(partners=partners, **fields)
    page = open_browser(coordinator, width=width)
    names = ("kind", "partners", "period", "keeping", "conditions", "review")
    for address in ("/agreements/new/", new_form("erasmus"), *(step(draft, name) for name in names)):
        assert page.goto(address).status == 200
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
