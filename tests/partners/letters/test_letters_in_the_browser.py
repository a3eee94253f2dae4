"""Writing to partners and factsheets in a real browser: one journey, axe finds nothing, every page fits."""

import re

import pytest
from django.core import mail as sent_mail
from playwright.sync_api import expect

from partners.models import FactsheetLink, FactsheetProposal, Mailing
from reminders.post.delivery import deliver_ready
from tests.axe import accessibility_faults
from tests.partners.factories import ContactFactory, InstitutionFactory
from tests.partners.letters.factories import MailTemplateFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def partners():
    """Two that can be written to, one that closed."""
    for name, status in (("Lodz University", "active"), ("Aalto University", "active"), ("Tampere", "suspended")):
        ContactFactory(institution=InstitutionFactory(name=name, status=status), role="coordinator")
    MailTemplateFactory(
        name="Factsheet", purpose="factsheet", body_en="Dear {{ contact_name }},\n\n{{ factsheet_link }}\n\nThank you"
    )


@pytest.mark.parametrize("width", [1440, 390])
def test_written_to_from_the_list_corrected_by_the_partner_accepted_by_the_office(
    open_browser, partners, officer, width
):
    page = open_browser(officer, width=width, dark=width == 390)

    def is_fine():
        assert accessibility_faults(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url

    page.goto("/partners/")
    page.get_by_role("button", name="Write to all that match").click()
    page.get_by_label("template").select_option(label="Factsheet")
    is_fine()
    page.get_by_role("button", name="Show each mail").click()
    expect(page.get_by_text("Work with it is suspended.")).to_be_visible()
    is_fine()
    page.get_by_role("button", name="Send to the ticked").click()
    expect(page.get_by_text("2 mails are on their way.")).to_be_visible()
    is_fine()
    assert deliver_ready().sent == 2
    assert Mailing.objects.get().mails.count() == 2

    partner = open_browser(width=width)
    partner.goto(re.search(r"/factsheet/\w+/", sent_mail.outbox[0].body)[0])
    assert accessibility_faults(partner) == []
    assert partner.evaluate("document.documentElement.scrollWidth") <= width
    partner.get_by_label("City").fill("Espoo")
    partner.get_by_label("Your name").fill("Maija")
    partner.get_by_role("button", name="Everything is right").click()
    expect(partner.get_by_role("heading", name="Thank you")).to_be_visible()
    assert accessibility_faults(partner) == []

    answered = FactsheetLink.objects.get(answered_at__isnull=False)
    page.goto(f"/partners/{answered.institution_id}/factsheet/")
    is_fine()
    page.get_by_role("button", name=re.compile(r"Accept\s*: City")).click()
    expect(page.get_by_text("The correction is in the register.")).to_be_visible()
    assert FactsheetProposal.objects.get().state == "accepted"
    for address in (
        f"/partners/{answered.institution_id}/correspondence/",
        "/partners/mailings/",
        "/partners/mail-templates/",
        "/partners/mail-templates/new/",
        Mailing.objects.get().template.get_absolute_url(),
    ):
        page.goto(address)
        is_fine()
