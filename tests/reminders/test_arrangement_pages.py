"""The pages on which a date is put to rest, handed over, settled, taken up again: with a browser and without."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect

from reminders.arrangements import rest_date
from reminders.dates import find_date
from reminders.models import Arrangement
from reminders.sources import source
from tests.agreements.factories import AgreementFactory
from tests.axe import accessibility_faults
from tests.days import in_days

PAGES = ("date_rest", "date_hand_over", "date_not_needed", "date_take_up")


@pytest.fixture
def agreement(unit, coordinator):
    return AgreementFactory(responsible_unit=unit, coordinator=coordinator, title="Exchange", ends_on=in_days(20))


def address(page, pk, source="agreements.end"):
    return reverse(f"reminders:{page}", args=[source, pk])


@pytest.fixture
def sent(agreement, coordinator, browser_of):
    """Open the form of ``page`` and send it filled in, as the coordinator: ``sent(page, reason=…)``."""

    def send(page, user=coordinator, htmx=False, **typed):
        client = browser_of(user)
        headers = {"HX-Request": "true"} if htmx else {}
        form = client.get(address(page, agreement.pk), headers=headers).context["form"]
        given = {name: form[name].value() or "" for name in form.fields} | typed
        return client.post(address(page, agreement.pk), given, headers=headers)

    return send


def test_a_rest_is_entered_and_leads_back_where_one_was(sent, agreement):
    page = sent("date_rest", until=in_days(9), reason="waiting for the dean", next="/desk/?kind=agreements.end")
    assert (page.status_code, page["Location"]) == (302, "/desk/?kind=agreements.end")
    assert Arrangement.objects.get().rests_until == in_days(9)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "", "javascript:alert(1)"])
def test_the_way_back_stays_in_the_house(sent, agreement, elsewhere):
    page = sent("date_not_needed", reason="it is renewed", next=elsewhere)
    assert page["Location"] == f"/agreements/{agreement.pk}/"


def test_htmx_gets_the_form_alone_and_is_sent_on(sent, agreement, coordinator, browser_of):
    opened = browser_of(coordinator).get(address("date_rest", agreement.pk), headers={"HX-Request": "true"})
    assert "<html" not in opened.content.decode()
    page = sent("date_rest", htmx=True, until=in_days(9), reason="waiting", next="/desk/")
    assert (page.status_code, page["HX-Redirect"]) == (200, "/desk/")


@pytest.mark.parametrize("htmx", [False, True])
def test_what_was_typed_stays_when_something_is_wrong(sent, htmx):
    page = sent("date_rest", htmx=htmx, until=in_days(-9), reason="waiting for the <dean>")
    words = page.content.decode()
    assert page.status_code == 200
    assert "Choose a day after today" in words
    assert f'value="{in_days(-9)}"' in words
    assert "waiting for the &lt;dean&gt;" in words
    assert not Arrangement.objects.exists()


@pytest.mark.parametrize(
    ("page", "typed", "sentence"),
    [
        ("date_rest", {"until": "soon", "reason": "why"}, "Enter a valid date"),
        ("date_rest", {"until": "", "reason": ""}, "This field is required"),
        ("date_rest", {"until": "2027-02-30", "reason": "why"}, "Enter a valid date"),
        ("date_not_needed", {"reason": "x" * 400}, "at most 300 characters"),
        ("date_not_needed", {"reason": "no\x00thing"}, "Null characters are not allowed"),
        ("date_hand_over", {"to": ""}, "This field is required"),
        ("date_hand_over", {"to": "999999"}, "Select a valid choice"),
        ("date_hand_over", {"to": "9" * 40}, "Select a valid choice"),
        ("date_take_up", {}, "nothing to take up again"),
    ],
)
def test_bad_input_gets_a_sentence(sent, page, typed, sentence):
    answer = sent(page, **typed)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Arrangement.objects.exists()


def test_a_hand_over_names_who_may_not_read(sent, administrator):
    answer = sent("date_hand_over", to=administrator.pk, note="please")
    assert "Administrator may not read" in answer.content.decode()


def test_colleagues_of_the_unit_come_first(agreement, browser_of, coordinator, person, unit, officer, outsider):
    near = person("reader", unit, name="Near")
    form = browser_of(coordinator).get(address("date_hand_over", agreement.pk)).context["form"]
    groups = [(group, [label for _key, label in options]) for group, options in form.fields["to"].choices[1:]]
    assert groups == [
        ("Same unit", [f"{near} · Computer Science"]),
        ("International office", ["International officer · The university"]),
        ("Others", ["Outsider · Mechanical Engineering"]),
    ]


def test_the_second_of_two_sees_what_the_first_did_and_may_then_repeat(agreement, coordinator, officer, browser_of):
    client = browser_of(officer)
    form = client.get(address("date_not_needed", agreement.pk)).context["form"]
    row = find_date(coordinator, source("agreements.end"), agreement.pk, timezone.localdate())
    rest_date(row, actor=coordinator, until=in_days(9), reason="waiting for the dean")
    stale = {"seen": form["seen"].value(), "reason": "it is renewed"}
    page = client.post(address("date_not_needed", agreement.pk), stale)
    words = page.content.decode()
    assert f"Rests until {date_format(in_days(9))}: waiting for the dean (Coordinator)" in words
    assert "Nothing was overwritten" in words
    assert "it is renewed" in words
    assert not Arrangement.objects.get().is_not_needed
    again = {"seen": page.context["form"]["seen"].value(), "reason": "it is renewed"}
    assert client.post(address("date_not_needed", agreement.pk), again).status_code == 302
    assert Arrangement.objects.get().is_not_needed


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("outsider", 403), ("administrator", 404)])
def test_it_is_not_for_others(request, agreement, browser_of, page, who, status):
    client = browser_of(request.getfixturevalue(who))
    assert client.get(address(page, agreement.pk)).status_code == status
    assert client.post(address(page, agreement.pk), {"reason": "because"}).status_code == status
    assert not Arrangement.objects.exists()


@pytest.mark.parametrize(
    ("source", "pk"), [("nothing.known", 1), ("agreements.end", 10**17), ("agreements.end", 10**18), ("x" * 300, 1)]
)
def test_what_there_is_not_is_not_found(officer, browser_of, source, pk):
    for page in PAGES:
        assert browser_of(officer).get(address(page, pk, source)).status_code == 404


def test_opening_a_form_writes_nothing(agreement, officer, browser_of):
    for page in PAGES:
        assert browser_of(officer).get(address(page, agreement.pk)).status_code == 200
    assert not Arrangement.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_pages_have_no_accessibility_faults(agreement, coordinator, open_browser, page, width, dark):
    browser = open_browser(coordinator, width=width, dark=dark)
    browser.goto(address(page, agreement.pk))
    expect(browser.get_by_role("heading", level=1)).to_have_text(re.compile(r": Exchange\s*$"))
    assert accessibility_faults(browser) == []
