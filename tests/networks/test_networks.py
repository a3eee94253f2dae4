"""Who reads and writes networks, who may be a member when, and what a merger and a leaving person leave behind."""

import csv
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.enums import Role
from core.constraints import violated_constraint
from core.errors import RightMissing
from core.keeping import kept_things
from networks.demo import MEMBERS, PLANS
from networks.enums import MemberRole, Readers
from networks.models import (
    JointOffer,
    JointOfferPartner,
    Network,
    NetworkContact,
    NetworkCount,
    NetworkDocument,
    NetworkMembership,
)
from networks.services.memberships import add_member, change_member, remove_member
from networks.services.networks import add_network, change_network
from networks.services.offers import add_offer
from partners.services.merging import merge_institutions
from tests.networks.factories import (
    JointOfferFactory,
    JointOfferPartnerFactory,
    NetworkContactFactory,
    NetworkDocumentFactory,
    NetworkFactory,
    NetworkMembershipFactory,
)
from tests.networks.planting import plant_networks
from tests.partners.factories import InstitutionFactory

pytestmark = pytest.mark.django_db
EVERYTHING = (Network, NetworkCount, NetworkMembership, NetworkContact, JointOffer, JointOfferPartner, NetworkDocument)
Y2020, Y2022, Y2023, Y2025 = date(2020, 1, 1), date(2022, 12, 31), date(2023, 1, 1), date(2025, 12, 31)


@pytest.fixture
def network():
    return NetworkFactory(name_en="Baltic University Programme", short_name="BUP")


@pytest.mark.parametrize("role", [Role.READER, Role.COORDINATOR, Role.OFFICER, Role.AUDITOR])
def test_all_staff_read_and_the_office_alone_changes(person, university, role):
    user = person(role, university)
    plant_networks(InstitutionFactory(), user)
    NetworkDocument.objects.update(readers=Readers.STAFF)
    assert [model.objects.visible_to(user).count() for model in EVERYTHING] == [1] * len(EVERYTHING)
    expected = 1 if role == Role.OFFICER else 0
    assert [model.objects.editable_by(user).count() for model in EVERYTHING] == [expected] * len(EVERYTHING)


def test_who_is_a_guest_or_has_no_business_here_reads_nothing(person, university):
    plant_networks(InstitutionFactory(), person(Role.READER, university))
    for role in (Role.EXTERNAL_REVIEWER, Role.ADMINISTRATOR):
        user = person(role, university)
        assert [model.objects.visible_to(user).count() for model in EVERYTHING] == [0] * len(EVERYTHING)


def test_a_document_of_the_office_is_the_offices(reader, officer, network):
    inner = NetworkDocumentFactory(network=network, readers=Readers.OFFICE)
    shared = NetworkDocumentFactory(network=network, readers=Readers.STAFF)
    assert set(NetworkDocument.objects.visible_to(reader)) == {shared}
    assert set(NetworkDocument.objects.visible_to(officer)) == {inner, shared}


def test_the_public_is_told_of_what_is_published_alone(network):
    shown = NetworkFactory(is_published=True)
    JointOfferFactory(network=network, is_published=True)
    JointOfferFactory(network=shown)
    offer = JointOfferFactory(network=shown, is_published=True)
    NetworkMembershipFactory(network=network)
    member = NetworkMembershipFactory(network=shown)
    assert list(Network.objects.published()) == [shown]
    assert list(JointOffer.objects.published()) == [offer]
    assert list(NetworkMembership.objects.published()) == [member]


def test_members_and_their_countries_are_counted_on_the_day(network):
    NetworkMembershipFactory(network=network)
    NetworkMembershipFactory(network=network, institution__country__iso2="PL", until=Y2022)
    assert NetworkFactory() in Network.objects.with_members().filter(member_count=0, country_count=0)
    counted = Network.objects.with_members(Y2022).get(pk=network.pk)
    assert (counted.member_count, counted.country_count) == (2, 2)
    counted = Network.objects.with_members(Y2023).get(pk=network.pk)
    assert (counted.member_count, counted.country_count) == (1, 1)


@pytest.mark.parametrize(
    ("since", "until", "is_refused"),
    [
        (None, None, True),
        (Y2022, None, True),
        (None, Y2020, True),
        (Y2023, None, False),
        (Y2023, Y2025, False),
        (None, date(2019, 12, 31), False),
    ],
)
def test_an_institution_is_at_most_once_a_member_on_any_day(officer, network, since, until, is_refused):
    there = NetworkMembershipFactory(network=network, since=Y2020, until=Y2022)
    given = {"institution": there.institution, "since": since, "until": until}
    add_member(NetworkFactory(), actor=officer, **given)  # another network
    if not is_refused:
        assert add_member(network, actor=officer, **given).pk
        return
    with pytest.raises(ValidationError) as refused:
        add_member(network, actor=officer, **given)
    assert set(refused.value.message_dict) == {"institution"}
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        NetworkMembership.objects.create(network=network, **given)
    assert violated_constraint(broken.value) == "network_membership_once"
    assert network.memberships.get() == there


def test_a_membership_does_not_end_before_it_begins(officer, network):
    with pytest.raises(ValidationError) as refused:
        add_member(network, actor=officer, institution=InstitutionFactory(), since=Y2023, until=Y2022)
    assert set(refused.value.message_dict) == {"until"}
    there = NetworkMembershipFactory(network=network, since=Y2020)
    with pytest.raises(ValidationError):
        change_member(there, actor=officer, until=date(2019, 1, 1))
    assert change_member(there, actor=officer, until=Y2022).until == Y2022


def test_who_keeps_no_networks_writes_nothing(coordinator, network):
    there = NetworkMembershipFactory(network=network)
    for write in (
        lambda: add_network(actor=coordinator, name_en="Mine"),
        lambda: change_network(network, actor=coordinator, name_en="Mine"),
        lambda: add_member(network, actor=coordinator, institution=InstitutionFactory()),
        lambda: change_member(there, actor=coordinator, until=Y2022),
        lambda: remove_member(there, actor=coordinator),
    ):
        with pytest.raises(RightMissing):
            write()
    assert list(Network.objects.values_list("name_en")) == [("Baltic University Programme",)]
    assert list(NetworkMembership.objects.values_list("pk", "until")) == [(there.pk, None)]


def test_a_network_is_found_by_its_names_and_kept_with_history(officer, network):
    made = add_network(actor=officer, name_en="Łódź <b>circle</b>", short_name="LC")
    assert list(Network.objects.matching("lodz")) == [made]
    change_network(made, actor=officer, short_name="Ring")
    assert list(Network.objects.matching("ring")) == [made]
    events = Network.pgh_event_model.objects.filter(pgh_obj=made.pk).order_by("pgh_id")
    assert [event.pgh_context["action"] for event in events] == ["network.add", "network.change"]
    with pytest.raises(ValidationError):
        add_network(actor=officer, name_en=network.name_en)


def test_a_merger_keeps_one_membership_for_the_whole_time(officer, network):
    survivor, absorbed = InstitutionFactory(), InstitutionFactory()
    NetworkMembershipFactory(network=network, institution=survivor, since=Y2020, until=Y2022)
    NetworkMembershipFactory(network=network, institution=absorbed, since=Y2022)
    elsewhere = NetworkMembershipFactory(institution=absorbed)
    offer = JointOfferPartnerFactory(institution=survivor).offer
    JointOfferPartnerFactory(offer=offer, institution=absorbed, is_coordinator=True)
    merge_institutions(survivor, absorbed, actor=officer, reason="One")
    assert list(network.memberships.values_list("institution", "since", "until")) == [(survivor.pk, Y2020, None)]
    elsewhere.refresh_from_db()
    assert elsewhere.institution == survivor
    assert list(offer.partners.values_list("institution", "is_coordinator")) == [(survivor.pk, True)]


def test_who_leaves_hands_over_networks(officer, reader, coordinator, network):
    contact = NetworkContactFactory(network=network, user=reader)
    NetworkContactFactory(user=reader, until=Y2020)  # is over
    kind = next(each for each in kept_things() if each.name == "networks.contacts")
    assert [row.key for row in kind.rows(reader, officer)] == [str(contact.pk)]
    assert kind.rows(reader, coordinator) == []
    assert kind.counts([reader.pk]) == {reader.pk: 1}
    assert kind.hand_over([str(contact.pk)], person=reader, to=officer, actor=officer) == {}
    contact.refresh_from_db()
    assert contact.user == officer


def test_the_data_of_three_networks_tell_what_sources_say():
    with MEMBERS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    of_alliance = [row for row in rows if row["network"] == "Bauhaus4EU"]
    assert (len(of_alliance), len({row["country"] for row in of_alliance})) == (10, 9)
    assert {row["network"] for row in rows} == set(PLANS)
    assert {row["role"] for row in rows} <= set(MemberRole.values)
    assert all(row["source"] for row in rows if row["is_confirmed"] == "yes")
    assert len({(row["network"], row["name"]) for row in rows}) == len(rows)


def test_a_joint_offer_is_given_by_its_partners_and_open_in_its_window(officer, coordinator, network):
    given = {"title_en": "Łódź seminar", "apply_from": Y2020, "apply_by": Y2022}
    first, second = InstitutionFactory(), InstitutionFactory()
    offer = add_offer(network, actor=officer, partners=[first, second], **given)
    assert set(offer.partners.values_list("institution", "is_coordinator")) == {(first.pk, True), (second.pk, False)}
    assert list(JointOffer.objects.matching("lodz").open_to_applications(Y2022)) == [offer]
    assert list(JointOffer.objects.open_to_applications(Y2023)) == []
    with pytest.raises(RightMissing):
        add_offer(network, actor=coordinator, **given)
    with pytest.raises(ValidationError):
        add_offer(network, actor=officer, title_en="x", apply_from=Y2023, apply_by=Y2022)
    assert JointOffer.objects.count() == 1
