"""The pages of programmes and of requests for their support."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from mobility.models import Bip, BipPartner, SupportRequest
from tests.agreements.factories import home
from tests.mobility.factories import (
    BipFactory,
    BipPartnerFactory,
    MobilityFactory,
    SchemeFactory,
    SupportRequestFactory,
    SupportSchemeFactory,
)
from tests.networks.factories import NetworkFactory, NetworkMembershipFactory
from tests.partners.factories import InstitutionFactory

pytestmark = pytest.mark.django_db


def typed(bip_or_unit, **changes) -> dict:
    """What the form of a good programme sends."""
    return {
        "title": "Coasts", "role": "both", "academic_year": "2026", "call_year": "2025", "is_for_students": "on",
        "ects": "3", "starts_on": "2027-03-08", "ends_on": "2027-03-12", "is_in_one_piece": "on",
        "virtual_starts_on": "2027-02-01", "virtual_ends_on": "2027-02-26", "virtual_together": "Meetings",
        "scheme": str(SchemeFactory(code="bip").pk), "unit": str(bip_or_unit.pk), **changes,
    }  # fmt: skip


def rows_of(bip, **changes) -> dict:
    """What the table of partners sends as it is drawn."""
    rows = list(bip.partners.all())
    data = {"partner-TOTAL_FORMS": str(len(rows) + 2), "partner-INITIAL_FORMS": str(len(rows))}
    for number, row in enumerate(rows):
        values = {
            "institution": row.institution_id, "role": row.role, "funding": row.funding,
            "planned_students": row.planned_students, "planned_staff": 0, "planned_teachers": 0,
        }  # fmt: skip
        data |= {f"partner-{number}-{name}": str(value) for name, value in values.items()}
    for number in (len(rows), len(rows) + 1):
        empty = {"institution": "", "role": "sending", "funding": "ka131"}
        data |= {f"partner-{number}-{name}": value for name, value in empty.items()}
    return data | changes


def test_a_programme_is_planned_with_ourselves_in_it(tables, unit, coordinator, browser_of):
    ours = home()
    answer = browser_of(coordinator).post(reverse("mobility:bip_create"), typed(unit))
    bip = Bip.objects.get()
    assert answer.url == reverse("mobility:bip_partners", args=[bip.pk])
    assert [row.institution for row in bip.partners.all()] == [ours]


def test_what_cannot_be_is_said_beside_what_was_typed(tables, unit, coordinator, browser_of):
    home()
    answer = browser_of(coordinator).post(reverse("mobility:bip_create"), typed(unit, ends_on="2027-03-01", ects="x"))
    assert answer.status_code == 200
    assert "Coasts" in answer.content.decode()
    answer = browser_of(coordinator).post(reverse("mobility:bip_create"), typed(unit, ends_on="2027-03-01"))
    assert "the last one not before the first" in answer.content.decode()
    answer = browser_of(coordinator).post(reverse("mobility:bip_create"), typed(unit, ends_on="9999-12-31"))
    assert "between 2000 and 2099" in answer.content.decode()
    assert not Bip.objects.exists()


def test_the_conditions_follow_what_is_typed_and_nothing_is_written(good, coordinator, browser_of):
    bip, browser = good(), browser_of(coordinator)
    check = reverse("mobility:bip_check", args=[bip.pk])
    assert "Every condition holds." in browser.post(check, typed(bip.unit)).content.decode()
    worse = browser.post(check, typed(bip.unit, ects="2.5", ends_on="2027-03-09")).content.decode()
    assert "2 conditions do not hold." in worse
    assert "Award 3 ECTS credits at least." in worse
    new = browser.post(reverse("mobility:bip_check_new"), typed(bip.unit)).content.decode()
    assert "Win 2 more institutions with a charter." in new
    bip.refresh_from_db()
    assert (Bip.objects.count(), bip.title, bip.ects) == (1, bip.title, 3)


def test_partners_are_typed_in_a_table_and_judged_before_they_are_saved(good, coordinator, browser_of):
    bip, browser = good(), browser_of(coordinator)
    fewer = rows_of(bip, **{"partner-1-planned_students": "1"})
    answer = browser.post(reverse("mobility:bip_check_partners", args=[bip.pk]), fewer).content.decode()
    assert "Find 4 more learners with a KA131 grant." in answer
    assert BipPartner.objects.filter(planned_students=1).count() == 0
    another = InstitutionFactory()
    address = reverse("mobility:bip_partners", args=[bip.pk])
    changes = {"partner-3-institution": str(another.pk), "partner-3-planned_students": "4", "partner-2-DELETE": "on"}
    assert browser.post(address, rows_of(bip, **changes)).status_code == 302
    assert [row.planned_students for row in bip.partners.order_by("pk")] == [0, 5, 4]
    twice = {"partner-3-institution": str(another.pk)}
    answer = browser.post(address, rows_of(bip, **twice))
    assert "stands there already" in answer.content.decode()
    assert browser.post(address, {}).status_code == 200  # no management form: said, not a crash


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(
    unit, coordinator, browser_of, count, django_assert_num_queries, other_unit
):
    for _number in range(count):
        BipPartnerFactory(bip=BipFactory(unit=unit, coordinator=coordinator))
    BipFactory(unit=other_unit, title="Not ours")
    browser = browser_of(coordinator)
    with django_assert_num_queries(14):
        page = browser.get(reverse("mobility:bip_list")).content.decode()
    assert page.count('class="avatar" title=') == count
    assert "Not ours" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_programme_costs_the_same_whatever_it_holds(
    good, coordinator, browser_of, count, django_assert_num_queries
):
    bip = good(coordinator=coordinator)
    scheme = SupportSchemeFactory()
    for _number in range(count):
        stay = MobilityFactory(unit=bip.unit, bip=bip, activity="student-short-blended")
        SupportRequestFactory(bip=bip, scheme=scheme, kind="place", stay=stay, asked_by=coordinator)
    browser = browser_of(coordinator)
    with django_assert_num_queries(39):
        page = browser.get(bip.get_absolute_url()).content.decode()
    assert page.count("Funded place in it") == count


def test_the_page_says_why_it_may_not_be_paid_with_rule_and_source(good, coordinator, browser_of):
    bip = good(ects=None)
    page = browser_of(coordinator).get(reverse("mobility:bip_eligibility", args=[bip.pk])).content.decode()
    assert "1 condition does not hold." in page
    assert "Award 3 ECTS credits at least." in page
    assert "BIP-06" in page
    assert "Organisational support in call 2025: 10 learners × 400\xa0€ = 4,000\xa0€." in page
    overview = browser_of(coordinator).get(bip.get_absolute_url()).content.decode()
    assert "call 2025 · EC wiki (NAITDOC)" in overview
    assert "W01" not in overview


def test_names_of_another_units_people_are_shown_to_nobody_who_may_not_read_their_stay(
    good, other_unit, coordinator, officer, browser_of
):
    bip = good()
    stay = MobilityFactory(unit=other_unit, bip=bip, activity="student-short-blended")
    asked = SupportRequestFactory(
        bip=bip,
        scheme=SupportSchemeFactory(),
        kind="place",
        stay=stay,
        state="waiting",
        completed_at="2026-01-01T12:00Z",
    )
    name = stay.participant.name
    addresses = [
        bip.get_absolute_url(),
        asked.get_absolute_url(),
        reverse("mobility:support_list"),
        reverse("mobility:support_history", args=[asked.pk]),
        reverse("mobility:bip_history", args=[bip.pk]),
    ]
    for address in addresses:
        assert name not in browser_of(coordinator).get(address).content.decode(), address
    assert name in browser_of(officer).get(asked.get_absolute_url()).content.decode()


def test_a_complete_request_is_sent_by_the_press_that_enters_it_an_incomplete_one_is_kept(
    good, coordinator, browser_of
):
    bip, scheme, browser = good(), SupportSchemeFactory(), browser_of(coordinator)
    address = reverse("mobility:support_create", args=[bip.pk])
    data = {"scheme": str(scheme.pk), "kind": "programme", "purpose": "", "is_announced": "on"}
    page = browser.post(address, data, follow=True).content.decode()
    assert "It is kept, and not sent yet: Say what the support is for." in page
    kept = SupportRequest.objects.get()
    page = browser.post(
        reverse("mobility:support_edit", args=[kept.pk]), data | {"purpose": "The online part"}, follow=True
    ).content.decode()
    assert "with a development contribution of 2,000\xa0€" in page
    kept.refresh_from_db()
    assert kept.state == "granted"
    page = browser.post(address, data | {"purpose": "Again"}).content.decode()
    assert "asked for already" in page


def test_the_waiting_list_shows_the_place_in_the_whole_order_not_among_those_one_sees(
    good, unit, other_unit, coordinator, browser_of, officer
):
    scheme = SupportSchemeFactory()
    for number, place in enumerate((other_unit, unit)):
        bip = BipFactory(unit=place)
        SupportRequestFactory(bip=bip, scheme=scheme, state="waiting", completed_at=f"2026-01-0{number + 1}T12:00Z")
    page = browser_of(coordinator).get(reverse("mobility:support_list")).content.decode()
    assert "place 2" in page
    assert "place 1" not in page


def test_a_stay_joins_a_programme_and_leaves_it(good, coordinator, browser_of, person, unit):
    bip = good()
    stay = MobilityFactory(unit=unit, activity="student-short-blended", academic_year=bip.academic_year)
    browser = browser_of(coordinator)
    browser.post(reverse("mobility:bip_stay", args=[bip.pk]), {"stay": str(stay.pk)})
    stay.refresh_from_db()
    assert stay.bip == bip
    assert bip.title in browser.get(stay.get_absolute_url()).content.decode()
    reader = browser_of(person(Role.AUDITOR, unit))
    leave = reverse("mobility:bip_stay_remove", args=[bip.pk, stay.pk])
    assert reader.post(leave).status_code == 403
    browser.post(leave, {"confirmed": "yes"})
    stay.refresh_from_db()
    assert stay.bip is None


def test_partners_show_the_programmes_one_may_read(good, coordinator, outsider, browser_of):
    bip = good()
    partner = bip.partners.order_by("pk").last().institution
    assert bip.title in browser_of(coordinator).get(partner.get_absolute_url()).content.decode()
    assert bip.title not in browser_of(outsider).get(partner.get_absolute_url()).content.decode()


def test_a_network_shows_the_programmes_of_two_of_its_members(browser_of, officer, unit):
    network = NetworkFactory()
    members = [NetworkMembershipFactory(network=network).institution for _number in range(2)]
    shared, alone = BipFactory(unit=unit, title="Shared"), BipFactory(unit=unit, title="With one of them")
    for bip, partners in ((shared, members), (alone, members[:1])):
        for institution in partners:
            BipPartnerFactory(bip=bip, institution=institution)
    page = browser_of(officer).get(network.get_absolute_url()).content.decode()
    assert "Shared" in page
    assert "With one of them" not in page
