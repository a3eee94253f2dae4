"""From the ranked list of a round to its protocol, and what students see of it, by keyboard-sized and wide screens."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.axe import accessibility_faults
from tests.mobility.factories import ApplicationRoundFactory

pytestmark = pytest.mark.django_db(transaction=True)


def look(page, width):
    assert accessibility_faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_a_round_is_decided_and_shown(open_browser, officer, unit, closed_round, offered, applicant, width, dark):
    lodz, gent = offered("Politechnika Łódzka", 1, eqf_levels=[6, 7]), offered("Universiteit Gent", 2)
    applicant(1, lodz, gent, given_name="Ebba", family_name="Lund", programme="Computing")
    applicant(2, lodz, gent, given_name="Noor", family_name="Aziz")
    applicant(3, lodz, given_name="Oskar", family_name="Fors")
    page = open_browser(officer, width=width, dark=dark)
    page.goto(reverse("mobility:round_list"))
    look(page, width)
    page.get_by_role("link", name=closed_round.name_en).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(closed_round.name_en)
    look(page, width)
    page.get_by_role("link", name="Allocation").click()
    page.get_by_role("button", name="Give the places").wait_for()
    look(page, width)
    page.get_by_role("button", name="Give the places").click()
    expect(page.get_by_text("Who got which place, and why")).to_be_visible()
    expect(page.get_by_text("Waits for Politechnika Łódzka")).to_have_count(2)
    look(page, width)
    page.goto(reverse("mobility:round_create"))
    look(page, width)

    ApplicationRoundFactory(
        unit=unit, name_en="Studies abroad, autumn", is_published=True, to_send_en="A letter of one page.",
        apply_address="https://apply.example.org/",
    )  # fmt: skip
    student = open_browser(width=width, dark=dark)
    student.goto("/rounds/")
    look(student, width)
    student.get_by_role("link", name="Studies abroad, autumn", exact=True).click()
    student.get_by_role("link", name="Universiteit Gent").wait_for()
    look(student, width)
    student.get_by_role("link", name="Universiteit Gent").click()
    expect(student.get_by_role("heading", name="When to apply")).to_be_visible()
    look(student, width)
