"""The list asks the rounds of applications: where places are left, and where somebody can still apply."""

from datetime import timedelta

import pytest
from django.utils import timezone

from finder import current
from finder.rounds import read_rounds
from mobility.enums import MobilityState
from mobility.models import RoundPlace
from mobility.rounds.enums import RoundState
from mobility.rounds.services import change_round, set_places
from tests.agreements.factories import InstitutionFactory
from tests.mobility.factories import ApplicationRoundFactory, MobilityFactory

pytestmark = pytest.mark.django_db

BOTH = {"places": {"left": 1}, "deadline": {"ahead": 1}}
NEITHER = {"places": {}, "deadline": {}}


@pytest.fixture
def shown(unit):
    """A function: a published round of the unit that is open now."""
    return lambda **fields: ApplicationRoundFactory(**{"unit": unit, "is_published": True} | fields)


def counts() -> dict[str, dict[str, int]]:
    """How many partners each of the two filters would leave."""
    index = current.current_index()
    return {facet: index.count_each(facet, index.everything) for facet in ("places", "deadline")}


def names(response) -> list[str]:
    return [card.name for card in response.context["results"].cards]


def test_the_list_is_narrowed_to_places_left_and_deadlines_to_come(client, offer, lodz, kyoto, shown):
    full, _no_round = offer(kyoto, people=1), offer(InstitutionFactory(name="No agreed number"), people=None)
    offer(lodz, people=1)
    there = {"unit": full.responsible_unit, "condition": full.conditions.get(), "partner": kyoto}
    MobilityFactory(agreement=full, state=MobilityState.ACCEPTED, **there)
    shown()
    assert names(client.get("/?places=left")) == ["Politechnika Łódzka"]
    response = client.get("/?deadline=ahead")
    assert names(response) == ["Kyoto University", "Politechnika Łódzka"]
    group = response.context["results"].groups[0]
    assert [(choice.face.label, choice.count, choice.is_chosen) for choice in group.choices] == [
        ("Has places this round", 1, False),
        ("Deadline not passed", 2, True),
    ]
    chips = client.get("/?places=left&deadline=ahead").context["results"].chips
    assert [(chip.label, chip.url) for chip in chips] == [
        ("Has places this round", "?deadline=ahead"),
        ("Deadline not passed", "?places=left"),
    ]
    assert len(client.get("/universities/points.json?places=left").json()["features"]) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"is_published": False},
        {"closes_at": timezone.now() - timedelta(minutes=1)},
        {"state": RoundState.DECIDED},
        {"activity": "student-traineeship"},
    ],
    ids=["unpublished", "passed", "decided", "of another kind"],
)
def test_a_round_nobody_can_apply_in_never_counts(offer, lodz, unit, fields):
    offer(lodz)
    ApplicationRoundFactory(unit=unit, **{"is_published": True} | fields)
    assert counts() == NEITHER


def test_a_round_of_another_unit_or_without_places_never_counts(offer, lodz, shown, other_unit):
    condition = offer(lodz).conditions.get()
    shown(unit=other_unit)
    RoundPlace.objects.create(round=shown(), condition=condition, places=0, reason="Nobody goes this year")
    assert counts() == NEITHER


def test_whatever_changes_a_round_shows_at_the_next_question(offer, lodz, shown, officer, unit):
    agreement = offer(lodz, people=1)
    condition, opened = agreement.conditions.get(), shown()
    assert counts() == BOTH
    set_places(opened, condition, actor=officer, places=0, reason="Nobody goes this year")
    assert counts() == NEITHER
    set_places(opened, condition, actor=officer, places=None)
    stay = {"unit": unit, "partner": lodz, "agreement": agreement, "condition": condition}
    MobilityFactory(state=MobilityState.ACCEPTED, **stay)
    assert counts() == {"places": {}, "deadline": {"ahead": 1}}
    change_round(opened, actor=officer, is_published=False)
    assert counts() == NEITHER


def test_a_round_counts_until_the_instant_it_closes(offer, lodz, shown, monkeypatch):
    offer(lodz)
    opened = shown()
    assert counts() == BOTH
    monkeypatch.setattr("finder.current.timezone.now", lambda: opened.closes_at)
    assert counts() == NEITHER


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_asks_once_whatever_rounds_there_are(client, offer, shown, count, django_assert_num_queries):
    for _number in range(count):
        offer()
        shown()
    with django_assert_num_queries(24):
        client.get("/")
    with django_assert_num_queries(2):
        client.get("/?places=left&deadline=ahead")
    with django_assert_num_queries(6):
        read_rounds()
