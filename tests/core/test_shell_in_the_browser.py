"""The frame of the pages in a real browser: keyboard, telephone, themes, paper, no scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.agreements.factories import AgreementFactory, InstitutionFactory
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1440, False), (390, False), (1440, True), (390, True)]
DARK_CANVAS, LIGHT_CANVAS = "rgb(15, 22, 28)", "rgb(245, 247, 249)"


def canvas(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.fixture
def krakow(unit):
    partner = InstitutionFactory(name="AGH University of Krakow")
    return AgreementFactory(responsible_unit=unit, state="active", title="Computing in Krakow", partners=[partner])


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_doors_and_refusals_have_no_accessibility_fault_and_fit(open_browser, settings, university, width, dark):
    settings.SHOW_DEMO_ACCOUNTS = True
    page = open_browser(width=width, dark=dark)
    for address in ["/account/login/", "/account/password/reset/", "/nowhere/", "/?q=%00"]:
        page.goto(address)
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.goto("/account/login/")
    page.click("main button[type=submit]")
    expect(page.locator("#error-summary a")).to_have_count(2)
    assert accessibility_faults(page) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_of_the_own_account_have_no_accessibility_fault(open_browser, reader, width):
    page = open_browser(reader, width=width)
    for address in ["/account/2fa/", "/search/?q=krak", "/search/"]:
        assert page.goto(address).status == 200
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_the_demonstration_fills_the_form_by_one_press(open_browser, settings, university):
    settings.SHOW_DEMO_ACCOUNTS = True
    page = open_browser()
    page.goto("/account/login/")
    page.click("text=Fill in >> nth=0")
    expect(page.locator("#id_login")).to_have_value("officer@example.org")
    expect(page.locator("#id_password")).not_to_have_value("")
    expect(page.locator(":focus")).to_have_attribute("type", "submit")


def test_the_search_box_is_reached_and_left_by_keyboard(open_browser, officer, krakow):
    page = open_browser(officer)
    page.goto("/agreements/")
    page.keyboard.press("/")
    page.keyboard.type("krak", delay=30)
    page.wait_for_selector(".find-results a")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".find-results :focus")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/partners/*/")


def test_going_back_to_a_searched_list_shows_the_whole_page(open_browser, officer, krakow):
    page = open_browser(officer)
    page.goto("/agreements/")
    page.fill("#chip-search", "krak")
    page.wait_for_url("**/agreements/?q=krak")
    page.click("table.list tbody a")
    page.wait_for_url(f"**/agreements/{krakow.pk}/")
    page.go_back()
    page.wait_for_url("**/agreements/?q=krak")
    expect(page.locator("header.top")).to_have_count(1)
    expect(page.locator("table.list tbody tr")).to_have_count(1)


def test_a_filter_leaves_a_short_address_and_is_taken_off_with_the_search_kept(open_browser, officer, krakow):
    page = open_browser(officer)
    page.goto("/agreements/?state=active")
    page.fill("#chip-search", "krak")
    page.wait_for_url("**/agreements/?q=krak&state=active")
    page.click(".chip-off")
    page.wait_for_url("**/agreements/?q=krak")
    expect(page.locator("#chip-search")).to_have_value("krak")
    expect(page.locator(".chip-off")).to_have_count(0)


def test_menus_chips_and_rail_open_without_scripts(open_browser, officer, krakow):
    page = open_browser(officer, width=390, scripts=False)
    page.goto("/agreements/")
    rail = page.locator(".rail-body")
    expect(rail).not_to_be_visible()
    page.click(".rail-toggle")
    expect(rail).to_be_visible()
    page.click("header .menu > summary")
    expect(page.locator("text=Sign out")).to_be_visible()
    page.reload()
    page.click("details.chip summary >> nth=1")
    page.locator("details.chip[open] input >> nth=0").check()
    page.click("details.chip[open] button")
    expect(page).to_have_url(re.compile(r"state="))


def test_the_theme_follows_the_device_until_one_is_chosen_and_then_stays(open_browser):
    page = open_browser(dark=True)
    page.goto("/account/login/")
    assert canvas(page) == DARK_CANVAS
    page.goto("/")
    page.click("[data-theme-switch]")
    page.goto("/account/login/")
    assert canvas(page) == LIGHT_CANVAS


def test_the_theme_of_the_profile_wins_without_scripts(open_browser, officer):
    officer.theme = "dark"
    officer.save(update_fields=["theme"])
    page = open_browser(officer, scripts=False)
    page.goto("/desk/")
    assert canvas(page) == DARK_CANVAS


def test_a_page_prints_its_facts_black_on_white(open_browser, officer, krakow):
    page = open_browser(officer, dark=True)
    page.goto(f"/agreements/{krakow.pk}/")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    for hidden in ["header.top", ".rail", ".acts", ".tabs"]:
        expect(page.locator(hidden).first).not_to_be_visible()
    expect(page.locator("h1")).to_be_visible()


def test_nothing_is_asked_of_another_host_and_nothing_breaks_the_policy(open_browser, officer, krakow):
    page = open_browser(officer)
    hosts, said = set(), []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on("console", lambda message: said.append(message.text))
    for address in ["/", "/agreements/", f"/agreements/{krakow.pk}/", "/account/2fa/", "/desk/"]:
        page.goto(address, wait_until="networkidle")
    assert len(hosts) == 1
    assert said == []


@pytest.mark.parametrize("width", [320, 720, 861, 1000])
def test_a_wide_list_scrolls_in_its_frame_and_never_widens_the_page(open_browser, officer, krakow, width):
    krakow.coordinator = officer
    krakow.save(update_fields=["coordinator"])
    page = open_browser(officer, width=width)
    for address in ["/agreements/", "/partners/", "/people/"]:
        assert page.goto(address).status == 200
        expect(page.locator("table.list tbody tr")).not_to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
