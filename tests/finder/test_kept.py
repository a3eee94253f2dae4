"""What is kept: a list and a comparison held by their address alone, and the dates as a calendar."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from agreements.enums import AgreementState, MobilityKind
from partners.services.merging import merge_institutions
from reference.loading import TABLES
from tests.agreements.factories import AgreementFactory, InstitutionFactory
from tests.mobility.factories import ApplicationRoundFactory
from tests.supplied import load

pytestmark = pytest.mark.django_db


@pytest.fixture
def comparison(client):
    """The comparison at an address: question → the answers of each side."""

    def get(query):
        response = client.get(f"/compare/{query}")
        assert response.status_code == 200
        rows = response.context["comparison"].rows
        return {row.question: [lines for _side, lines in row.cells] for row in rows}

    return get


@pytest.fixture
def open_round(unit):
    now = timezone.now()
    dates = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=20)}
    return ApplicationRoundFactory(unit=unit, is_published=True, name_en="Autumn abroad", **dates)


def names(response) -> list[str]:
    return [entry.partner.name for entry in response.context["entries"]]


def test_address_holds_the_list_in_its_order(client, offer, lodz, kyoto):
    offer(lodz)
    offer(kyoto)
    for address in (
        f"?at={kyoto.pk},{lodz.pk}",
        f"?at={kyoto.pk}&at={lodz.pk}",
        f"?at={kyoto.pk},%20{lodz.pk},{kyoto.pk}",
    ):
        response = client.get(f"/list/{address}")
        assert names(response) == ["Kyoto University", "Politechnika Łódzka"]
        assert response.context["asked"].problems == ()
        assert response.context["compare_url"] == f"/compare/?at={kyoto.pk},{lodz.pk}"


def test_what_is_not_published_is_told_like_what_never_was(client, offer, lodz):
    offer(lodz)
    secret = InstitutionFactory(name="Nobody May Know")
    offer(secret, is_published=False)
    hidden = client.get(f"/list/?at={lodz.pk},{secret.pk}")
    unknown = client.get(f"/list/?at={lodz.pk},{10**15}")
    assert hidden.context["asked"].problems == unknown.context["asked"].problems
    assert hidden.context["asked"].problems == ("1 partner of this address is not, or no longer, on this site.",)
    assert "Nobody May Know" not in hidden.content.decode()


def test_partner_that_was_merged_is_shown_as_what_it_became(client, offer, lodz):
    offer(lodz)
    old = InstitutionFactory(name="Old Name", country=lodz.country)
    merge_institutions(lodz, old, actor=None, reason="the same")
    response = client.get(f"/list/?at={old.pk},{lodz.pk}")
    assert names(response) == ["Politechnika Łódzka"]
    assert response.context["asked"].problems == ()


@pytest.mark.parametrize("path", ["/list/", "/sv/compare/", "/list/calendar.ics"])
@pytest.mark.parametrize(
    "query",
    ["", "?at=", "?at=x", "?at=-1,1.5,²,１", "?at=" + "9" * 400, "?at=" + "1," * 5000, "?at=%f0%9f,%ff", "?at[]=3"],
)
def test_nonsense_gets_an_answer(client, offer, path, query):
    offer()
    assert client.get(path + query).status_code == 200


def test_nonsense_and_too_many_are_told_in_words(client, offer):
    many = [offer().parties.get(is_home=False).institution_id for _number in range(5)]
    told = client.get(f"/compare/?at={','.join(map(str, many))},abc")
    assert [side.institution.pk for side in told.context["comparison"].sides] == many[:4]
    assert told.context["asked"].problems == (
        "“abc” is not the number of a partner and was left out.",
        "4 stand side by side at most: these are the first of 5.",
    )
    assert told.context["list_url"] == f"/list/?at={','.join(map(str, many))}"
    endless = ",".join(map(str, range(10**6, 10**6 + 50)))
    assert "A list holds 40 partners at most" in client.get(f"/list/?at={endless}").content.decode()


def test_comparison_answers_each_question_side_by_side(comparison, offer, lodz, kyoto):
    offer(lodz, levels=[6, 7], people=4, months=20, tuition_waived=True)
    offer(lodz, mobility=MobilityKind.STAFF_TEACHING, levels=[], people=1)
    offer(kyoto, levels=[7], fields=["0715"], languages=[("en", "")], people=1, kind="student_exchange")
    told = comparison(f"?at={lodz.pk},{kyoto.pk}")
    assert told["Where"][1] == ["Kyoto, Japan"]
    assert told["Programme"] == [["Erasmus+"], ["Exchange agreement"]]
    assert told["Who may go"] == [["Bachelor", "Master", "Staff"], ["Master"]]
    assert told["Language you need"] == [["English B2"], ["English"]]
    assert told["How long"] == [["one semester"], []]
    assert told["People a year"] == [["4 students", "1 of staff"], ["1 student"]]
    assert told["Tuition fee"] == [["none to pay there"], []]


def test_what_erasmus_pays_is_compared_where_it_pays(client, comparison, offer, lodz, kyoto):
    load(TABLES)
    offer(lodz)
    offer(kyoto, kind="student_exchange")
    query = f"?at={lodz.pk},{kyoto.pk}"
    assert comparison(query)["Erasmus+ pays a student"] == [["510\N{NO-BREAK SPACE}€ a month"], []]
    assert "Co-funded by the European Union" in client.get(f"/compare/{query}").content.decode()
    assert "Co-funded by the European Union" not in client.get(f"/compare/?at={kyoto.pk}").content.decode()


def test_ended_and_silent_partners_stand_beside_the_others(client, comparison, offer, unit, lodz, kyoto):
    offer(lodz, state=AgreementState.ENDED)
    AgreementFactory(responsible_unit=unit, partners=[kyoto], is_published=True)
    query = f"?at={lodz.pk},{kyoto.pk}"
    assert comparison(query)["Programme"][0] == []
    assert "Nobody can be sent there at present" in client.get(f"/compare/{query}").content.decode()
    assert "Nobody can be sent there at present" in client.get(f"/list/{query}").content.decode()


def test_deadlines_are_compared_and_go_into_a_calendar(client, comparison, offer, open_round, lodz, kyoto):
    offer(lodz, people=3)
    offer(kyoto, mobility=MobilityKind.STAFF_TEACHING, levels=[])
    lodz_dates, kyoto_dates = comparison(f"?at={lodz.pk},{kyoto.pk}")["Places and last day to apply"]
    assert lodz_dates[0].startswith("Autumn abroad: 3 places left, apply by ")
    assert kyoto_dates == ["in no round at present"]
    assert client.get(f"/list/?at={kyoto.pk}").context["calendar_url"] == ""
    assert client.get(f"/list/?at={lodz.pk}").context["calendar_url"] == f"/list/calendar.ics?at={lodz.pk}"
    calendar = client.get(f"/list/calendar.ics?at={lodz.pk},{kyoto.pk}").content.decode().replace("\r\n ", "")
    assert calendar.count("BEGIN:VEVENT") == 2
    assert "On your list: Politechnika Łódzka" in calendar
    assert client.get(f"/list/calendar.ics?at={kyoto.pk}").content.decode().count("BEGIN:VEVENT") == 0


def test_calendar_is_refused_in_words_to_who_asks_too_often(client, monkeypatch):
    monkeypatch.setattr("finder.views.limits.MOST_OF_A_PLACE", 0)
    response = client.get("/list/calendar.ics")
    assert (response.status_code, response["Retry-After"]) == (429, "60")


@pytest.mark.parametrize("partners", [1, 3])
def test_query_count_does_not_grow(client, offer, django_assert_num_queries, partners):
    numbers = [offer().parties.get(is_home=False).institution_id for _number in range(partners)]
    query = f"?at={','.join(map(str, numbers))}"
    client.get(f"/list/{query}")
    client.get(f"/compare/{query}")  # the first one reads what Erasmus+ pays
    with django_assert_num_queries(4):
        client.get(f"/list/{query}")
    with django_assert_num_queries(5):
        client.get(f"/compare/{query}")


def test_no_cookie_and_no_robot(offer, lodz):
    offer(lodz)
    client = Client()
    for path in ("/list/", "/compare/"):
        response = client.get(f"{path}?at={lodz.pk}")
        assert not response.cookies
        assert '<meta name="robots" content="noindex">' in response.content.decode()
