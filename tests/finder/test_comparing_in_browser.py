"""Keeping and comparing in a real browser: on a telephone, by keyboard alone, and what is shared by an address."""

import re

import pytest
from playwright.sync_api import expect

from agreements.enums import AgreementState
from tests.agreements.factories import InstitutionFactory
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def places(offer, lodz, kyoto):
    """Two places to go, and one of the past."""
    offer(lodz, levels=[6, 7], people=4, months=20, tuition_waived=True)
    offer(kyoto, levels=[7], fields=["0715"], kind="student_exchange")
    old = InstitutionFactory(name="Old Friend")
    offer(old, state=AgreementState.ENDED)
    return lodz, kyoto, old


def press_until(page, key, label):
    """Tab until something called ``label`` has the focus, then press ``key``."""
    for _press in range(40):
        page.keyboard.press("Tab")
        if label in page.evaluate("document.activeElement.textContent.trim()"):
            page.keyboard.press(key)
            return
    pytest.fail(f"{label} cannot be reached by keyboard")


def test_find_keep_and_compare_by_keyboard_on_a_telephone(places, open_browser):
    page = open_browser(None, width=390, dark=True)
    page.goto("/")
    expect(page.locator("[data-own-list]")).to_be_hidden()
    press_until(page, "Enter", "Keep")
    expect(page.locator("[data-own-status]")).to_have_text("Kyoto University is on your list: 1 partner.")
    press_until(page, "Space", "Keep")
    expect(page.locator("[data-own-list]")).to_have_text("Your list 2")
    page.locator("[data-own-list]").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your list").wait_for()
    expect(page).to_have_url(re.compile(rf"/list/\?at={places[1].pk},{places[0].pk}$"))
    assert accessibility_faults(page) == []
    press_until(page, "Enter", "Compare")
    page.get_by_role("heading", name="Compare partners").wait_for()
    expect(page.get_by_role("row", name="Who may go")).to_contain_text("Bachelor")
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_taken_off_leaves_the_list_and_the_browser(places, open_browser):
    lodz, _kyoto, _old = places
    page = open_browser(None)
    page.goto("/")
    for name in ("Kyoto University", "Politechnika Łódzka"):
        page.get_by_role("button", name=f"Keep {name}").click()
    page.locator("[data-own-list]").click()
    expect(page.locator(".kept-cards > li")).to_have_count(2)
    page.get_by_role("button", name="Kept Kyoto University").click()
    expect(page.locator(".kept-cards > li")).to_have_count(1)
    expect(page).to_have_url(re.compile(rf"/list/\?at={lodz.pk}$"))
    page.get_by_role("button", name="Kept Politechnika Łódzka").click()
    page.get_by_role("heading", name="Nothing is on this list yet").wait_for()
    assert page.evaluate("localStorage.getItem('kept-partners')") == "[]"
    assert page.context.cookies() == []


def test_list_of_a_friend_is_read_without_javascript_and_kept_with_it(places, open_browser):
    lodz, kyoto, old = places
    address = f"/list/?at={lodz.pk},{kyoto.pk},{old.pk},{10**9}"
    plain = open_browser(None, scripts=False)
    plain.goto(address)
    expect(plain.get_by_text("1 partner of this address is not, or no longer, on this site.")).to_be_visible()
    expect(plain.get_by_role("button", name=re.compile("Keep|Print|Copy"))).to_have_count(0)
    plain.get_by_role("button", name="Compare").click()
    expect(plain.get_by_role("columnheader", name=re.compile("Old Friend"))).to_contain_text("Nobody can be sent")
    page = open_browser(None)
    page.goto(address)
    page.get_by_role("button", name="Keep all of these").click()
    expect(page.locator("[data-own-list]")).to_have_text("Your list 3")
    expect(page.get_by_role("button", name="Keep all of these")).to_be_hidden()
    assert accessibility_faults(page) == []


def test_what_left_the_site_is_told_once_and_then_forgotten(places, open_browser):
    lodz, _kyoto, _old = places
    page = open_browser(None)
    page.goto("/")
    page.evaluate(f"localStorage.setItem('kept-partners', '[{lodz.pk}, 1000000000]')")
    page.goto("/list/")
    expect(page.get_by_text("1 partner of this address is not, or no longer, on this site.")).to_be_visible()
    expect(page.locator("[data-own-list]")).to_have_text("Your list 1")
