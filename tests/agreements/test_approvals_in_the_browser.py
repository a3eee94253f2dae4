"""Deciding and signing in a real browser: axe finds nothing, no scripts are needed, a telephone is enough."""

import pytest

from agreements.enums import DocumentKind
from agreements.models import Agreement, Signature
from agreements.services.agreements import move_agreement
from tests.agreements.factories import AgreementFactory, DocumentFactory, SignatureFactory
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1440, False), (390, True)]


@pytest.fixture
def decided_once(memorandum, chief, coordinator):
    """At the dean's step, in its second round."""
    move_agreement(memorandum, "send_back", actor=chief, note="The period is missing.")
    move_agreement(memorandum, "submit", actor=coordinator)
    move_agreement(memorandum, "approve", actor=chief, note="Good for the department.")
    return memorandum


@pytest.fixture
def approved(unit):
    agreement = AgreementFactory(responsible_unit=unit, state="approved", is_open_ended=True)
    SignatureFactory(party=agreement.parties.get(is_home=False), function="Rector", place="Kraków")
    return agreement


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_pages_have_no_accessibility_fault_and_fit(open_browser, decided_once, approved, dean, officer, width, dark):
    for person, addresses in (
        (dean, [decided_once.get_absolute_url(), f"/agreements/{decided_once.pk}/edit/"]),
        (officer, [approved.get_absolute_url(), f"/agreements/{approved.pk}/signatures/"]),
    ):
        page = open_browser(person, width=width, dark=dark)
        for address in addresses:
            assert page.goto(address).status == 200
            for summary in page.locator("details:not(.menu) > summary").all():
                if summary.is_visible():
                    summary.click()
            assert accessibility_faults(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_step_is_decided_with_a_note_on_a_telephone_without_scripts(open_browser, decided_once, dean):
    page = open_browser(dean, width=390, scripts=False)
    page.goto(decided_once.get_absolute_url())
    page.get_by_label("Note").fill("Good for the faculty.")
    page.get_by_role("button", name="Approve").click()
    page.get_by_text("Approved. Next is: Vice-chancellor, The university.").wait_for()
    assert decided_once.approvals.get(state="waiting").label_en == "Vice-chancellor"


def test_signatures_are_recorded_without_scripts(open_browser, approved, officer):
    DocumentFactory(agreement=approved, kind=DocumentKind.SIGNED_COPY)
    page = open_browser(officer, width=390, scripts=False)
    page.goto(approved.get_absolute_url())
    page.get_by_role("link", name="Record signatures").first.click()
    page.get_by_label("Signed by").first.fill("Ada Rector")
    page.get_by_label("Signed on").first.fill("2026-02-01")
    page.get_by_role("button", name="Save the signatures").click()
    page.get_by_text("The state is now “Active”.").wait_for()
    assert Agreement.objects.get().state == "active"
    assert Signature.objects.count() == 2
