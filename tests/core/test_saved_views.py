"""Saved views: one's own and shared ones, who sees, changes and takes them over, and the view a list opens with."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from accounts.enums import Role
from core.errors import PortalError, RightMissing
from core.models import SavedView
from core.saved_views import change_view, keep_view
from tests.agreements.factories import AgreementFactory
from tests.agreements.test_two_at_once import both

pytestmark = pytest.mark.django_db

LIST = "/agreements/"


@pytest.fixture
def view(coordinator):
    return keep_view(actor=coordinator, list_name="agreements", name="Drafts", query="state=draft")


def shared(view, actor, unit=None, **changes):
    given = {"name": view.name, "audience": str(unit.pk) if unit else "", "is_default": False}
    return change_view(view, actor=actor, **given | changes)


@pytest.fixture
def tabs(browser_of):
    def labels(person, address=f"{LIST}?q=x"):
        return [tab["label"] for tab in browser_of(person).get(address).context["tabs"]]

    return labels


def test_a_view_is_its_owners_until_it_is_shared(tabs, view, coordinator, officer, outsider, person, unit, faculty):
    colleague = person(Role.READER, unit, name="Colleague")
    above = person(Role.HEAD, faculty, name="Dean")
    assert "Drafts" in tabs(coordinator)
    assert not any("Drafts" in label for other in (colleague, officer) for label in tabs(other))
    shared(view, coordinator, unit)
    assert f"Drafts · {coordinator}" in tabs(colleague)
    for stranger in (outsider, officer, above):
        assert not any("Drafts" in label for label in tabs(stranger))


def test_what_is_shared_with_everyone_is_on_everyones_list_and_shows_each_their_own(
    view, officer, reader, coordinator, university, unit, other_unit, browser_of
):
    AgreementFactory(responsible_unit=unit, state="draft")
    AgreementFactory(responsible_unit=other_unit, state="draft")
    shared(
        keep_view(actor=officer, list_name="agreements", name="All drafts", query="state=draft"), officer, university
    )
    for person, count in ((officer, 2), (coordinator, 1), (reader, 0)):
        tab = browser_of(person).get(f"{LIST}?q=x").context["tabs"][-1]
        assert (tab["label"].partition(" · ")[0], tab["count"]) == ("All drafts", count)


def test_views_are_shared_by_right(view, coordinator, officer, reader, unit, other_unit, university):
    for stranger_unit in (other_unit, university):
        with pytest.raises(RightMissing):
            shared(view, coordinator, stranger_unit)
    mine = keep_view(actor=reader, list_name="agreements", name="Mine", query="q=a")
    with pytest.raises(RightMissing):
        shared(mine, reader, university)
    assert set(SavedView.objects.values_list("audience", flat=True)) == {""}
    shared(view, coordinator, unit)
    renamed = shared(view, officer, unit, name="Our drafts")  # the office mends what is shared
    assert (renamed.name, renamed.owner) == ("Our drafts", coordinator)
    with pytest.raises(PortalError):
        shared(mine, officer)  # and nothing of what is not


def test_a_view_is_renamed_and_removed_by_who_may(browser_of, view, coordinator, outsider, unit, person):
    colleague = person(Role.COORDINATOR, unit, name="Colleague")
    shared(view, coordinator, unit)
    for stranger in (outsider, colleague):
        assert browser_of(stranger).get(f"/saved-views/{view.pk}/edit/").status_code == 404
        assert browser_of(stranger).post(f"/saved-views/{view.pk}/remove/").status_code == 404
    keep_view(actor=coordinator, list_name="agreements", name="Taken", query="q=b")
    browser = browser_of(coordinator)
    refused = browser.post(f"/saved-views/{view.pk}/edit/", {"name": "Taken", "audience": unit.pk})
    assert (refused.status_code, "of this name already" in refused.content.decode()) == (422, True)
    saved = browser.post(
        f"/saved-views/{view.pk}/edit/?next=/agreements/%3Fq%3Da", {"name": "Renamed", "audience": unit.pk}
    )
    assert saved["Location"] == "/agreements/?state=draft"
    view.refresh_from_db()
    assert (view.name, view.audience) == ("Renamed", str(unit.pk))
    assert browser.post(f"/saved-views/{view.pk}/edit/", {"name": "", "audience": "0"}).status_code == 422


def test_who_came_from_nowhere_is_led_to_the_list_of_the_view(browser_of, view, coordinator):
    browser = browser_of(coordinator)
    kept = browser.post("/saved-views/agreements-waiting/", {"name": "Mine", "query": "q=a"})
    assert kept["Location"] == f"{reverse('agreements:waiting_list')}?q=a"
    page = browser.get(f"/saved-views/{view.pk}/edit/")
    assert page.context["cancel_url"] == LIST
    assert browser.post(page.request["PATH_INFO"], {"name": "Drafts"})["Location"] == f"{LIST}?state=draft"
    assert browser.post(f"/saved-views/{view.pk}/remove/")["Location"] == LIST
    refused = browser.post("/saved-views/of-no-list/", {"name": "", "query": ""})
    assert refused["Location"] == reverse("reminders:desk")


def test_a_shared_view_is_taken_over_as_ones_own(browser_of, view, coordinator, unit, person, outsider):
    colleague = person(Role.READER, unit, name="Colleague")
    assert browser_of(colleague).post(f"/saved-views/{view.pk}/take-over/").status_code == 404
    shared(view, coordinator, unit)
    answer = browser_of(colleague).post(f"/saved-views/{view.pk}/take-over/", {"next": LIST})
    assert answer["Location"] == "/agreements/?state=draft"
    view.delete()
    assert list(SavedView.objects.values_list("owner", "name", "query")) == [(colleague.pk, "Drafts", "state=draft")]


def test_the_list_opens_with_the_view_chosen_for_that(browser_of, view, coordinator, officer, unit):
    shared(view, coordinator, unit, is_default=True)
    browser = browser_of(coordinator)
    assert browser.get(LIST)["Location"] == "/agreements/?state=draft"
    assert browser.get(f"{LIST}?q=a").status_code == 200
    opened = browser.get(f"{LIST}?state=draft")
    assert [chip.off for chip in opened.context["chips"] if chip.is_set] == [f"{LIST}?page=1"]
    assert [tab["url"] for tab in opened.context["tabs"]][:1] == [f"{LIST}?page=1"]
    assert browser.get(f"{LIST}?page=1").status_code == 200
    assert browser_of(officer).get(LIST).status_code == 200


def test_one_view_at_most_opens_the_list(view, coordinator):
    other = keep_view(actor=coordinator, list_name="agreements", name="Other", query="q=b")
    elsewhere = keep_view(actor=coordinator, list_name="partners", name="Other", query="q=b")
    for each in (view, elsewhere, other):
        shared(each, coordinator, is_default=True)
    assert set(SavedView.objects.filter(is_default=True)) == {other, elsewhere}


@pytest.mark.django_db(transaction=True)
def test_two_at_once_leave_one_view_that_opens_the_list(view, coordinator):
    other = keep_view(actor=coordinator, list_name="agreements", name="Other", query="q=b")
    both(*(lambda each=each: shared(each, coordinator, is_default=True) for each in (view, other)))
    assert SavedView.objects.filter(is_default=True).count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_more_views_cost_no_more_queries_once_counted(browser_of, view, coordinator, count, django_assert_num_queries):
    for number in range(count - 1):
        keep_view(actor=coordinator, list_name="agreements", name=f"View {number}", query=f"q={number}")
    browser = browser_of(coordinator)
    browser.get(f"{LIST}?q=lodz")
    with django_assert_num_queries(7):  # one asks what is pinned
        browser.get(f"{LIST}?q=lodz")


def test_a_unit_that_moved_keeps_its_views(tabs, view, coordinator, unit, other_unit, person):
    from accounts.services import save_unit

    colleague = person(Role.READER, unit, name="Colleague")
    shared(view, coordinator, unit)
    unit.parent = other_unit
    save_unit(unit, actor=None)
    colleague = get_user_model().objects.get(pk=colleague.pk)
    assert f"Drafts · {coordinator}" in tabs(colleague)
