"""The bit sets answer as a plain walk through all offers would."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.enums import DEADLINE_AHEAD, PLACES_LEFT, UNSTATED
from finder.index import build_index
from finder.listed import Listed, Offer
from finder.question import Question
from finder.shelves import flat
from finder.words import Words

COUNTRIES = {"PL": "europe", "SE": "europe", "JP": "asia"}
WORDS = Words(
    countries={"PL": ("Poland", "Polen"), "SE": ("Sweden", "Sverige"), "JP": ("Japan", "Japan")},
    fields={code: (f"Field {code}", "") for code in ("06", "0613", "07", "0715")},
    languages={"en": ("English", "engelska"), "de": ("German", "tyska")},
    regions=COUNTRIES,
    networks={"1": ("ECIU University", ""), "2": ("Baltic University Programme (BUP)", "Östersjöuniversitetet (BUP)")},
)

AHEAD, LEFT = DEADLINE_AHEAD, PLACES_LEFT
AUTUMN, SPRING = ("term", "autumn"), ("term", "spring")
CEFR = ["A1", "A2", "B1", "B2", "C1", "C2"]

offers = st.builds(
    Offer,
    programme=st.sampled_from(["erasmus", "moc"]),
    levels=st.frozensets(st.sampled_from(["bachelor", "master"])),
    fields=st.sampled_from([(), ("0613",), ("0715",), ("0613", "0715")]),
    languages=st.sampled_from([(), (("en", "B2"),), (("de", "B1"), ("en", ""))]),
    is_tuition_free=st.booleans(),
    is_traineeship=st.booleans(),
    round_facts=st.sampled_from([frozenset(), frozenset({AHEAD, AUTUMN}), frozenset({AHEAD, LEFT, SPRING})]),
)
partners = st.lists(
    st.builds(
        Listed,
        pk=st.integers(1, 9),
        name=st.sampled_from(["Politechnika Łódzka", "Kyoto University", "University of Technology"]),
        slug=st.just("x"),
        city=st.sampled_from(["Łódź", "Kyoto", ""]),
        country=st.sampled_from(list(COUNTRIES)),
        point=st.none(),
        is_university=st.booleans(),
        other_names=st.sampled_from([(), ("TUL",)]),
        offers=st.lists(offers, min_size=1, max_size=4).map(tuple),
        networks=st.sampled_from([(), ("1",), ("1", "2")]),
    ),
    max_size=8,
)
choices = st.fixed_dictionaries(
    {
        "places": st.sampled_from([(), ("left",)]),
        "deadline": st.sampled_from([(), ("ahead",)]),
        "level": st.sampled_from([(), ("bachelor",), ("master", UNSTATED)]),
        "term": st.sampled_from([(), ("autumn",), ("spring", "autumn")]),
        "field": st.sampled_from([(), ("06",), ("07", "06"), ("06", "0613"), ("061",), ("0613", UNSTATED)]),
        "language": st.sampled_from([(), ("en",), (UNSTATED,), ("en-B1",), ("en", "en-C1"), ("de-A2", "en-B2")]),
        "programme": st.sampled_from([(), ("erasmus",), ("traineeship",)]),
        "network": st.sampled_from([(), ("1",), ("2", "1")]),
        "cost": st.sampled_from([(), ("free",)]),
        "region": st.sampled_from([(), ("europe",), ("asia", "europe")]),
        "country": st.sampled_from([(), ("PL",), ("SE", "JP")]),
    }
)


def question(chosen, text="") -> Question:
    return Question(text=text, chosen=chosen, view="list", page="", problems=(), query=None)


def speaks(asked: str, one) -> bool:
    """Whether somebody with ``asked`` ("en", or "en-B2": with this level) is let in."""
    code, _dash, mine = asked.partition("-")
    wanted = [level for known, level in one.languages if known == code]
    return any(not mine or not level or CEFR.index(mine) >= CEFR.index(level) for level in wanted)


def fits(partner, one, chosen) -> bool:
    """The same rules, written a second time by hand."""
    values = {
        "level": one.levels or {UNSTATED},
        "programme": {one.programme} | ({"traineeship"} if one.is_traineeship else set()),
        "network": set(partner.networks),
        "cost": {"free"} if one.is_tuition_free else set(),
        **{
            facet: {said for about, said in one.round_facts if about == facet}
            for facet in ("places", "deadline", "term")
        },
    }
    if any(chosen[facet] and not values[facet] & set(chosen[facet]) for facet in values):
        return False
    fields, spoken = chosen["field"], chosen["language"]
    inmost = [code for code in fields if not any(other != code and other.startswith(code) for other in fields)]
    if fields and not any(one.fields == () if code == UNSTATED else _any_begins(one.fields, code) for code in inmost):
        return False
    inmost = [code for code in spoken if not any(other.startswith(f"{code}-") for other in spoken)]
    if spoken and not any(one.languages == () if code == UNSTATED else speaks(code, one) for code in inmost):
        return False
    countries, regions = set(chosen["country"]), set(chosen["region"])
    regions -= {COUNTRIES[country] for country in countries}
    anywhere = not countries and not regions
    return anywhere or partner.country in countries or COUNTRIES[partner.country] in regions


def _any_begins(codes, beginning: str) -> bool:
    return any(code.startswith(beginning) for code in codes)


@settings(max_examples=200, deadline=None)
@given(partners, choices)
def test_found_partners_are_those_with_an_offer_that_fits_everything(listed, chosen):
    index = build_index(listed, WORDS)
    found = flat(question(chosen).matching(index))
    expected = [
        number for number, partner in enumerate(listed) if any(fits(partner, one, chosen) for one in partner.offers)
    ]
    assert [number for number, _partner in index.partners_in(found)] == expected


@settings(max_examples=100, deadline=None)
@given(partners, choices, st.sampled_from(["level", "field", "language", "programme", "term", "network", "cost"]))
def test_each_count_is_what_choosing_it_alone_would_leave(listed, chosen, facet):
    index = build_index(listed, WORDS)
    asked = question(chosen)
    counts = index.count_each(facet, asked.matching(index, without=facet))
    for value, count in counts.items():
        alone = question({**chosen, facet: (value,)})
        assert count == flat(alone.matching(index)).bit_count()


@settings(max_examples=50, deadline=None)
@given(partners, choices)
def test_offers_of_a_card_are_those_that_fit(listed, chosen):
    index = build_index(listed, WORDS)
    shelves = question(chosen).matching(index)
    for number, partner in index.partners_in(flat(shelves)):
        assert index.offers_in(number, shelves) == [one for one in partner.offers if fits(partner, one, chosen)]


@settings(max_examples=50, deadline=None)
@given(partners, choices, st.sampled_from(["name", "deadline", "places", "distance"]))
def test_another_order_shows_the_same_partners(listed, chosen, sort):
    index = build_index(listed, WORDS)
    found = flat(question(chosen).matching(index))
    in_order = [number for number, _partner in index.partners_in(found, sort=sort)]
    assert sorted(in_order) == [number for number, _partner in index.partners_in(found)]


@pytest.fixture
def index():
    offer = Offer(programme="erasmus", levels=frozenset({"master"}), fields=("0613",), languages=(("en", "B2"),))
    plain = {"slug": "x", "point": None, "is_university": True}
    return build_index(
        [
            Listed(
                1,
                "Politechnika Łódzka",
                city="Łódź",
                country="PL",
                other_names=("TUL", "Lodz"),
                offers=(offer,),
                **plain,
            ),
            Listed(
                2,
                "University of Kyoto",
                city="Kyoto",
                country="JP",
                other_names=(),
                offers=(offer,),
                networks=("2",),
                **plain,
            ),
        ],
        WORDS,
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("łódź", ["Politechnika Łódzka"]),
        ("lodz", ["Politechnika Łódzka"]),
        ("LOD pol", ["Politechnika Łódzka"]),
        ("tul", ["Politechnika Łódzka"]),
        ("polen", ["Politechnika Łódzka"]),
        ("univ of kyoto", ["University of Kyoto"]),
        ("technology at kyoto", []),
        ("at kyoto", ["University of Kyoto"]),
        ("computing english japan", ["University of Kyoto"]),
        ("kyoto poland", []),
        ("bup", ["University of Kyoto"]),
        ("ostersjo", ["University of Kyoto"]),
        ("eciu", []),
    ],
)
def test_words_are_found_by_their_beginnings_without_accents(index, text, names):
    shelves = index.matching(text)
    assert [partner.name for _number, partner in index.partners_in(flat(shelves))] == names


@pytest.mark.parametrize("text", ["", "  ", "…!?", "\u200b"])
def test_text_without_words_asks_nothing(index, text):
    assert index.matching(text) is None


@pytest.mark.parametrize(("typed", "suggested"), [("lodsz", "Łódź"), ("kyotto", "Kyoto"), ("xqzw", ""), ("kyoto", "")])
def test_mistyped_words_are_respelled(index, typed, suggested):
    assert index.searched.suggestion(typed) == suggested
    assert index.meant_by(typed) == (suggested or typed)
