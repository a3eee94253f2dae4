"""Whatever is asked, sensible or not: all pages of the list together, the map, the number and the data are one."""

from urllib.parse import urlencode

from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.index import FACETS, build_index
from finder.listed import Listed, Offer
from finder.map_points import points_of
from finder.open_data import records
from finder.question import read_question
from finder.results import found_by, results_of
from finder.words import Words

COUNTRIES = {"PL": "europe", "SE": "europe", "JP": "asia"}
WORDS = Words(
    countries={"PL": ("Poland", "Polen"), "SE": ("Sweden", "Sverige"), "JP": ("Japan", "Japan")},
    fields={code: (f"Field {code}", "") for code in ("06", "061", "0613", "07", "071", "0715")},
    languages={"en": ("English", "engelska"), "de": ("German", "tyska")},
    regions=COUNTRIES,
    networks={"1": ("ECIU University", "")},
)
NAMES = ("Politechnika Łódzka", "Kyoto University", "University of Technology", "Lunds universitet")

offers = st.builds(
    Offer,
    programme=st.sampled_from(["erasmus", "moc", "student_exchange"]),
    levels=st.frozensets(st.sampled_from(["bachelor", "master", "staff"])),
    fields=st.sampled_from([(), ("0613",), ("0715",), ("0613", "0715")]),
    languages=st.sampled_from([(), (("en", "B2"),), (("de", "B1"), ("en", ""))]),
    people=st.one_of(st.none(), st.integers(0, 9)),
    is_tuition_free=st.booleans(),
)
partners = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(["Łódź", "Kyoto", ""]),
        st.sampled_from(list(COUNTRIES)),
        st.one_of(st.none(), st.tuples(st.floats(-80, 80), st.floats(-180, 180))),
        st.lists(offers, min_size=1, max_size=3).map(tuple),
    ),
    max_size=60,
)
VALUES = (
    *("bachelor", "master", "staff", "unstated", "06", "061", "0613", "07", "0715", "en", "en-B2", "de-A1", "erasmus"),
    *("moc", "icm", "traineeship", "PL", "SE", "JP", "europe", "asia", "left", "ahead", "free", "autumn", "1"),
    *("", "nonsense", "99999", "-1", "å" * 300),
)
asked = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(FACETS), st.sampled_from(VALUES)),
        st.tuples(
            st.just("q"), st.sampled_from(["lodz", "lodsz", "univ of kyoto", "japan", "of", "%", "xqzw", "a" * 300])
        ),
        st.tuples(st.just("sort"), st.sampled_from(["name", "deadline", "places", "distance", "nonsense"])),
        st.sampled_from([("exact", "1"), ("view", "map"), ("page", "-2"), ("page", "1e9"), ("box", "170,-10,-170,10")]),
    ),
    max_size=6,
)


def listed(rows) -> list[Listed]:
    plain = {"slug": "x", "is_university": True, "other_names": (), "networks": ("1",)}
    return [
        Listed(pk, name, city=city, country=country, point=point, offers=offered, **plain)
        for pk, (name, city, country, point, offered) in enumerate(rows, start=1)
    ]


@settings(max_examples=150, deadline=None)
@given(partners, asked)
def test_list_map_number_and_data_are_one(rows, query):
    index = build_index(listed(rows), WORDS)
    text = urlencode([(name, value) for name, value in query if name != "page"])
    question = read_question(QueryDict(urlencode(query)), index)
    results = results_of(question, index)
    on_pages = []
    for number in range(1, results.page.pages + 1):
        on_page = results_of(read_question(QueryDict(f"{text}&page={number}"), index), index)
        on_pages += [card.pk for card in on_page.cards]
    points = points_of(found_by(question, index), index)
    data = [partner.pk for partner, _offers in records.found_by(question, index)]
    assert sorted(on_pages) == sorted(data)
    assert len(on_pages) == results.page.total == len(points["features"]) + points["placeless"]
    assert points["heading"] == results.heading
    placed = {f"-{partner.pk}" for partner in index.partners if partner.pk in data and partner.point}
    assert len(placed) == len(points["features"])


@settings(max_examples=100, deadline=None)
@given(partners, asked)
def test_links_of_a_page_ask_what_they_say(rows, query):
    """Each chip, way out and choice keeps its promise: the number beside it is what its address finds."""
    index = build_index(listed(rows), WORDS)
    question = read_question(QueryDict(urlencode(query)), index)
    results, found = results_of(question, index), found_by(question, index)

    def behind(chip) -> int:
        return found_by(read_question(QueryDict(chip.url.removeprefix("?")), index), index)

    suggested = [results.suggestion] if results.suggestion else []
    for chip in (*results.ways_out, *results.ways_alone, *suggested):
        assert behind(chip).bit_count() == chip.count
    for chip in results.unstated:
        assert (behind(chip) & ~found).bit_count() == chip.count
        assert behind(chip) & found == found
