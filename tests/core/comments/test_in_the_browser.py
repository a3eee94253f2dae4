"""Comments in a real browser: names are offered to keyboard and mouse, and nothing is in anybody's way."""

import re

import pytest
from playwright.sync_api import expect

from accounts.enums import Role
from agreements.enums import AgreementState
from core.comments.services import write_comment
from core.models import Comment, Mention
from tests.agreements.factories import AgreementFactory
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1440, False), (390, True)]


@pytest.fixture
def talked_about(unit, coordinator, officer, person):
    person(Role.COORDINATOR, unit, name="Anna Berg", title="Department of Computer Science")
    person(Role.COORDINATOR, unit, name="Anna Karlsson")
    agreement = AgreementFactory(responsible_unit=unit, title="Exchange with Lodz", state=AgreementState.DRAFT)
    write_comment(
        agreement, actor=officer, text="@Coordinator: they ask for five places.\nSee https://example.org/" + "a" * 90
    )
    write_comment(agreement, actor=coordinator, text="Four, I think. @International officer")
    return agreement


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_thread_desk_and_forms_have_no_accessibility_fault_and_fit(open_browser, talked_about, officer, width, dark):
    page = open_browser(officer, width=width, dark=dark)
    comment = Comment.objects.get(author=officer)
    thread = f"/comments/agreements.agreement/{talked_about.pk}/"
    for address in (f"/agreements/{talked_about.pk}/", thread, f"/comments/{comment.pk}/edit/", "/desk/"):
        assert page.goto(address).status == 200
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.goto(f"/agreements/{talked_about.pk}/")
    page.get_by_label("Your comment").press_sequentially("Ask @anna")
    page.locator(".mention-list li").first.wait_for()
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_name_is_chosen_by_keyboard_and_sent(open_browser, talked_about, officer):
    page = open_browser(officer)
    page.goto(f"/agreements/{talked_about.pk}/")
    box = page.get_by_label("Your comment")
    box.press_sequentially("Ask @anna")
    page.locator(".mention-list li", has_text="Anna Karlsson").wait_for()
    box.press("ArrowDown")
    expect(page.locator(".mention-list [aria-selected=true]")).to_have_text(re.compile(r"^\s*Anna Karlsson"))
    box.press("Enter")
    box.press_sequentially("please")
    expect(box).to_have_value("Ask @Anna Karlsson please")
    page.get_by_role("button", name="Comment", exact=True).click()
    page.locator("b.named", has_text="@Anna Karlsson").wait_for()
    assert Mention.objects.filter(written="Anna Karlsson").count() == 1


def test_escape_leaves_what_is_typed_and_the_mouse_chooses(open_browser, talked_about, officer):
    page = open_browser(officer)
    page.goto(f"/agreements/{talked_about.pk}/")
    box = page.get_by_label("Your comment")
    box.press_sequentially("@anna")
    page.locator(".mention-list li").first.wait_for()
    box.press("Escape")
    expect(page.locator(".mention-list li")).to_have_count(0)
    expect(box).to_have_value("@anna")
    box.press_sequentially(" b")
    page.locator(".mention-list li", has_text="Anna Berg").click()
    expect(box).to_have_value("@Anna Berg ")


def test_without_scripts_one_writes_the_name_and_ticks_off(open_browser, talked_about, officer):
    page = open_browser(officer, scripts=False)
    page.goto("/desk/")
    page.get_by_role("button", name="Tick off").click()
    expect(page.get_by_role("heading", name="Mentions")).to_have_count(0)
    page.goto(f"/agreements/{talked_about.pk}/")
    page.get_by_label("Your comment").fill("@Nemo, please")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("#error-summary")).to_contain_text("Nobody here is called “@Nemo”")
    box = page.get_by_label("Comment", exact=False).last
    expect(box).to_have_value("@Nemo, please")
    box.fill("@Anna Berg, please")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("b.named", has_text="@Anna Berg")).to_have_count(1)
