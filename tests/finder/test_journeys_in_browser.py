"""Finding a partner by programme and by map, with the keyboard alone on a telephone; and across the date line."""

import re

import pytest
from playwright.sync_api import expect

from core.pages import load_pages
from tests.agreements.factories import InstitutionFactory
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)

NEAR_EACH_OTHER = {"Uni Wien": ("48.21", "16.37"), "TU Wien": ("48.20", "16.36"), "TU Graz": ("47.07", "15.44")}


@pytest.fixture
def published_at(offer):
    """A function: partners with these names at these points, somebody can go to each."""
    load_pages()

    def make(points):
        for name, (latitude, longitude) in points.items():
            offer(InstitutionFactory(name=name, city="", latitude=latitude, longitude=longitude))

    return make


def focused_pin(page):
    return page.evaluate("document.activeElement.closest('.pin')?.getAttribute('aria-label') ?? ''")


def tab_to(page, name, presses=60):
    for _press in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(name) or focused_pin(page) == name:
            return
    raise AssertionError(f"no way by Tab to {name!r}")


def test_by_map_on_a_telephone_and_by_keyboard_alone(published_at, open_browser):
    published_at(NEAR_EACH_OTHER | {"Lunds universitet": ("55.71", "13.19")})
    page = open_browser(None, width=390)
    page.goto("/")
    tab_to(page, "Show the map")
    page.keyboard.press("Enter")
    expect(page.locator("#map .pin")).to_have_count(2)
    table = page.get_by_role("table")
    expect(table).to_contain_text("4 universities")
    expect(table.locator("tbody tr")).to_have_count(4)
    assert accessibility_faults(page) == []

    tab_to(page, "Lunds universitet")
    page.keyboard.press("ArrowDown")
    assert focused_pin(page).startswith("3 ")
    page.keyboard.press("Enter")
    expect(page.locator("#map-count")).to_have_text("3 of 4 are in this section of the map.")
    assert focused_pin(page), "focus stays on the map when a circle is opened"
    page.keyboard.press("Escape")
    expect(page.locator("#map-count")).to_have_text("")
    tab_to(page, "Lunds universitet")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Lunds universitet").wait_for()


def test_by_programme_on_a_telephone_and_by_keyboard_alone(offer, lodz, kyoto, open_browser):
    load_pages()
    offer(lodz, levels=[6], fields=["0613"])
    offer(kyoto, levels=[7], fields=["0613", "0715"], languages=[("en", "C1")], kind="student_exchange")
    page = open_browser(None, width=390, dark=True)
    page.goto("/")
    tab_to(page, "Narrow the list")
    page.keyboard.press("Enter")
    for choice, found in (("field-06", 2), ("language-en", 2), ("language-en-B2", 1), ("programme-erasmus", 1)):
        for _press in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == f"choice-{choice}":
                break
        page.keyboard.press("Space")
        expect(page).to_have_url(re.compile(rf"{choice.replace('-', '=', 1)}(&|$)"))
        show = page.get_by_role("button", name=f"Show {found} universit")
        expect(page.locator(f"#choice-{choice}")).to_be_checked()
        expect(page.locator(f"#choice-{choice}")).to_be_focused()
        expect(show).to_be_visible()
    assert accessibility_faults(page) == []
    tab_to(page, "Show 1 university")
    page.keyboard.press("Enter")
    expect(page.locator("#narrowing")).not_to_be_visible()
    expect(page).to_have_url(re.compile(r"field=06&language=en&language=en-B2&programme=erasmus$"))
    tab_to(page, "Politechnika Łódzka")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Politechnika Łódzka").wait_for()


def test_beside_a_wide_map_the_same_partners_stand_as_a_table(published_at, open_browser):
    published_at(NEAR_EACH_OTHER)
    page = open_browser(None)
    page.goto("/?q=wien")
    page.get_by_role("link", name="Map with a table").click()
    expect(page.locator(".on-map tbody tr")).to_have_count(2)
    expect(page.locator(".result").first).not_to_be_visible()
    page.get_by_role("searchbox").fill("tu")
    expect(page.locator(".on-map caption")).to_have_text("2 universities, here 1–2")
    expect(page.locator(".on-map tbody")).to_contain_text("TU Graz")
    assert accessibility_faults(page) == []
    page.get_by_role("link", name="Show the list").click()
    expect(page.locator(".result")).to_have_count(2)


def test_neighbours_on_both_sides_of_the_date_line_are_drawn_as_neighbours(published_at, open_browser):
    published_at({"Auckland": ("-36.85", "174.76"), "Apia": ("-13.83", "-171.76")})
    page = open_browser(None)
    page.goto("/")
    expect(page.locator("#map .pin")).to_have_count(2)
    places = page.evaluate("[...document.querySelectorAll('#map .pin')].map(pin => pin.getBoundingClientRect().x)")
    box = page.locator("#map").bounding_box()
    assert all(box["x"] <= place <= box["x"] + box["width"] for place in places)
    assert accessibility_faults(page) == []
