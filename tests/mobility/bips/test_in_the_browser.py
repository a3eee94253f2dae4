"""The whole way in a real browser: a programme is planned, found wanting, mended, and its support asked for."""

import pytest

from mobility.models import Bip
from partners.models import Institution
from reference.models import Country
from tests.agreements.factories import home
from tests.axe import accessibility_faults
from tests.mobility.bips.conftest import CHARTER
from tests.mobility.factories import SchemeFactory, SupportSchemeFactory
from tests.partners.factories import InstitutionFactory

pytestmark = pytest.mark.django_db(transaction=True)


def look(page, width):
    assert accessibility_faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_from_a_plan_to_support(open_browser, tables, coordinator, unit, width, dark):
    Institution.objects.filter(pk=home().pk).update(**CHARTER)
    for name, country in (("Weimar", "DE"), ("Łódź", "PL")):
        InstitutionFactory(name=name, country=Country.objects.get(pk=country), **CHARTER)
    SchemeFactory(code="bip", name_en="BIP")
    SupportSchemeFactory(first_year=2020)
    page = open_browser(coordinator, width=width, dark=dark)
    page.goto("/mobility/bips/")
    look(page, width)
    page.get_by_role("link", name="New programme").first.click()
    page.get_by_label("Title").fill("Digital coasts")
    page.get_by_label("First physical day").fill("2026-11-30")
    page.get_by_label("Last physical day").fill("2026-12-02")
    page.get_by_text("Make it 5 days at least").wait_for()
    page.get_by_label("Last physical day").fill("2026-12-04")
    page.get_by_text("The physical part lasts 5 days").wait_for()
    page.get_by_label("Virtual part from").fill("2026-11-02")
    page.get_by_label("Virtual part to").fill("2026-11-20")
    page.get_by_label("What learners do online together").fill("Weekly meetings")
    page.get_by_label("ECTS credits").fill("3")
    page.get_by_text("Students get 3 ECTS credits").wait_for()
    look(page, width)
    page.get_by_role("button", name="Plan it").click()
    page.get_by_role("heading", name="Partners and people").wait_for()
    for row, name in ((1, "Weimar"), (2, "Łódź")):
        page.locator(f"#id_partner-{row}-institution").select_option(label=name)
        page.locator(f"#id_partner-{row}-planned_students").fill("5")
    page.get_by_text("Every condition holds.").wait_for()
    look(page, width)
    page.get_by_role("button", name="Save the partners").click()
    page.get_by_text("The partners are saved.").wait_for()
    look(page, width)
    page.get_by_role("link", name="Every condition").click()
    page.get_by_role("link", name="Overview").wait_for()
    look(page, width)
    page.get_by_role("link", name="Overview").click()
    page.get_by_role("button", name="Record as agreed").click()
    page.get_by_text("The state is now “Agreed”.").wait_for()
    page.get_by_role("link", name="Ask for support or a place").click()
    page.get_by_label("What the support is for").wait_for()
    look(page, width)
    page.get_by_label("What the support is for").fill("The online part")
    page.get_by_label("The international office was asked first").check()
    page.get_by_role("button", name="Send the request").click()
    page.get_by_text("It is granted, with a development contribution").first.wait_for()
    look(page, width)
    page.goto("/mobility/bips/support/")
    look(page, width)
    assert Bip.objects.get().state == "agreed"
