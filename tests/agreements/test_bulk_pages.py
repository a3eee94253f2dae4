"""The pages of a bulk edit: ticked rows or the whole filter, what it means for each, done, undone, and whose it is."""

import pytest

from agreements.enums import AgreementState
from agreements.models import Agreement, Tag
from agreements.services.tags import set_tags
from core.bulk.models import BulkEdit
from tests.agreements.factories import AgreementFactory, InstitutionFactory

pytestmark = pytest.mark.django_db

NEW = "/bulk/agreements/new/"


@pytest.fixture
def poland(unit, coordinator):
    kept = {"responsible_unit": unit, "coordinator": coordinator}
    return [
        AgreementFactory(title=f"With {name}", partners=[InstitutionFactory(name=name)], **kept)
        for name in ("Alpha", "Beta", "Gamma")
    ]


def ticked(*rows, query=""):
    return f"{NEW}?scope=rows&query={query}&" + "&".join(f"row={row.pk}" for row in rows)


def test_the_list_offers_it_to_those_who_keep_agreements(browser_of, poland, coordinator, officer, reader, auditor):
    for person, is_offered in ((coordinator, True), (officer, True), (reader, False), (auditor, False)):
        page = browser_of(person).get("/agreements/").content.decode()
        assert (f'action="{NEW}"' in page, 'name="row"' in page) == (is_offered, is_offered)


def test_ticked_rows_from_the_form_to_the_undoing(browser_of, poland, officer, coordinator):
    browser = browser_of(officer)
    address = ticked(*poland[:2], query="q%3Dalpha")
    assert "2 rows are chosen" in browser.get(address).content.decode()
    response = browser.post(address, {"coordinator": officer.pk, "note": "A new desk"})
    edit = BulkEdit.objects.get()
    assert response["Location"] == f"/bulk/{edit.pk}/"
    page = browser.get(response["Location"])
    assert page.context["title"] == "2 rows would change"
    assert [row.label for row in page.context["rows"]] == ["Alpha · With Alpha", "Beta · With Beta"]
    change = page.context["rows"][0].changes[0]
    assert (change.label, change.before, change.after) == ("Coordinator", coordinator.name, officer.name)
    assert 'href="/agreements/?q=alpha"' in page.content.decode()
    assert not Agreement.objects.filter(coordinator=officer).exists()
    browser.post(f"/bulk/{edit.pk}/carry-out/")
    assert Agreement.objects.filter(coordinator=officer).count() == 2
    page = browser.get(f"/bulk/{edit.pk}/")
    assert page.context["title"] == "2 rows were changed"
    assert "It can be undone until" in page.content.decode()
    assert "can still be undone" in browser.get(address).content.decode()
    browser.post(f"/bulk/{edit.pk}/undo/")
    assert not Agreement.objects.filter(coordinator=officer).exists()
    assert browser.get(f"/bulk/{edit.pk}/").context["title"] == "2 rows are as they were"


def test_all_rows_of_the_filter_and_no_others(browser_of, poland, officer, unit, foreign_draft):
    AgreementFactory(responsible_unit=unit, title="Over", state=AgreementState.ENDED)
    browser = browser_of(officer)
    address = f"{NEW}?scope=all&query=q%3Dwith%26page%3D7"
    assert "3 rows are chosen" in browser.get(address).content.decode()
    browser.post(address, {"published": "yes"})
    assert sorted(row.object_id for row in BulkEdit.objects.get().rows.all()) == [row.pk for row in poland]


def test_a_row_that_is_not_visible_cannot_be_ticked(browser_of, foreign_draft, poland, coordinator):
    browser = browser_of(coordinator)
    response = browser.post(ticked(foreign_draft), {"coordinator": coordinator.pk})
    assert response["Location"] == "/agreements/"
    browser.post(ticked(foreign_draft, poland[0]), {"coordinator": "nobody"})
    assert [row.object_id for row in BulkEdit.objects.get().rows.all()] == [poland[0].pk]


def test_nothing_ticked_or_chosen_is_said(browser_of, poland, officer):
    browser = browser_of(officer)
    assert "Tick at least one row first." in browser.get(f"{NEW}?scope=rows", follow=True).content.decode()
    response = browser.post(ticked(poland[0]), {"coordinator": "", "note": "kept words"})
    assert (response.status_code, BulkEdit.objects.count()) == (422, 0)
    assert "Choose at least one change." in response.content.decode()
    assert "kept words" in response.content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"coordinator": "0"}, {"coordinator": "x"}, {"unit": "99999999999999999999"}, {"ends_on": "2031-02-30"},
        {"published": "perhaps"}, {"note": "n" * 501, "unit": ""},
    ],
)  # fmt: skip
def test_answers_that_make_no_sense_are_refused_beside_the_field(browser_of, poland, officer, values):
    assert browser_of(officer).post(ticked(poland[0]), values).status_code == 422


@pytest.mark.parametrize(
    "query", ["row=-1", "row=x", "row=" + "9" * 30, "scope=all&query=%2500", "scope=all&query=state%3Dx"]
)
def test_addresses_that_make_no_sense_do_no_harm(browser_of, poland, officer, query):
    assert browser_of(officer).get(f"{NEW}?{query}").status_code in (200, 302)
    assert browser_of(officer).get("/bulk/nothing/new/").status_code == 404


def test_publishing_is_offered_to_those_who_may(browser_of, poland, officer, coordinator):
    assert 'name="published"' in browser_of(officer).get(ticked(poland[0])).content.decode()
    assert 'name="published"' not in browser_of(coordinator).get(ticked(poland[0])).content.decode()
    browser_of(coordinator).post(ticked(poland[0]), {"published": "yes"})
    assert not BulkEdit.objects.exists()


def test_tags_are_given_and_taken_off_together(browser_of, poland, officer):
    baltic, space, old = (Tag.objects.create(name=name) for name in ("Baltic", "Space", "Old"))
    set_tags(poland[0], actor=officer, tags=[old])
    browser = browser_of(officer)
    both = {"tags_given": [baltic.pk], "tags_taken": [baltic.pk]}
    assert "not both: Baltic" in browser.post(ticked(*poland), both).content.decode()
    browser.post(ticked(*poland), {"tags_given": [baltic.pk, space.pk], "tags_taken": [old.pk]})
    edit = BulkEdit.objects.get()
    first = browser.get(edit.get_absolute_url()).context["rows"][0].changes[0]
    assert (first.label, first.before, first.after) == ("Tags", "Old", "Baltic, Space")
    browser.post(f"/bulk/{edit.pk}/carry-out/")
    assert [names(row) for row in poland] == [["Baltic", "Space"]] * 3
    browser.post(f"/bulk/{edit.pk}/undo/")
    assert [names(row) for row in poland] == [["Old"], [], []]


def names(agreement):
    return [str(tagging) for tagging in agreement.taggings.all()]


def test_a_bulk_edit_is_its_makers_alone(browser_of, poland, officer, coordinator):
    browser_of(officer).post(ticked(*poland), {"published": "yes"})
    address = f"/bulk/{BulkEdit.objects.get().pk}/"
    other = browser_of(coordinator)
    assert other.get(address).status_code == 404
    assert other.post(f"{address}carry-out/").status_code == 404
    assert other.post(f"{address}undo/").status_code == 404
    assert not Agreement.objects.filter(is_published=True).exists()
    assert browser_of(officer).get(f"{address}carry-out/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_bulk_edit_costs_the_same_for_one_row_and_three(
    browser_of, poland, officer, unit, count, django_assert_num_queries
):
    browser = browser_of(officer)
    browser.post(ticked(*poland[:count]), {"coordinator": officer.pk, "unit": unit.pk, "published": "yes"})
    address = BulkEdit.objects.get().get_absolute_url()
    browser.get(address)
    with django_assert_num_queries(8):
        browser.get(address)
