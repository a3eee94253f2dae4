"""A saved view pinned on one's home: counted by its list, one's own, gone with the view."""

import threading

import pytest
from django.db import connection

from core.models import SavedView
from insights.models import Pin
from insights.pins.services import MOST, pin_view
from insights.pins.shown import pinned_views
from tests.agreements.factories import AgreementFactory

pytestmark = pytest.mark.django_db

HOME, VIEWS = "/insights/", "/insights/views/"


@pytest.fixture
def view(officer, unit):
    for kind in ("mou", "mou", "moc"):
        AgreementFactory(responsible_unit=unit, kind=kind)
    return SavedView.objects.create(owner=officer, list_name="agreements", name="Memoranda", query="kind=mou")


def test_the_count_of_a_pinned_view_is_that_of_its_list(kpis, university, view, officer, browser_of):
    browser = browser_of(officer)
    browser.post(f"{VIEWS}{view.pk}/pin/")
    (pin,) = browser.get(HOME).context["pins"]

    assert (pin.count, pin.url) == (2, "/agreements/?kind=mou")
    assert browser.get(pin.url).context["page"].total == pin.count
    browser.post(f"{VIEWS}{view.pk}/unpin/")
    assert browser.get(HOME).context["pins"] == []


def test_a_view_of_somebody_else_cannot_be_pinned(view, coordinator, browser_of):
    assert browser_of(coordinator).post(f"{VIEWS}{view.pk}/pin/").status_code == 404


def test_a_view_of_a_list_one_may_not_open_shows_nothing(university, reader):
    view = SavedView.objects.create(owner=reader, list_name="mobilities", name="Old", query="state=nominated")
    Pin.objects.create(user=reader, view=view)
    gone = SavedView.objects.create(owner=reader, list_name="no-such-list", name="Gone", query="a=b")
    Pin.objects.create(user=reader, view=gone)

    assert pinned_views(reader) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_pins_at_once_one_is_one_too_many(officer):
    views = [
        SavedView.objects.create(owner=officer, list_name="agreements", name=f"View {number}", query="kind=mou")
        for number in range(MOST + 1)
    ]
    for view in views[: MOST - 1]:
        pin_view(view, actor=officer)
    refused, ready = [], threading.Barrier(2)

    def pin(view):
        ready.wait()
        try:
            pin_view(view, actor=officer)
        except Exception as error:  # noqa: BLE001 (a thread tells what it met)
            refused.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=pin, args=[view]) for view in views[MOST - 1 :]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (Pin.objects.count(), refused) == (MOST, ["PortalError"])


def test_a_tab_of_any_list_is_pinned_where_it_stands(kpis, university, view, officer, browser_of):
    browser, lists = browser_of(officer), "/agreements/?kind=mou"
    (tab,) = (tab for tab in browser.get(lists).context["tabs"] if tab.get("acts"))
    answer = browser.post(tab["acts"][0].url, {"next": lists})
    assert (answer["Location"], Pin.objects.get().view) == (lists, view)

    (tab,) = (tab for tab in browser.get(lists).context["tabs"] if tab.get("acts"))
    answer = browser.post(tab["acts"][0].url, {"next": "https://example.net/"})
    assert (answer["Location"], Pin.objects.exists()) == (VIEWS, False)
