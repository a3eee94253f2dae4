"""The pages around the finder: schemes, countries, blended intensive programmes."""

import pytest
from django.urls import reverse

from finder.bips.shown import shown_bips
from finder.programmes.facts import scheme_page
from mobility.enums import MobilityState
from reference.models import CallYearParameter
from tests.days import in_days
from tests.mobility.factories import BipFactory, MobilityFactory, SchemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def limits(db):
    known = {
        "student_long_min_days": 60,
        "student_long_max_days": 360,
        "staff_ka131_min_days": 2,
        "staff_ka171_min_days": 5,
        "staff_max_days": 60,
    }
    for name, value in known.items():
        CallYearParameter.objects.create(name=name, call_year=2026, value=str(value))


@pytest.mark.parametrize(
    ("rules", "activity", "length"),
    [
        ("KA131", "student-studies", "2 to 12 months"),
        ("KA131", "staff-teaching", "2 to 60 days"),
        ("KA171", "staff-teaching", "5 to 60 days"),
        ("KA131", "student-short-blended", "as the agreement with the partner says"),  # no limit is known
        ("", "student-studies", "as the agreement with the partner says"),
    ],
)
def test_a_scheme_tells_the_length_of_the_newest_call(us, limits, rules, activity, length):
    CallYearParameter.objects.create(name="student_long_min_days", call_year=2021, value="90")
    scheme = SchemeFactory(code="s", rules=rules, activities=[activity])
    assert [way.length for way in scheme_page(scheme).ways] == [length]


def test_a_scheme_that_is_not_offered_has_no_page(us, client):
    SchemeFactory(code="old", is_offered=False)
    assert client.get(reverse("finder:scheme", args=["old"])).status_code == 404
    assert client.get(reverse("finder:scheme_index")).status_code == 200


def test_a_country_has_a_page_while_somebody_can_go_there(us, offer, lodz, client):
    agreement = offer(lodz)
    there = reverse("finder:country", args=["pl-poland"])
    assert "Politechnika Łódzka" in client.get(there).content.decode()
    assert client.get(reverse("finder:country", args=["pl-polonia"])).headers["Location"] == there
    agreement.is_published = False
    agreement.save()
    assert client.get(there).status_code == 404


@pytest.mark.parametrize("slug", ["xx-nowhere", "poland", "-", "pl"])
def test_an_unknown_country_is_said_to_be_unknown(us, client, slug):
    response = client.get(reverse("finder:country", args=[slug]))
    assert response.status_code == 404


def test_places_of_a_bip_are_taken_from_the_acceptance_on(unit):
    bip = BipFactory(unit=unit, is_published=True, our_places=3)
    for state in (MobilityState.NOMINATED, MobilityState.ACCEPTED, MobilityState.CANCELLED, MobilityState.AGREED):
        MobilityFactory(unit=unit, bip=bip, state=state, direction="outgoing", activity="student-short-blended")
    MobilityFactory(unit=unit, bip=bip, state=MobilityState.AGREED, direction="incoming")
    [shown], past = shown_bips(on=bip.first_day)
    assert (shown.left, past) == (1, [])


@pytest.mark.parametrize(
    ("places", "apply_by", "can_apply"),
    [(None, None, True), (0, None, False), (2, 0, True), (2, -1, False), (2, 1, True)],
)
def test_who_can_still_apply_for_a_bip(unit, places, apply_by, can_apply):
    day = None if apply_by is None else in_days(apply_by)
    days = {"starts_on": in_days(60), "ends_on": in_days(65)}
    days |= {"virtual_starts_on": None, "virtual_ends_on": None}
    BipFactory(unit=unit, is_published=True, our_places=places, apply_by=day, **days)
    [shown], _past = shown_bips()
    assert shown.can_apply is can_apply


def test_a_bip_that_is_not_shown_or_cancelled_has_no_page(unit, client):
    hidden, cancelled = BipFactory(unit=unit), BipFactory(unit=unit, is_published=True, state="cancelled")
    for bip in (hidden, cancelled):
        assert client.get(reverse("finder:bip", args=[bip.pk])).status_code == 404
        assert bip.title not in client.get(reverse("finder:bip_index")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_bips_asks_the_same_at_one_and_at_three(unit, client, count, django_assert_num_queries):
    for _number in range(count):
        BipFactory(unit=unit, is_published=True, our_places=3)
    with django_assert_num_queries(5):
        client.get(reverse("finder:bip_index"))
