"""How a person wants to be told: who changes it, what the page shows, what cannot be switched off."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from playwright.sync_api import expect

from core.errors import PortalError, RightMissing
from reminders.kinds import Schedule
from reminders.models import Subscription
from reminders.schedule_words import when_told
from reminders.sources import sources
from reminders.subscriptions import change_subscription, hear_again, silence, subscription_of
from tests.agreements.test_two_at_once import both
from tests.axe import accessibility_faults

PAGE = "/subscription/"


def every_kind() -> list[str]:
    return [source.name for source in sources()]


def answers(**changed) -> dict:
    return {"rhythm": "daily", "weekday": "0", "has_decisions_at_once": "on", "kinds": every_kind()} | changed


def test_who_never_chose_has_the_usual(coordinator):
    usual = subscription_of(coordinator)
    assert (usual.pk, usual.rhythm, usual.has_decisions_at_once, usual.silenced) == (None, "daily", True, [])


def test_what_is_chosen_is_written_with_history(coordinator):
    change_subscription(coordinator, actor=coordinator, rhythm="weekly", weekday=3, silenced=["agreements.end"])
    wish = Subscription.objects.get(user=coordinator)
    assert (wish.rhythm, wish.weekday, wish.silenced) == ("weekly", 3, ["agreements.end"])
    event = wish.events.get()
    assert (event.pgh_context["action"], event.pgh_context["actor"]) == ("subscription.change", coordinator.pk)


def test_nobody_chooses_for_somebody_else(coordinator, officer, administrator):
    for actor in (officer, administrator):
        with pytest.raises(RightMissing):
            change_subscription(coordinator, actor=actor, rhythm="weekly")
    assert Subscription.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"silenced": ["agreements.approval"]}, "silenced"),
        ({"silenced": ["no.such"]}, "silenced"),
        ({"rhythm": "hourly"}, "rhythm"),
        ({"weekday": 6}, "weekday"),
    ],
)
def test_what_cannot_be_chosen_is_refused(coordinator, fields, named):
    with pytest.raises(ValidationError) as refused:
        change_subscription(coordinator, actor=coordinator, **fields)
    assert list(refused.value.message_dict) == [named]
    assert Subscription.objects.count() == 0


def test_a_kind_whose_room_is_gone_stays_silenced(coordinator):
    Subscription.objects.create(user=coordinator, silenced=["gone.kind"])
    change_subscription(coordinator, actor=coordinator, silenced=["agreements.end"])
    assert Subscription.objects.get().silenced == ["agreements.end", "gone.kind"]


def test_silencing_twice_is_silencing_once(coordinator):
    silence(coordinator, ["agreements.end", "gone.kind"])
    silence(coordinator, ["agreements.end"])
    assert Subscription.objects.get().silenced == ["agreements.end"]
    hear_again(coordinator, ["agreements.end"])
    hear_again(coordinator, ["agreements.end"])
    wish = Subscription.objects.get()
    assert (wish.silenced, wish.events.count()) == ([], 2)


def test_a_change_elsewhere_is_not_overwritten_unseen(coordinator):
    seen_at = change_subscription(coordinator, actor=coordinator, rhythm="weekly").updated_at
    silence(coordinator, ["agreements.end"])
    with pytest.raises(PortalError, match="changed elsewhere"):
        change_subscription(coordinator, actor=coordinator, seen_at=seen_at, silenced=[])
    assert Subscription.objects.get().silenced == ["agreements.end"]


@pytest.mark.django_db(transaction=True)
def test_two_links_pressed_at_once_both_hold(coordinator):
    both(lambda: silence(coordinator, ["agreements.end"]), lambda: silence(coordinator, ["agreements.notice"]))
    assert Subscription.objects.get().silenced == ["agreements.end", "agreements.notice"]


def test_the_page_changes_ones_own(coordinator, browser_of):
    client = browser_of(coordinator)
    assert client.get(PAGE).status_code == 200
    assert Subscription.objects.count() == 0
    told = [name for name in every_kind() if name != "agreements.end"]
    response = client.post(PAGE, answers(rhythm="weekly", weekday="4", kinds=told), follow=True)
    assert "Saved. The next mail keeps to it." in response.content.decode()
    wish = Subscription.objects.get()
    assert (wish.user, wish.rhythm, wish.weekday, wish.silenced) == (coordinator, "weekly", 4, ["agreements.end"])
    page = client.get(PAGE).content.decode()
    assert "Switch on again" in page
    client.post("/subscription/switch-on/", {"kind": "agreements.end"})
    assert Subscription.objects.get().silenced == []
    assert "Switch on again" not in client.get(PAGE).content.decode()


def test_without_a_tick_decisions_come_with_the_digest(coordinator, browser_of):
    given = answers()
    del given["has_decisions_at_once"]
    browser_of(coordinator).post(PAGE, given)
    assert Subscription.objects.get().has_decisions_at_once is False


@pytest.mark.parametrize(
    "given",
    [
        {"rhythm": "hourly"},
        {"rhythm": ""},
        {"weekday": "9"},
        {"weekday": ""},
        {"kinds": ["no.such"]},
        {"kinds": "<script>"},
    ],
)
def test_what_a_form_cannot_mean_is_said_and_nothing_is_written(coordinator, browser_of, given):
    response = browser_of(coordinator).post(PAGE, answers(**given))
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert Subscription.objects.count() == 0


def test_switching_on_what_is_unknown_changes_nothing(coordinator, browser_of):
    Subscription.objects.create(user=coordinator, silenced=["agreements.end"])
    browser_of(coordinator).post("/subscription/switch-on/", {"kind": "no.such"})
    assert Subscription.objects.get().silenced == ["agreements.end"]
    assert browser_of(coordinator).get("/subscription/switch-on/").status_code == 405


def test_an_officer_sees_anothers_but_cannot_change_it(coordinator, officer, browser_of):
    Subscription.objects.create(user=coordinator, rhythm="weekly", weekday=2, silenced=["agreements.end"])
    address = f"{PAGE}{coordinator.pk}/"
    page = browser_of(officer).get(address).content.decode()
    assert "Once a week, Wednesday" in page
    assert page.count("switched off") == 1
    assert '<form method="post" novalidate' not in page
    assert browser_of(officer).post(address, answers()).status_code == 405
    assert browser_of(coordinator).get(address).status_code == 403


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ((-14, -7, 0, 1, 7, 30), "30, 7 and 1 days before, on the day, weekly for 2 weeks after it"),
        ((0, 1), "1 day before, on the day"),
        ((-7, 0), "On the day, a week after it"),
        ((0,), "On the day"),
    ],
)
def test_when_a_kind_is_told_is_said_in_words(steps, words):
    with translation.override("en"):
        assert when_told(Schedule(steps, None, None)) == words


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_queries(coordinator, browser_of, count, django_assert_num_queries):
    Subscription.objects.create(user=coordinator, silenced=every_kind()[:count])
    client = browser_of(coordinator)
    client.get(PAGE)  # navigation counts are remembered for a minute
    with django_assert_num_queries(6):
        client.get(PAGE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_page_in_a_browser_has_no_accessibility_faults(coordinator, open_browser, width, dark):
    Subscription.objects.create(user=coordinator, silenced=["agreements.end"])
    page = open_browser(coordinator, width=width, dark=dark)
    page.goto(PAGE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mails to you")
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Switch on again").click()
    page.get_by_text("It is switched on again.").wait_for()


@pytest.mark.django_db(transaction=True)
def test_the_page_works_without_scripts(coordinator, open_browser):
    page = open_browser(coordinator, scripts=False)
    page.goto(PAGE)
    page.get_by_label("Once a week").check()
    page.get_by_label("Agreement ends").uncheck()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved. The next mail keeps to it.").wait_for()
    assert (Subscription.objects.get().rhythm, Subscription.objects.get().silenced) == ("weekly", ["agreements.end"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_what_officers_see_of_it_has_no_accessibility_faults(coordinator, officer, open_browser, width):
    Subscription.objects.create(user=coordinator, rhythm="weekly", weekday=2, silenced=["agreements.end"])
    page = open_browser(officer, width=width, dark=width == 390)
    page.goto(f"{PAGE}{coordinator.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mails to Coordinator")
    assert accessibility_faults(page) == []
