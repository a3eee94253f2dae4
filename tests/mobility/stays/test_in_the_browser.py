"""The way of a stay in a real browser: the rules answer while one types; list, page, board and the partner's form."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agreements.enums import AgreementKind
from mobility.enums import MobilityState
from mobility.models import Mobility
from mobility.nominations.links import token_of
from tests.agreements.factories import AgreementFactory, ConditionFactory, home
from tests.axe import accessibility_faults
from tests.mobility.factories import MobilityFactory, NominationLinkFactory, ParticipantFactory

pytestmark = pytest.mark.django_db(transaction=True)


def look(page, width):
    page.wait_for_load_state("networkidle")
    assert accessibility_faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.fixture
def others(unit, coordinator, lodz, condition):
    """Three stays in other states."""
    for name, state in (
        ("Berg", MobilityState.ACCEPTED),
        ("Ek", MobilityState.AGREED),
        ("Lund", MobilityState.UNDER_WAY),
    ):
        person = ParticipantFactory(given_name="Eva", family_name=name)
        MobilityFactory(unit=unit, participant=person, partner=lodz, coordinator=coordinator, state=state)


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_from_the_first_question_to_the_acceptance(
    open_browser, coordinator, unit, lodz, condition, exchange, others, width, dark
):
    page = open_browser(coordinator, width=width, dark=dark)
    page.goto(reverse("mobility:mobility_list"))
    look(page, width)
    page.get_by_role("link", name="Nominate somebody").click()
    page.get_by_label("Activity").wait_for()
    look(page, width)
    page.get_by_label("Outgoing").check()
    page.get_by_label("Activity").select_option(label="Studies")
    page.get_by_label("Scheme").select_option(label="Bilateral exchange")
    page.get_by_label("Partner", exact=True).select_option(label="Politechnika Lodzka")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Given name").fill("Ada")
    page.get_by_label("Family name").fill("Lindqvist")
    page.get_by_label("First day").fill("2026-09-01")
    page.get_by_label("Last day").fill("2027-01-18")
    page.get_by_text("Choose the condition of the agreement").wait_for()
    page.get_by_label("0 of 2 taken").check()
    page.get_by_text("No rule speaks against it.").wait_for()
    look(page, width)
    page.get_by_label("Our unit").select_option(index=1)
    page.get_by_role("button", name="Nominate").click()
    page.get_by_text("The person is nominated.").wait_for()
    look(page, width)
    page.get_by_role("button", name="Accept", exact=True).click()
    page.get_by_text("The state is now “Accepted”.").wait_for()
    page.goto(reverse("mobility:mobility_board"))
    look(page, width)
    page.locator(".card-of-stay", has_text="Ada Lindqvist").get_by_role("button").click()
    page.get_by_text("The state is now “Agreed”.").wait_for()
    assert Mobility.objects.get(participant__given_name="Ada").state == MobilityState.AGREED


def test_the_partner_fills_in_its_form_on_a_telephone(open_browser, unit, lodz, exchange, coordinator):
    agreement = AgreementFactory(kind=AgreementKind.ERASMUS, responsible_unit=unit, partners=[lodz])
    ConditionFactory(agreement=agreement, sender=lodz, receiver=home(), people_per_year=2)
    link = NominationLinkFactory(unit=unit, institution=lodz, scheme=exchange, asked_by=coordinator)
    page = open_browser(width=390)
    page.goto(reverse("nominations:answer", args=[token_of(link)]))
    look(page, 390)
    page.get_by_label("Given name").first.fill("Jan")
    page.get_by_label("Your name").fill("Maria Nowak")
    page.get_by_role("button", name="Nominate them").click()
    page.get_by_text("This list was not taken").wait_for()
    expect(page.get_by_label("Given name").first).to_have_value("Jan")
    assert not Mobility.objects.exists()
    look(page, 390)
    staff = open_browser(coordinator)
    staff.goto(reverse("mobility:nomination_page"))
    look(staff, 1440)
