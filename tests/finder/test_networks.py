"""Networks on the public site: the filter of the list, the page of each, what their members give together."""

import re
from datetime import date

import pytest

from finder.current import forget
from finder.networks.offers import shown_offer
from networks.models import JointOffer, Network
from tests.agreements.factories import InstitutionFactory
from tests.days import in_days
from tests.networks.factories import (
    JointOfferFactory,
    JointOfferPartnerFactory,
    NetworkFactory,
    NetworkMembershipFactory,
)
from tests.reference.factories import LanguageFactory

pytestmark = pytest.mark.django_db
OVERVIEW_QUERIES = 6
NETWORK_QUERIES = 8


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
    assert [(one.face.label, one.count, one.is_chosen) for one in group.choices] == [
        ("Baltic Programme (BUP)", 1, False),
        ("ECIU University", 1, True),
    ]
    assert [chip.label for chip in results.chips] == ["ECIU University"]
    for query in (f"network={eciu.pk}", "q=eciu", "q=bup", "q=ostersj", "q=eciu+lodz"):
        assert [card.name for card in found(client, query).cards] == ["Politechnika Łódzka"]
    assert found(client, "q=eciu+kyoto&exact=1").cards == []


@pytest.mark.parametrize(
    ("network", "days", "is_confirmed"),
    [
        ({"is_published": False}, {}, True),
        ({}, {"until": -1}, True),
        ({}, {"since": 1}, True),
        ({}, {}, False),
    ],
)
def test_who_is_no_member_now_or_as_far_as_told_is_not_found(client, us, offer, lodz, network, days, is_confirmed):
    """``days``: from today."""
    offer(lodz)
    row = NetworkFactory(name_en="Nordic Ring", **({"is_published": True} | network))
    period = {name: in_days(number) for name, number in days.items()}
    NetworkMembershipFactory(network=row, institution=lodz, is_confirmed=is_confirmed, **period)
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


@pytest.fixture
def micro_module(eciu, lodz):
    """One can apply for it for ten more days."""
    given = JointOfferPartnerFactory(
        institution=lodz,
        offer=JointOfferFactory(
            network=eciu,
            kind="micro_module",
            title_en="Intercultural Competences",
            title_sv="Interkulturell kompetens",
            is_published=True,
            ects=2,
            language=LanguageFactory(code="en"),
            apply_from=in_days(-1),
            apply_by=in_days(10),
            starts_on=in_days(30),
            ends_on=in_days(60),
        ),
    )
    return given.offer


def text_of(client, address) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_network_tells_its_members_where_one_can_go_and_who_else(client, us, offer, lodz, kyoto, eciu, micro_module):
    offer(lodz)
    for institution in (lodz, kyoto):
        NetworkMembershipFactory(network=eciu, institution=institution)
    NetworkMembershipFactory(network=eciu, institution=us, since=date(2025, 1, 1))
    page = client.get(f"/university-networks/{eciu.pk}-eciu-university/").context["page"]
    assert [card.name for card in page.cards] == ["Politechnika Łódzka"]
    assert [row.institution.name for row in page.others] == ["Kyoto University"]
    assert page.ours.since == date(2025, 1, 1)
    assert page.size == "Thematic network · 3 members · 3 countries"
    assert [(shown.offer.title, shown.days_left) for shown in page.offers] == [("Intercultural Competences", 10)]
    said = text_of(client, f"/sv/university-networks/{eciu.pk}/")
    assert "Interkulturell kompetens" in said
    assert "Intercultural Competences" not in said


def test_members_are_drawn_and_only_those_one_can_go_to_lead_on(client, us, offer, lodz, kyoto, eciu):
    offer(lodz)
    kyoto.latitude, kyoto.longitude = "35.03", "135.78"
    kyoto.save()
    for institution in (lodz, kyoto, InstitutionFactory(latitude=None, longitude=None)):
        NetworkMembershipFactory(network=eciu, institution=institution)
    told = client.get(f"/university-networks/{eciu.pk}/points.json").json()
    drawn = {one["properties"]["name"]: one["properties"].get("url") for one in told["features"]}
    assert drawn == {"Politechnika Łódzka": f"/universities/{lodz.pk}-politechnika-lodzka/", "Kyoto University": None}
    assert told["placeless"] == 1


@pytest.mark.parametrize(
    ("fields", "window", "days_left", "is_over"),
    [
        ({}, "UNSTATED", None, False),
        ({"apply_by": 0}, "OPEN", 0, False),
        ({"apply_by": -1, "ends_on": 5}, "CLOSED", None, False),
        ({"apply_by": -1}, "CLOSED", None, True),
        ({"apply_from": 1, "apply_by": 9}, "AHEAD", None, False),
        ({"apply_from": 0}, "OPEN", None, False),
        ({"apply_by": 3, "ends_on": -1}, "CLOSED", None, True),
    ],
)
def test_whether_one_can_apply_follows_from_the_days(fields, window, days_left, is_over):
    """``fields``: days from today. What is over here is what ``not_over`` leaves out."""
    offer = JointOfferFactory(
        is_published=True,
        network=NetworkFactory(is_published=True),
        **{name: in_days(day) for name, day in fields.items()},
    )
    shown = shown_offer(offer.pk)
    assert (shown.window.name, shown.days_left, shown.is_over) == (window, days_left, is_over)
    assert JointOffer.objects.not_over().filter(pk=offer.pk).exists() is not is_over


@pytest.mark.parametrize(
    ("payer", "is_paid"),
    [
        ("Erasmus+, European Universities", True),
        ("Horizon Europe, the European Union", True),
        ("EU Interreg South Baltic", True),
        ("Nordplus", False),
        ("Members' fees; Swedish Institute", False),
        ("Fondation européenne", False),
        ("", False),
    ],
)
def test_where_the_union_pays_its_emblem_stands(client, payer, is_paid):
    network = NetworkFactory(is_published=True, funding=payer)
    response = client.get(f"/university-networks/{network.pk}/", follow=True)
    assert ("Co-funded by the European Union" in response.content.decode()) is is_paid


def test_what_is_not_published_has_no_page_and_no_name_anywhere(client, us, offer, lodz, micro_module):
    offer(lodz)
    hidden = NetworkFactory(name_en="Hidden Ring")
    NetworkMembershipFactory(network=hidden, institution=lodz)
    inside = JointOfferFactory(network=hidden, is_published=True, title_en="Hidden Course")
    draft = JointOfferFactory(network=micro_module.network, title_en="Draft Course")
    for institution_offer in (inside, draft):
        JointOfferPartnerFactory(offer=institution_offer, institution=lodz)
        assert client.get(f"/university-networks/offers/{institution_offer.pk}/").status_code == 404
    for address in (f"/university-networks/{hidden.pk}/", f"/university-networks/{hidden.pk}/points.json"):
        assert client.get(address).status_code == 404
    for address in (
        "/",
        "/university-networks/",
        f"/universities/{lodz.pk}/",
        f"/university-networks/{micro_module.network_id}/",
    ):
        said = text_of(client, address)
        assert not re.search("Hidden|Draft Course", said), address


def test_a_network_that_is_over_says_so_and_narrows_nothing(client, us, offer, lodz):
    offer(lodz)
    old = NetworkFactory(name_en="Old Ring", is_published=True, ends_on=in_days(-1))
    NetworkMembershipFactory(network=old, institution=lodz)
    assert found(client, "q=ring&exact=1").cards == []
    page = client.get(f"/university-networks/{old.pk}-old-ring/").context["page"]
    assert (page.is_over, page.cards, [row.institution for row in page.others]) == (True, [], [lodz])


def test_addresses_survive_another_name(client, eciu, micro_module):
    for old, new in (
        (f"/university-networks/{eciu.pk}-old/", f"/university-networks/{eciu.pk}-eciu-university/"),
        (f"/sv/university-networks/{eciu.pk}/", f"/sv/university-networks/{eciu.pk}-eciu-university/"),
        (
            f"/university-networks/offers/{micro_module.pk}/",
            f"/university-networks/offers/{micro_module.pk}-intercultural-competences/",
        ),
    ):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (302, new)


def test_an_address_that_is_no_link_is_none(client, eciu, micro_module):
    Network.objects.filter(pk=eciu.pk).update(website="javascript:alert(1)", name_en="東京")
    JointOffer.objects.filter(pk=micro_module.pk).update(link="javascript:alert(1)")
    for address in (f"/university-networks/{eciu.pk}/", f"/university-networks/offers/{micro_module.pk}/"):
        assert 'href="javascript' not in client.get(address, follow=True).content.decode()


def test_a_partner_leads_to_its_networks_and_what_they_give(client, us, offer, lodz, eciu, micro_module):
    offer(lodz)
    NetworkMembershipFactory(network=eciu, institution=lodz)
    page = client.get(f"/universities/{lodz.pk}-politechnika-lodzka/").context["page"]
    assert [link.url for link in page.networks] == [f"/university-networks/{eciu.pk}-eciu-university/"]
    assert [shown.offer for shown in page.offers] == [micro_module]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_of_networks_ask_the_same_at_one_and_at_three(client, us, offer, eciu, count, django_assert_num_queries):
    for number in range(count):
        member = InstitutionFactory(name=f"Member {number}")
        offer(member)
        for institution in (member, InstitutionFactory()):
            NetworkMembershipFactory(network=eciu, institution=institution)
            JointOfferPartnerFactory(offer=JointOfferFactory(network=eciu, is_published=True), institution=institution)
    client.get("/")
    with django_assert_num_queries(OVERVIEW_QUERIES):
        client.get("/university-networks/")
    with django_assert_num_queries(NETWORK_QUERIES):
        client.get(f"/university-networks/{eciu.pk}-eciu-university/")
