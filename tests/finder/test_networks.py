"""Networks on the public site: the filter of the list, the page of each, what their members give together."""

from datetime import timedelta

import pytest
from django.utils import timezone

from finder.current import forget
from tests.networks.factories import NetworkFactory, NetworkMembershipFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def eciu(db):
    return NetworkFactory(name_en="ECIU University", short_name="ECIU", is_published=True)


def found(client, query):
    forget()
    return client.get(f"/?{query}").context["results"]


def test_members_are_found_by_the_filter_and_by_the_name(client, us, offer, lodz, kyoto, eciu):
    bup = NetworkFactory(name_en="Baltic Programme", name_sv="Östersjön", short_name="BUP", is_published=True)
    offer(lodz)
    offer(kyoto)
    for network in (eciu, bup):
        NetworkMembershipFactory(network=network, institution=lodz)
    results = found(client, f"network={eciu.pk}")
    [group] = [group for group in results.groups if group.label == "Network"]
    assert [(one.label, one.count, one.is_chosen) for one in group.choices] == [
        ("Baltic Programme (BUP)", 1, False),
        ("ECIU University", 1, True),
    ]
    assert [chip.label for chip in results.chips] == ["ECIU University"]
    for query in (f"network={eciu.pk}", "q=eciu", "q=bup", "q=ostersj", "q=eciu+lodz"):
        assert [card.name for card in found(client, query).cards] == ["Politechnika Łódzka"]
    assert found(client, "q=eciu+kyoto&exact=1").cards == []


@pytest.mark.parametrize(
    ("network", "membership"),
    [
        ({"is_published": False}, {}),
        ({}, {"until": TODAY - timedelta(days=1)}),
        ({}, {"since": TODAY + timedelta(days=1)}),
        ({}, {"is_confirmed": False}),
    ],
)
def test_who_is_no_member_now_or_as_far_as_told_is_not_found(client, us, offer, lodz, network, membership):
    offer(lodz)
    row = NetworkFactory(name_en="Nordic Ring", **({"is_published": True} | network))
    NetworkMembershipFactory(network=row, institution=lodz, **membership)
    results = found(client, "q=nordic&exact=1")
    assert (results.cards, [group.label for group in results.groups if group.label == "Network"]) == ([], [])


def test_a_member_who_leaves_is_gone_from_the_list(client, us, offer, lodz, eciu):
    offer(lodz)
    membership = NetworkMembershipFactory(network=eciu, institution=lodz)
    address = f"/?network={eciu.pk}"
    assert len(client.get(address).context["results"].cards) == 1
    membership.delete()
    assert client.get(address).context["results"].cards == []


@pytest.mark.parametrize("value", ["0", "-1", "99999999999999999999", "1e3", "x" * 9_000, "１", "eciu"])
def test_a_network_that_is_none_is_said_to_be_none(client, us, offer, lodz, value):
    offer(lodz)
    response = client.get("/", {"network": value, "country": "PL"})
    assert response.context["results"].page.total == 1
    assert "is not a choice here" in response.content.decode()


def test_contradicting_choices_say_what_would_find_somebody(client, us, offer, lodz, kyoto, eciu):
    offer(lodz)
    offer(kyoto)
    NetworkMembershipFactory(network=eciu, institution=lodz)
    results = found(client, f"network={eciu.pk}&country=JP")
    assert [(way.label, way.count) for way in results.ways_out] == [("ECIU University", 1), ("Japan", 1)]
