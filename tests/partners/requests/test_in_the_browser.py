"""The whole way in a real browser: a stranger asks, confirms, the office makes a prospect; axe finds nothing."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from partners.models import PartnershipRequest
from tests.agreements.factories import AgreementFactory
from tests.axe import accessibility_faults
from tests.partners.factories import InstitutionFactory
from tests.partners.requests.factories import PartnershipRequestFactory
from tests.partners.requests.test_public_form import deliver_now

pytestmark = pytest.mark.django_db(transaction=True)


def look(page, width):
    assert accessibility_faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_from_the_public_form_to_a_prospect(open_browser, officer, unit, monkeypatch, width, dark):
    monkeypatch.setattr("accounts.mails._hand_over", deliver_now)
    shown = InstitutionFactory(name="Nordfjord University College", city="Nordfjord")
    AgreementFactory(responsible_unit=unit, partners=[shown], is_published=True)
    page = open_browser(width=width, dark=dark)
    page.goto("/")
    page.get_by_role("link", name="Become a partner of ours").click()
    page.get_by_role("button", name="Send the request").click()
    page.locator("#error-summary").wait_for()
    look(page, width)  # with every fault beside its field
    page.get_by_label("Name of your organisation").press_sequentially("Nordfjord Univ College", delay=5)
    page.wait_for_selector("#known a")
    look(page, width)
    page.get_by_label("Name of your organisation").fill("Sørfjord Academy")
    page.get_by_label("Country").select_option(label="Sweden")
    page.get_by_label("Research together").check()
    page.get_by_label("Your message").fill("We would like to write a proposal with you.")
    page.get_by_label("Your name").fill("Åsa Öberg")
    page.get_by_label("Your role there").fill("Vice-rector")
    page.get_by_label("Your e-mail address").fill("asa@nowhere.example")
    page.get_by_label("I have read how my data are used.").check()
    page.get_by_role("button", name="Send the request").click()
    page.wait_for_url("**/partnership/sent/")
    look(page, width)
    [line] = [line for line in mail.outbox[0].body.splitlines() if line.startswith("http")]
    page.goto("/" + line.split("/", 3)[3])
    look(page, width)
    page.get_by_role("button", name="Yes, it was me").click()
    page.get_by_role("heading", name="We have received your request").wait_for()
    look(page, width)

    row = PartnershipRequest.objects.get()
    page = open_browser(officer, width=width, dark=dark)
    for address in ("/partners/requests/", "/partners/requests/new/", row.get_absolute_url()):
        page.goto(address)
        look(page, width)
    page.get_by_role("link", name="Accept", exact=True).click()
    page.get_by_label("Unit that works with it").wait_for()
    look(page, width)
    page.get_by_label("Unit that works with it").select_option(str(unit.pk))
    page.get_by_role("button", name="Accept the request").click()
    page.get_by_role("link", name="New agreement with this partner").wait_for()
    look(page, width)
    row.refresh_from_db()
    assert (row.state, row.institution.status, row.institution.name) == ("accepted", "prospect", "Sørfjord Academy")
    assert row.institution.contacts.get().name == "Åsa Öberg"


def test_declined_without_scripts(open_browser, officer):
    row = PartnershipRequestFactory()
    page = open_browser(officer, width=390, scripts=False)
    page.goto(row.get_absolute_url())
    page.get_by_role("link", name="Decline").click()
    page.get_by_role("button", name="Svenska").click()
    expect(page.get_by_label("Answer")).not_to_have_value("")
    page.get_by_role("button", name="Decline, and send the answer").click()
    page.get_by_text("The request is declined; the answer is on its way.").wait_for()
