"""The list: one address holds the whole question; list, map and number agree; nonsense gets an answer."""

import re
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from agreements.enums import AgreementKind, AgreementState, MobilityKind
from reference.models import Country, Language
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory, home

pytestmark = pytest.mark.django_db

INDEX_QUERIES = 18  # the first page of a process builds the index, in as many queries for one partner as for all
PAGE_QUERIES = 2  # every later page only asks whether anything has changed: the index, and the page itself


@pytest.fixture
def page(client):
    """The list page with an address's query, as the templates were given it."""

    def get(query="", prefix="/"):
        response = client.get(f"{prefix}{query}")
        assert response.status_code == 200
        return response

    return get


def names(response) -> list[str]:
    return [card.name for card in response.context["results"].cards]


def choices(response) -> dict[str, dict[str, int]]:
    groups = response.context["results"].groups
    return {
        group.label: {choice.face.label: choice.count for choice in (*group.choices, *group.more)} for group in groups
    }


def test_partners_with_a_way_out_are_listed_by_name(page, offer, lodz, kyoto):
    offer(lodz)
    offer(kyoto)
    response = page()
    assert names(response) == ["Kyoto University", "Politechnika Łódzka"]
    assert response.context["results"].heading == "2 universities"


def test_card_says_where_what_how_long_and_how_many(page, offer, lodz):
    offer(lodz, people=2, months=10, tuition_waived=True)
    offer(lodz, people=3, months=30, fields=["0715"], languages=[("en", "B2")], tuition_waived=True)
    card = page().context["results"].cards[0]
    assert card.place == "Łódź, Poland"
    assert card.sentence == "Erasmus+ · one semester · one year"
    assert card.tags == ["Computing", "Engineering and construction", "English B2", "no tuition fee"]
    assert (card.places, card.staff_places) == (5, None)


def test_places_are_those_of_what_was_asked_for(page, offer, lodz):
    offer(lodz, levels=[6], people=2)
    offer(lodz, levels=[7], people=5)
    offer(lodz, mobility=MobilityKind.STAFF_TEACHING, levels=[], people=1)
    assert page("?level=master").context["results"].cards[0].places == 5
    everything = page().context["results"].cards[0]
    assert (everything.places, everything.staff_places) == (7, 1)


def test_each_choice_shows_how_many_it_would_leave_and_empty_ones_are_not_offered(page, offer, lodz, kyoto):
    offer(lodz, levels=[6, 7])
    offer(kyoto, levels=[7], languages=[("ja", "")], kind=AgreementKind.STUDENT_EXCHANGE)
    shown = choices(page("?level=bachelor"))
    assert shown == {
        "My level": {"Bachelor": 1, "Master": 2},
        "My field": {"Computing": 1},
        "Language of teaching": {"English": 1},
        "Programme": {"Erasmus+": 1},
        "Where": {"Europe": 1},
    }


def test_choices_must_hold_for_one_and_the_same_agreement(page, offer, lodz):
    offer(lodz, levels=[6], fields=["0613"])
    offer(lodz, levels=[7], fields=["0715"])
    assert names(page("?level=bachelor&field=06")) == ["Politechnika Łódzka"]
    assert names(page("?level=bachelor&field=07")) == []


def test_what_an_agreement_does_not_state_can_be_asked_for(page, unit, lodz):
    AgreementFactory(responsible_unit=unit, partners=[lodz], is_published=True)
    assert names(page("?level=unstated&field=unstated")) == ["Politechnika Łódzka"]
    assert "Level" not in page("?level=unstated").content.decode().split("<main")[0]


def test_partner_that_only_sends_to_us_is_not_a_place_to_go(page, unit, lodz):
    agreement = AgreementFactory(responsible_unit=unit, partners=[lodz], is_published=True)
    ConditionFactory(agreement=agreement, sender=lodz, receiver=home())
    assert names(page()) == []


def test_country_narrows_its_region_and_regions_add_up(page, offer, lodz, kyoto):
    offer(lodz)
    offer(kyoto)
    offer(InstitutionFactory(name="Blekinge Twin", country=home().country))
    assert names(page("?region=europe")) == ["Blekinge Twin", "Politechnika Łódzka"]
    assert names(page("?region=europe&country=PL")) == ["Politechnika Łódzka"]
    assert names(page("?region=asia&country=PL")) == ["Kyoto University", "Politechnika Łódzka"]


@pytest.mark.parametrize("query", ["", "?level=master", "?q=lodz", "?country=JP", "?q=nothing+like+it", "?page=2"])
def test_list_map_and_number_agree(page, offer, lodz, kyoto, query):
    offer(lodz, levels=[7])
    offer(kyoto)
    for _number in range(25):
        offer(InstitutionFactory(latitude="50", longitude="20"))
    response = page(query)
    points = Client().get(response.context["points_url"]).json()
    total = response.context["results"].page.total
    assert points["heading"] == response.context["results"].heading
    assert len(points["features"]) + points["placeless"] == total
    assert f"{total} universit" in response.content.decode()


def test_points_are_named_placed_and_linked(client, offer, lodz, kyoto):
    offer(lodz)
    offer(kyoto)
    points = client.get("/sv/universities/points.json").json()
    assert points["placeless"] == 1
    assert points["features"] == [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [19.45, 51.75]},
            "properties": {
                "name": "Politechnika Łódzka",
                "place": "Łódź, Polen",
                "url": f"/sv/universities/{lodz.pk}-politechnika-lodzka/",
            },
        }
    ]


def test_chips_take_one_thing_off_and_keep_the_rest(page, offer, lodz):
    offer(lodz)
    chips = page("?q=lodz&level=bachelor&level=master&page=1").context["results"].chips
    assert [(chip.label, chip.url) for chip in chips] == [
        ("“lodz”", "?level=bachelor&level=master"),
        ("Bachelor", "?q=lodz&level=master"),
        ("Master", "?q=lodz&level=bachelor"),
    ]


def test_nothing_found_offers_the_nearest_words_and_ways_out(page, offer, lodz, kyoto):
    offer(lodz)
    offer(kyoto)
    misspelt = page("?q=lodsz&exact=1").context["results"]
    assert (misspelt.suggestion.label, misspelt.suggestion.url, misspelt.suggestion.count) == (
        "Łódź",
        "?q=%C5%81%C3%B3d%C5%BA",
        1,
    )
    ways = page("?q=lodz&country=JP").context["results"].ways_out
    assert [(way.label, way.url, way.count) for way in ways] == [("“lodz”", "?country=JP", 1), ("Japan", "?q=lodz", 1)]


def test_past_partners_are_counted_not_hidden_silently(page, offer, lodz, kyoto):
    offer(lodz)
    offer(kyoto, state=AgreementState.ENDED)
    response = page()
    assert names(response) == ["Politechnika Łódzka"]
    assert "1 partner whose agreement has ended or is suspended is not listed." in response.content.decode()


def test_companies_among_the_results_are_not_called_universities(page, offer, lodz):
    offer(lodz)
    offer(InstitutionFactory(name="Verkstad AB", kind="company"))
    assert page().context["results"].heading == "2 partners"
    assert page("?q=lodz").context["results"].heading == "1 university"


def test_empty_site_says_what_to_do(page):
    assert "No agreement has been published yet." in page().content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?level=nonsense", "?field=9999", "?field=0613", "?country=XX", "?region=moon", "?programme=%F0%9F%92%A9",
        "?page=-1", "?page=99999999999999999999", "?page=x", "?view=upside-down", "?q=%F0%9F%98%80", "?q=%25%27%22--",
        "?" + "&".join(f"country=X{number}" for number in range(300)), "?q=" + "a" * 10_000, "?q=" + quote("ł " * 5000),
        "?level=bachelor&level=bachelor&level=nonsense", "?country=PL&region=asia&level=staff&field=unstated",
        "?q[]=1&__proto__=2", "?q=%ff%fe", "?q=&level=&country=",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/sv/", "/universities/points.json"])
def test_nonsense_in_the_address_gets_a_page(client, offer, lodz, path, query):
    offer(lodz)
    assert client.get(path + query).status_code == 200


def test_nul_in_the_address_is_refused_in_words(client):
    response = client.get("/?q=%00")
    assert response.status_code == 400
    assert "could not be understood" in response.content.decode()


def test_what_was_left_out_of_the_question_is_said_and_not_carried_on(page, offer, lodz):
    offer(lodz)
    response = page("?level=wizard&country=PL&q=" + "lodz " * 100)
    text = response.content.decode()
    assert "“wizard” is not a choice here and was left out." in text
    assert "Only the first 200 characters of the search were used." in text
    assert "wizard" not in response.context["points_url"]


def test_markup_in_the_search_stays_text(page, offer):
    offer()
    assert "<script>alert" not in page("?q=<script>alert(1)</script>").content.decode()


def test_markup_in_a_name_of_the_registers_stays_text(page, offer, lodz):
    offer(lodz, languages=[("en", "B2")])
    Country.objects.filter(pk="PL").update(name_en='<img src=x>"Poland')
    Language.objects.filter(pk="en").update(name_en="<b>English</b>")
    text = page("?language=en").content.decode()
    assert "<span>&lt;b&gt;English&lt;/b&gt;</span>" in text
    assert "<summary>The level I have in &lt;b&gt;English&lt;/b&gt;</summary>" in text
    assert "&lt;img src=x&gt;&quot;Poland</span>" in text
    assert "<img src=x>" not in text


@pytest.mark.parametrize("partners", [1, 3])
def test_query_count_does_not_grow(client, offer, django_assert_num_queries, partners):
    for _number in range(partners):
        offer()
    with django_assert_num_queries(INDEX_QUERIES):
        client.get("/")
    with django_assert_num_queries(PAGE_QUERIES):
        client.get("/?level=bachelor&q=partner")
    with django_assert_num_queries(PAGE_QUERIES):
        client.get("/universities/points.json")


def test_anonymous_visitor_gets_no_cookie_and_may_be_answered_unchanged(offer, lodz):
    offer(lodz)
    client = Client()
    first = client.get("/")
    assert not first.cookies
    assert client.get("/", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert not client.cookies


def test_page_exists_in_both_languages_and_names_its_own_address(page, offer, lodz):
    offer(lodz)
    english = page("?country=PL&view=map").content.decode()
    assert f'<link rel="canonical" href="{settings.SITE_URL}/?country=PL">' in english
    assert re.search(r'hreflang="sv" href="[^"]*/sv/\?country=PL', english)
    assert "Polen" in page("", "/sv/").content.decode()


@pytest.mark.parametrize("path", ["/", "/universities/points.json"])
def test_nobody_writes_here(client, path):
    assert client.post(path).status_code == 405
