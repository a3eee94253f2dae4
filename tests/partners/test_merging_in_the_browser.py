"""Duplicates, mergers and closings in a real browser: axe finds nothing, they fit, and work without scripts."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from partners.models import Institution, Merge, PossibleDuplicate
from partners.services.closing import close_institution
from partners.services.merging import merge_institutions
from tests.agreements.factories import AgreementFactory, ConditionFactory, home
from tests.axe import accessibility_faults
from tests.partners.factories import ContactFactory, InstitutionFactory

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1440, False), (390, True)]


@pytest.fixture
def munich():
    home()
    return InstitutionFactory(
        name="Technical University of Munich",
        city="München",
        erasmus_code="D  MUNCHEN02",
        website="https://www.tum.de",
        aliases=["TUM"],
    )


@pytest.fixture
def double(munich, unit):
    """The same university once more, with an agreement that names both and a contact that stands on both."""
    double = InstitutionFactory(
        name="TU München", city="München", pic="999977463", website="http://tum.de", remarks="Met at a fair."
    )
    both = AgreementFactory(responsible_unit=unit, partners=[munich, double], title="Exchange with both")
    ConditionFactory(agreement=both, receiver=munich)
    ConditionFactory(agreement=both, receiver=double)
    AgreementFactory(responsible_unit=unit, partners=[double], title="Memorandum of Cooperation with TU München")
    ContactFactory(institution=munich, name="Exchange desk", email="desk@example.org")
    ContactFactory(institution=double, name="Exchange desk", email="desk@example.org", phone="+49 89")
    reasons = [{"kind": "name", "text": "TU München"}, {"kind": "website", "text": "tum.de"}]
    PossibleDuplicate.objects.create(first=munich, second=double, score=100, reasons=reasons)
    return double


@pytest.fixture
def closed(unit):
    successor = InstitutionFactory(name="Tampere University")
    closed = InstitutionFactory(name="Tampere University of Technology")
    AgreementFactory(responsible_unit=unit, partners=[closed], title="Staff exchange with Tampere")
    return close_institution(closed, actor=None, on=date(2018, 12, 31), because="Merged.", successor=successor)


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_pages_have_no_accessibility_fault_and_fit(open_browser, munich, double, closed, officer, width, dark):
    merged = merge_institutions(munich, InstitutionFactory(name="Isar Polytechnic"), actor=officer, reason="Twice")
    page = open_browser(officer, width=width, dark=dark)
    addresses = [
        "/partners/duplicates/",
        f"/partners/{munich.pk}/merge/",
        f"/partners/{munich.pk}/merge/?q=munich",
        f"/partners/{munich.pk}/merge/{double.pk}/",
        f"/partners/{munich.pk}/merge/{munich.pk}/",
        merged.get_absolute_url(),
        f"/partners/{merged.absorbed_id}/history/",
        f"/partners/{munich.pk}/",
        f"/partners/{munich.pk}/close/",
        f"/partners/{closed.pk}/",
        f"/agreements/successions/{closed.pk}/",
    ]
    for address in addresses:
        assert page.goto(address).status == 200, address
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_partners_like_it_are_shown_as_one_types(open_browser, munich, officer):
    page = open_browser(officer)
    page.goto("/partners/new/")
    page.get_by_label("Name", exact=False).first.press_sequentially("Tech. Univ. Munich", delay=10)
    page.wait_for_selector("#similar li")
    expect(page.locator("#similar")).to_contain_text("Technical University of Munich")
    assert accessibility_faults(page) == []
    page.get_by_label("Name", exact=False).first.fill("Universität Bremen")
    page.wait_for_selector("#similar li", state="detached")


def test_two_are_merged_and_two_again_without_scripts(open_browser, munich, double, officer):
    page = open_browser(officer, scripts=False)
    page.goto("/partners/duplicates/")
    page.get_by_role("link", name="Compare").click()
    page.get_by_label("Name: TU München", exact=True).check()
    page.get_by_label("Reason").fill("Entered twice")
    page.get_by_role("button", name="Merge the two").click()
    expect(page.get_by_text("it can be undone for 30 days")).to_be_visible()
    assert Institution.objects.get(pk=munich.pk).name == "TU München"
    page.get_by_role("button", name="Undo").click()
    page.get_by_label("Reason").fill("They are two")
    page.get_by_role("button", name="Undo the merger").click()
    expect(page.get_by_text("The two are two again.")).to_be_visible()
    assert Merge.objects.get().undone_by == officer
    assert Institution.objects.get(pk=munich.pk).name == "Technical University of Munich"


def test_a_like_partner_is_entered_with_a_word_without_scripts(open_browser, munich, officer):
    page = open_browser(officer, scripts=False)
    page.goto("/partners/new/")
    page.get_by_label("Name", exact=False).first.fill("TU München")
    page.get_by_label("Country", exact=False).select_option("SE")
    page.get_by_role("button", name="Save the partner").click()
    expect(page.locator("#similar")).to_contain_text("Technical University of Munich")
    page.get_by_label("It is another institution, because").fill("Its campus abroad")
    page.get_by_role("button", name="Save the partner").click()
    expect(page.locator("h1")).to_have_text(re.compile(r"^\s*TU München"))
