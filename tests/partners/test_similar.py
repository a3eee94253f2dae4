"""Which institutions are taken for which: in any language, spelling and abbreviation, and never swallowing another."""

import pytest

from partners.name_meaning import read_name
from partners.similar import WORTH_ASKING, SimilarInstitutions
from partners.similar_facts import Asked, known_institution
from partners.websites import host_of

REGISTER = [
    (
        "Technical University of Munich",
        "DE",
        "München",
        ["Technische Universität München"],
        "D  MUNCHEN02",
        "www.tum.de",
    ),
    ("Ludwig-Maximilians-Universität München", "DE", "München", ["LMU"], "D  MUNCHEN01", "lmu.de"),
    ("Hochschule München", "DE", "München", [], "D  MUNCHEN06", ""),
    ("Politechnika Łódzka", "PL", "Łódź", ["Lodz University of Technology"], "PL LODZ02", "p.lodz.pl"),
    ("Uniwersytet Łódzki", "PL", "Łódź", [], "PL LODZ01", ""),
    ("Uniwersytet Medyczny w Łodzi", "PL", "Łódź", ["Medical University of Lodz"], "PL LODZ03", ""),
    ("Kungliga Tekniska högskolan", "SE", "Stockholm", ["KTH Royal Institute of Technology"], "S  STOCKHO04", ""),
    ("Universidad de Cádiz", "ES", "Cádiz", [], "E  CADIZ01", ""),
    ("Universidad de Córdoba", "ES", "Córdoba", [], "E  CORDOBA01", ""),
    ("European University of Tirana", "AL", "Tirana", [], "", ""),
]
CODES = {name: code for name, _country, _city, _others, code, _website in REGISTER}


@pytest.fixture(scope="module")
def index():
    index = SimilarInstitutions()
    for pk, (name, country, city, others, code, website) in enumerate(REGISTER):
        facts = {"city": city, "codes": [code], "website": website}
        index.add(known_institution(pk, country, [name, *others], **facts))
    return index


def asked(index, *names, **facts) -> list[tuple[str, int]]:
    return [(REGISTER[one.institution_id][0], one.score) for one in index.similar(Asked(names=names, **facts))]


MUNICH, LODZ_TECH = "Technical University of Munich", "Politechnika Łódzka"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("TU München", MUNICH),
        ("Technical University of Munich", MUNICH),
        ("Tech. Univ. Munich", MUNICH),
        ("technische universitaet muenchen", MUNICH),
        ("Munich, Technical University", MUNICH),
        ("Łódź University of Technology", LODZ_TECH),
        ("Politechnika Lodzka", LODZ_TECH),
        ("Univ of Lodz", "Uniwersytet Łódzki"),
        ("University of Łódź", "Uniwersytet Łódzki"),
        ("Medical Univ. Lodz", "Uniwersytet Medyczny w Łodzi"),
        ("Royal Institute of Technology (KTH)", "Kungliga Tekniska högskolan"),
        ("University of Cadiz", "Universidad de Cádiz"),
        ("Ludwig-Maximillians-Universität München", "Ludwig-Maximilians-Universität München"),
    ],
)
def test_one_is_found_under_any_of_its_names(index, name, meant):
    found = asked(index, name)
    assert found[0][0] == meant
    assert found[0][1] >= WORTH_ASKING


@pytest.mark.parametrize("acronym", ["TUM", "KTH", "tum"])
def test_initials_find_whom_they_stand_for(index, acronym):
    [(found, score)] = asked(index, acronym)[:1]
    assert found in (MUNICH, "Kungliga Tekniska högskolan")
    assert score >= WORTH_ASKING


@pytest.mark.parametrize(
    ("name", "another"),
    [
        ("Univ of Lodz", "Uniwersytet Medyczny w Łodzi"),
        ("Univ of Lodz", LODZ_TECH),
        ("Medical University of Lodz", "Uniwersytet Łódzki"),
        ("Technical University of Munich", "Hochschule München"),
        ("University of Cádiz", "Universidad de Córdoba"),
        ("University of Tirana", "European University of Tirana"),
    ],
)
def test_one_is_never_taken_for_its_neighbour(index, name, another):
    assert dict(asked(index, name)).get(another, 0) < WORTH_ASKING


@pytest.mark.parametrize(
    "name", ["", "a", "University", "Technical University", "Університет", "   ", "\x00", "x" * 9000]
)
def test_what_names_nobody_finds_nobody(index, name):
    assert asked(index, name) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"codes": ("D  MUNCHEN02",)},
        {"codes": ("d_munchen02",)},
        {"website": "https://www.tum.de/en/about"},
    ],
)
def test_a_code_or_a_website_tells_whatever_the_name(index, facts):
    [(found, score)] = asked(index, "Something else", **facts)
    assert (found, score >= WORTH_ASKING) == (MUNICH, True)


def test_another_country_or_town_makes_less_likely(index):
    here = dict(asked(index, "Universidad de Cádiz", country="ES", city="Cádiz"))
    town = dict(asked(index, "Universidad de Cádiz", country="ES", city="Sevilla"))
    land = dict(asked(index, "Universidad de Cádiz", country="PT"))
    name = "Universidad de Cádiz"
    assert here[name] > town[name] > land[name]


def test_reasons_are_told_in_words(index):
    [found] = index.similar(Asked(names=("Lodz University of Technology",), website="p.lodz.pl"))
    assert [reason.sentence for reason in found.reasons] == [
        "It is also called “Lodz University of Technology”.",
        "It has the same website: p.lodz.pl.",
    ]


def test_one_that_goes_is_found_no_more(index):
    index.add(known_institution(99, "XX", ["Nowhere College"], codes=["XXX"]))
    assert index.similar(Asked(names=("Nowhere College",)))
    index.remove(99)
    index.remove(99)
    assert index.similar(Asked(names=("Nowhere College",), codes=("XXX",))) == []


def test_a_website_that_many_share_tells_nothing():
    index = SimilarInstitutions()
    for pk in range(4):
        index.add(known_institution(pk, "SE", [f"School {pk}"], website="schools.example.org"))
    assert index.similar(Asked(website="schools.example.org")) == []


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.tum.de/en/", "tum.de"),
        ("HTTP://WWW.LU.SE", "lu.se"),
        ("bth.se", "bth.se"),
        ("https://sites.google.com/x", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_the_host_of_a_website(address, host):
    assert host_of(address) == host


def test_names_are_read_by_what_they_say():
    meaning = read_name("Tech. Univ. Munich")
    assert (meaning.own, set(meaning.subjects), set(meaning.forms)) == (("munich",), {"technical"}, {"university"})
