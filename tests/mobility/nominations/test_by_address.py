"""A partner nominates by the address it was sent."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.errors import PortalError, RightMissing
from core.history_entries import entries_of
from mobility.enums import Direction, MobilityState
from mobility.history_story import STAY_STORY
from mobility.models import Mobility, NominationLink
from mobility.nominations.links import ask_for_nominations, link_of, revoke_link, token_of
from mobility.nominations.receiving import Nominee, receive_nominations
from mobility.stays.people import Person
from partners.models import Contact
from reminders.models import OutgoingMail
from tests.agreements.factories import AgreementFactory, ConditionFactory, home
from tests.agreements.test_two_at_once import both
from tests.mobility.factories import NominationLinkFactory, NominationWindowFactory


@pytest.fixture
def places(unit, lodz):
    """Lodz sends us two students a year."""
    agreement = AgreementFactory(responsible_unit=unit, partners=[lodz])
    return ConditionFactory(agreement=agreement, sender=lodz, receiver=home(), people_per_year=2, eqf_levels=[6])


@pytest.fixture
def link(unit, lodz, exchange, coordinator, places):
    return NominationLinkFactory(unit=unit, institution=lodz, scheme=exchange, asked_by=coordinator)


@pytest.fixture
def address(link):
    return reverse("nominations:answer", args=[token_of(link)])


def student(number, **other):
    told = {
        "given_name": "Jan",
        "family_name": f"Kowal{number}",
        "email": f"jan{number}@example.org",
        "born_on": "2004-05-06",
        "nationality": "PL",
        "level": "6",
        "field_words": "Informatyka",
    }
    return {f"students-{number}-{name}": value for name, value in (told | other).items()}


def typed(*students):
    data = {"students-TOTAL_FORMS": "5", "students-INITIAL_FORMS": "0", "sender": "Maria Nowak"}
    for each in students:
        data |= each
    return data


def test_several_students_arrive_as_nominated_with_the_address_in_their_history(browser_of, address, coordinator, link):
    browser = browser_of()
    assert browser.get(address).status_code == 200
    assert not Mobility.objects.exists()
    page = browser.post(address, typed(student(0), student(1)))
    assert "Kowal1" in page.content.decode()
    stays = Mobility.objects.order_by("sort_key")
    assert [(stay.direction, stay.state, stay.coordinator, stay.term) for stay in stays] == [
        (Direction.INCOMING, MobilityState.NOMINATED, coordinator, "autumn")
    ] * 2
    assert "Maria Nowak" in entries_of(stays[0], STAY_STORY)[0].note
    link.refresh_from_db()
    assert link.nominated_count == 2


def test_full_quota_is_said_kindly_and_nobody_is_taken(browser_of, address):
    page = browser_of().post(address, typed(student(0), student(1), student(2)))
    assert page.status_code == 422
    assert "all 2 places of 2026/27 are taken or asked for" in page.content.decode()
    assert "Kowal0" in page.content.decode()  # nothing typed is lost
    assert not Mobility.objects.exists()


def test_a_second_agreement_takes_whom_the_first_has_no_place_for(browser_of, address, unit, lodz, places):
    further = AgreementFactory(responsible_unit=unit, partners=[lodz])
    later = ConditionFactory(agreement=further, sender=lodz, receiver=home(), people_per_year=1, eqf_levels=[6])
    browser_of().post(address, typed(student(0), student(1), student(2)))
    assert list(Mobility.objects.order_by("pk").values_list("condition", flat=True)) == [places.pk] * 2 + [later.pk]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"born_on": "2025-01-01"}, "cannot be the birth date"),
        ({"email": "jan"}, "valid e"),
        ({"level": "7"}, "does not cover this term and level"),
        ({"given_name": ""}, "required"),
    ],
)
def test_mistakes_stand_beside_the_student(browser_of, address, wrong, sentence):
    page = browser_of().post(address, typed(student(0, **wrong)))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not Mobility.objects.exists()


def test_the_same_student_is_not_nominated_twice(browser_of, address):
    browser_of().post(address, typed(student(0)))
    page = browser_of().post(address, typed(student(0), student(1)))
    assert "nominated for this term already" in page.content.decode()
    assert Mobility.objects.count() == 1


def test_two_clicks_are_one_nomination_and_thanked_twice(browser_of, address, link):
    pages = [browser_of().post(address, typed(student(0), student(1))) for _click in range(2)]
    assert [(page.status_code, page.context["names"]) for page in pages] == [(200, ["Jan Kowal0", "Jan Kowal1"])] * 2
    link.refresh_from_db()
    assert (Mobility.objects.count(), link.nominated_count) == (2, 2)
    type(link).objects.update(used_at=timezone.now() - timedelta(hours=1))
    assert browser_of().post(address, typed(student(0))).status_code == 422


def test_closed_window_says_when_it_was_open(browser_of, address, link):
    NominationWindowFactory()
    link.window.closes_on = date(2026, 2, 1)
    link.window.save(update_fields=["closes_on"])
    page = browser_of().get(address)
    assert "1 Feb 2026" in page.content.decode()
    assert browser_of().post(address, typed(student(0))).status_code == 200
    assert not Mobility.objects.exists()


def test_unknown_and_taken_back_addresses_say_the_same(browser_of, address, link, officer):
    revoke_link(link, actor=officer)
    wrong = reverse("nominations:answer", args=["x" * 64])
    pages = [browser_of().get(each) for each in (address, wrong)]
    assert [page.status_code for page in pages] == [404, 404]
    with pytest.raises(PortalError):
        revoke_link(link, actor=officer)


def test_office_sends_an_address_and_a_newer_one_replaces_it(officer, coordinator, outsider, unit, lodz, exchange):
    contact = Contact.objects.create(institution=lodz, name="Maria Nowak", email="maria@example.org")
    about = {"window": NominationWindowFactory(), "unit": unit, "scheme": exchange}
    with pytest.raises(RightMissing):
        ask_for_nominations([contact], actor=outsider, **about)
    first = ask_for_nominations([contact], actor=officer, **about)[0]
    second = ask_for_nominations([contact], actor=officer, language="sv", **about)[0]
    first.refresh_from_db()
    assert (first.is_usable, second.is_usable) == (False, True)
    letter = OutgoingMail.objects.latest("pk")
    assert token_of(second) not in letter.text  # the outbox gives no address away
    assert link_of(token_of(second)) == second
    assert not mail.outbox


def test_pages_of_the_office(browser_of, officer, link, lodz, auditor):
    Contact.objects.create(institution=lodz, name="Maria Nowak", email="maria@example.org")
    browser = browser_of(officer)
    assert "Politechnika" in browser.get(reverse("mobility:nomination_page")).content.decode()
    ask = reverse("mobility:nomination_ask", query={"partner": lodz.pk})
    told = {"contacts": Contact.objects.get().pk, "window": link.window.pk, "scheme": link.scheme.pk}
    assert browser.get(ask).status_code == 200
    browser.post(ask, told | {"unit": link.unit.pk, "language": "en"})
    assert NominationLink.objects.count() == 2
    assert "Take back" not in browser_of(auditor).get(reverse("mobility:nomination_page")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_who_send_at_once_cannot_both_get_the_last_place(link):
    people = [Person(given_name="Jan", family_name=name, email=f"{name}@example.org") for name in ("A", "B", "C")]
    receive_nominations(link, [Nominee(people[0], 6)], sender="Maria")
    results = both(
        lambda: receive_nominations(link, [Nominee(people[1], 6)], sender="Maria"),
        lambda: receive_nominations(link, [Nominee(people[2], 6)], sender="Piotr"),
    )
    refused = [result for result in results if isinstance(result, PortalError)]
    assert len(refused) == 1
    assert Mobility.objects.count() == 2
