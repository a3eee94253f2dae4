"""Two people act on one request at the same moment, in two real connections."""

import pytest

from accounts.enums import Role
from core.errors import TransitionRefused
from partners.models import Institution, PartnershipRequest
from partners.requests.receiving import confirm
from partners.requests.triage import Answer, NewPartner, accept, decline
from reminders.models import OutgoingMail
from tests.agreements.test_two_at_once import both
from tests.partners.requests.factories import PartnershipRequestFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_officers_who_accept_at_once_one_makes_the_partner(officer, person, university, unit):
    colleague = person(Role.OFFICER, university, name="Colleague")
    row = PartnershipRequestFactory(organisation="New University")
    facts = {"name": "New University", "country": row.country, "kind": "higher_education"}
    results = both(
        *(lambda who=who: accept(row, actor=who, partner=NewPartner(facts), unit=unit) for who in (officer, colleague))
    )
    assert sum(isinstance(result, TransitionRefused) for result in results) == 1
    assert Institution.objects.filter(name="New University").count() == 1


def test_accepted_and_declined_at_once_it_is_one_of_both_and_one_mail_is_sent(officer, person, university, unit):
    colleague = person(Role.OFFICER, university, name="Colleague")
    row = PartnershipRequestFactory()
    answer = Answer("Your request", "In words.")
    facts = {"name": "New University", "country": row.country, "kind": "higher_education"}
    results = both(
        lambda: accept(row, actor=officer, partner=NewPartner(facts), unit=unit, answer=answer),
        lambda: decline(row, actor=colleague, answer=answer),
    )
    done = [result.state for result in results if isinstance(result, PartnershipRequest)]
    assert [PartnershipRequest.objects.get().state] == done
    assert OutgoingMail.objects.count() == 1


def test_confirmed_twice_at_once_it_is_received_once():
    row = PartnershipRequestFactory(state="unconfirmed")
    results = both(lambda: confirm(row), lambda: confirm(row))
    assert sum(isinstance(result, TransitionRefused) for result in results) == 1
    assert PartnershipRequest.objects.get().state == "received"
