import pytest
from django.urls import reverse

from mobility.models import Mobility
from tests.mobility.factories import MobilityFactory

LIST = "/mobility/"


def test_list_shows_the_stays_of_ones_own_units_alone(browser_of, coordinator, outsider, stay, stay_elsewhere):
    page = browser_of(coordinator).get(LIST).content.decode()
    assert "Ada Lindqvist" in page
    assert "Hidden" not in page
    assert "Ada Lindqvist" not in browser_of(outsider).get(LIST).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many_rows(browser_of, officer, unit, django_assert_num_queries, count):
    for _number in range(count):
        MobilityFactory(unit=unit)
    browser = browser_of(officer)
    browser.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        browser.get(LIST)


LIST_QUERIES = 8


def test_detail_is_not_there_for_strangers(browser_of, outsider, reader, administrator, stay):
    address = stay.get_absolute_url()
    assert browser_of(outsider).get(address).status_code == 404
    assert browser_of(reader).get(address).status_code == 403
    assert browser_of(administrator).get(address).status_code == 403


def test_detail_shows_the_stay_and_its_history_only_to_the_office(browser_of, coordinator, officer, stay):
    page = browser_of(coordinator).get(stay.get_absolute_url()).content.decode()
    assert "Ada Lindqvist" in page
    history = reverse("mobility:mobility_history", args=[stay.pk])
    assert history not in page
    assert browser_of(officer).get(history).status_code == 200


def test_move_by_post_records_who_and_why(browser_of, coordinator, stay):
    address = reverse("mobility:mobility_move", args=[stay.pk, "reject"])
    browser_of(coordinator).post(address, {"confirmed": "1", "note": "No place left."})
    stay.refresh_from_db()
    assert stay.state == "rejected"


def test_export_holds_what_the_list_shows(browser_of, coordinator, stay, stay_elsewhere):
    answer = browser_of(coordinator).get(reverse("mobility:mobility_export"), {"format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Lindqvist" in text
    assert "Hidden" not in text


def test_filter_finds_by_state_partner_and_term(coordinator, browser_of, stay):
    query = {"state": "nominated", "partner": str(stay.partner_id), "term": "autumn", "year": "2026"}
    assert "Ada Lindqvist" in browser_of(coordinator).get(LIST, query).content.decode()
    assert "Ada Lindqvist" not in browser_of(coordinator).get(LIST, {"term": "spring"}).content.decode()


def test_search_box_finds_stays_for_those_who_may_see_them(coordinator, outsider, stay):
    assert Mobility.objects.visible_to(coordinator).matching("lindq").exists()
    assert not Mobility.objects.visible_to(outsider).matching("lindq").exists()
