"""Students find a partner by what they type: without accents, shortened, in another language, with a slip."""

import pytest

from finder.index import build_index
from finder.listed import Listed, Offer
from finder.shelves import flat
from finder.words import Words

WORDS = Words(
    countries={code: (name, "") for code, name in {"PL": "Poland", "SE": "Sweden", "DE": "Germany"}.items()},
    fields={"06": ("Information and Communication Technologies", ""), "0613": ("Software development", "")},
    languages={"en": ("English", "engelska")},
    regions=dict.fromkeys(("PL", "SE", "DE"), "europe"),
)
# As real registers write them: some in their own language, some in English, some without their letters.
NAMES = {
    "Blekinge Tekniska Högskola": "Karlskrona",
    "Politechnika Łódzka": "Łódź",
    "Politechnika Wroclawska": "Wrocław",
    "Uniwersytet Jagielloński": "Kraków",
    "Technische Universität München": "München",
    "Rheinisch Westfalische Technische Hochschule Aachen": "Aachen",
    "Technische Universitat Darmstad": "Darmstadt",
    "Universität zu Köln": "Köln",
    "Chalmers tekniska högskola": "Göteborg",
    "Linköpings Universitet": "Linköping",
    "Karlsruher Institut fur Technologie": "Karlsruhe",
    "Libera Universita di Bolzano": "Bolzano",
    "Universidade Técnica de Lisboa": "Lisboa",
    "Slovenska Technicka Univerzita V Bratislave": "Bratislava",
    "Itä-Suomen Yliopisto": "Kuopio",
}


@pytest.fixture(scope="module")
def index():
    offer = Offer(programme="erasmus", levels=frozenset({"master"}), fields=("0613",), languages=(("en", "B2"),))
    plain = {"slug": "x", "country": "PL", "point": None, "is_university": True, "other_names": (), "offers": (offer,)}
    return build_index([Listed(key, name, city=city, **plain) for key, (name, city) in enumerate(NAMES.items())], WORDS)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("karlskrona", "Blekinge Tekniska Högskola"),
        ("Karlskorna", "Blekinge Tekniska Högskola"),
        ("Łódź", "Politechnika Łódzka"),
        ("lodz", "Politechnika Łódzka"),
        ("lodsz", "Politechnika Łódzka"),
        ("tech univ of lodz", "Politechnika Łódzka"),
        ("wroclaw", "Politechnika Wroclawska"),
        ("breslau", "Politechnika Wroclawska"),
        ("wroklaw", "Politechnika Wroclawska"),
        ("university of krakow", "Uniwersytet Jagielloński"),
        ("Cracow", "Uniwersytet Jagielloński"),
        ("jagielonski", "Uniwersytet Jagielloński"),
        ("univ of munchen", "Technische Universität München"),
        ("university of munich", "Technische Universität München"),
        ("tech univ muenchen", "Technische Universität München"),
        ("munchenn", "Technische Universität München"),
        ("hochsch aachen", "Rheinisch Westfalische Technische Hochschule Aachen"),
        ("aachenn", "Rheinisch Westfalische Technische Hochschule Aachen"),
        ("tech univ darmstadt", "Technische Universitat Darmstad"),
        ("koeln", "Universität zu Köln"),
        ("University of Cologne", "Universität zu Köln"),
        ("gothenburg", "Chalmers tekniska högskola"),
        ("goteborg", "Chalmers tekniska högskola"),
        ("chalmes", "Chalmers tekniska högskola"),
        ("linkoping univ", "Linköpings Universitet"),
        ("inst karlsruhe", "Karlsruher Institut fur Technologie"),
        ("karlsrue", "Karlsruher Institut fur Technologie"),
        ("univ bolzano", "Libera Universita di Bolzano"),
        ("tech lisbon", "Universidade Técnica de Lisboa"),
        ("universty of bratislava", "Slovenska Technicka Univerzita V Bratislave"),
        ("university kuopio", "Itä-Suomen Yliopisto"),
    ],
)
def test_what_students_type_finds_the_partner_they_mean(index, typed, name):
    found = index.partners_in(flat(index.matching(index.meant_by(typed))))
    assert [partner.name for _number, partner in found] == [name]


@pytest.mark.parametrize("typed", ["xqzw", "lund", "munchen xqzw", "aaa", "łł"])
def test_what_is_near_nothing_is_searched_for_as_it_stands(index, typed):
    assert index.meant_by(typed) == typed
    assert not any(index.matching(typed))


@pytest.mark.django_db
def test_page_says_what_it_searched_for_and_searches_to_the_letter_when_asked(client, offer, lodz):
    offer(lodz)
    response = client.get("/?q=lodsz&level=bachelor")
    text = response.content.decode()
    assert [card.name for card in response.context["results"].cards] == ["Politechnika Łódzka"]
    assert "Showing results for “Łódź”." in text
    assert 'name="q" value="lodsz"' in text
    exact = response.context["question"].exact_address
    assert exact == "?q=lodsz&level=bachelor&exact=1"
    assert len(client.get(f"/universities/points.json{exact}").json()["features"]) == 0
    assert "exact" not in client.get(f"/{exact}").context["results"].chips[0].url
    response = client.get(f"/{exact}")
    assert response.context["results"].suggestion.label == "Łódź"
    assert "Showing results for" not in response.content.decode()


@pytest.mark.django_db
def test_contradicting_choices_say_what_each_alone_would_find(client, offer, lodz, kyoto):
    offer(lodz, levels=[6])
    offer(kyoto, levels=[7])
    results = client.get("/?q=lodz&level=doctoral&country=JP&sort=distance").context["results"]
    assert results.ways_out == []
    alone = [(way.label, way.url, way.count) for way in results.ways_alone]
    assert alone == [("“lodz”", "?sort=distance&q=lodz", 1), ("Japan", "?sort=distance&country=JP", 1)]


@pytest.mark.django_db
def test_who_does_not_say_is_told_and_can_be_shown_too(client, offer, lodz, kyoto):
    offer(lodz, languages=[("en", "B2")])
    offer(kyoto, languages=[])
    response = client.get("/?language=en-B2")
    assert [(more.label, more.url) for more in response.context["results"].unstated] == [
        ("1 more does not say in which language.", "?language=en-B2&language=unstated")
    ]
    assert "Show them too" in response.content.decode()
    assert client.get("/?language=en-B2&language=unstated").context["results"].unstated == []
