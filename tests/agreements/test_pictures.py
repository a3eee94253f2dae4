"""The pictures of the register count what the list counts, and every number leads to the rows behind it."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.enums import AgreementKind, AgreementState
from core.charts.bars import Bar, BarChart, Part
from core.charts.columns import ColumnChart, Group
from core.charts.world import SHADES, projected, shade_of, shapes
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory
from tests.axe import accessibility_faults
from tests.reference.factories import CountryFactory

ADDRESS = "/agreements/pictures/"
LINKED_NUMBER = re.compile(r'<td class="number"><a href="([^"]+)">([\d\s,]+)</a>')


@pytest.fixture
def register(unit, other_unit):
    today = timezone.localdate()
    norway = CountryFactory(iso2="NO", iso3="NOR", iso_numeric="578", name_en="Norway", name_sv="Norge")
    for number, (kind, state) in enumerate(zip(AgreementKind, AgreementState, strict=True)):
        AgreementFactory(
            responsible_unit=unit if number % 2 else other_unit,
            kind=kind,
            state=state,
            starts_on=today + timedelta(days=200 * (number - 9)),
            ends_on=today + timedelta(days=200 * (number - 4)),
            partners=[InstitutionFactory()] + ([InstitutionFactory(country=norway)] if number % 3 == 0 else []),
        )
    ConditionFactory(agreement=AgreementFactory(responsible_unit=unit, starts_on=today, ends_on=today))


def numbers_of(page) -> list[tuple[str, int]]:
    text = page.content.decode()
    return [(unescape(url), int(re.sub(r"\D", "", count))) for url, count in LINKED_NUMBER.findall(text)]


@pytest.mark.parametrize("query", ["", "?ended=shown", "?country=NO", "?kind=moc&ended=shown", "?unit=mine"])
@pytest.mark.usefixtures("register")
def test_every_number_is_the_count_of_the_list_it_leads_to(officer, browser_of, query):
    client = browser_of(officer)
    found = numbers_of(client.get(ADDRESS + query))
    assert found or query == "?unit=mine"
    for url, count in found:
        assert client.get(url).context["page"].total == count, url


@pytest.mark.usefixtures("register")
def test_countries_count_as_the_list_does(officer, browser_of):
    client = browser_of(officer)
    places = client.get(ADDRESS).context["countries"].places
    assert {place.label for place in places} == {"Poland", "Norway"}
    for place in places:
        assert client.get(place.url).context["page"].total == place.count


@pytest.mark.usefixtures("register")
def test_nobody_sees_the_drafts_of_other_units_in_a_number(reader, officer, browser_of):
    of_reader, of_officer = (sum(bar.count for bar in _kinds(browser_of(user))) for user in (reader, officer))
    assert 0 < of_reader < of_officer


def _kinds(client) -> list[Bar]:
    return client.get(f"{ADDRESS}?ended=shown").context["kinds"].bars


@pytest.mark.usefixtures("register")
def test_what_is_over_is_left_out_and_said_to_be(officer, browser_of):
    page = browser_of(officer).get(ADDRESS)
    assert "2 ended or withdrawn, not shown" in page.content.decode()
    years = browser_of(officer).get(ADDRESS).context["years"]
    assert sum(group.parts[1].count for group in years.groups) == len(AgreementState) + 1  # ended ones among them


@pytest.mark.parametrize(
    "query", ["?country=ZZ", "?kind=nonsense", "?starts_before=soon", "?institution=9999999999999999999"]
)
def test_filters_that_cannot_be_are_answered_in_words(officer, browser_of, query):
    assert browser_of(officer).get(ADDRESS + query).status_code == 200


def test_an_empty_register_says_so(officer, browser_of):
    assert "Nothing to draw" in browser_of(officer).get(ADDRESS).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_pictures_cost_the_same_queries_however_many(officer, browser_of, unit, django_assert_num_queries, count):
    for _each in range(count):
        ConditionFactory(agreement=AgreementFactory(responsible_unit=unit))
    client = browser_of(officer)
    client.get(ADDRESS)
    with django_assert_num_queries(12):
        client.get(ADDRESS)


@given(st.lists(st.lists(st.integers(0, 10**6), min_size=2, max_size=2), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_bars_are_as_long_as_their_numbers_and_never_longer_than_the_picture(counts):
    bars = [Bar("", [Part(one), Part(other)]) for one, other in counts]
    longest = max(bar.count for bar in bars) or 1
    for bar, pieces in BarChart("", "", ["a", "b"], bars).rows():
        assert sum(piece.width for piece in pieces) == pytest.approx(100 * bar.count / longest, abs=0.02)
        assert all(0 <= piece.start <= piece.start + piece.width <= 100.02 for piece in pieces)
    groups = [Group("", bar.parts) for bar in bars]
    for _group, columns in ColumnChart("", "", ["a", "b"], groups).columns():
        assert all(column.top + column.height == pytest.approx(100) for column in columns)


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_every_place_of_the_globe_falls_within_the_frame(longitude, latitude):
    x, y = projected(longitude, latitude)
    assert -490 <= x <= 490
    assert -245 <= y <= 245


@pytest.mark.parametrize(("count", "shade"), [(1, 1), (25, 2), (36, 3), (64, 4), (100, SHADES)])
def test_shades_grow_with_the_count(count, shade):
    assert shade_of(count, most=100) == shade


def test_the_shapes_are_joined_by_the_numeric_codes_of_countries():
    assert shapes()["752"].startswith("M")  # Sweden
    assert all(re.fullmatch(r"\d{3}", code) for code in shapes())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_the_pictures_are_accessible_and_fit(register, officer, open_browser, width, scheme):
    page = open_browser(officer, width=width, dark=scheme == "dark")
    page.goto(ADDRESS)
    page.get_by_role("heading", name="Agreements in pictures").wait_for()
    page.get_by_text("The numbers as a table").click()
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
