"""What the office makes of requests: prospects with their due diligence, answers that are mailed once."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from core.errors import PortalError, RightMissing, TransitionRefused
from partners.models import Assessment, Contact, Institution, PartnershipRequest, PossibleDuplicate
from partners.requests.triage import Answer, NewPartner, accept, decline, move
from reminders.decisions import decisions_for
from reminders.models import OutgoingMail
from reminders.post.delivery import deliver_ready
from reminders.sources import sources
from tests.partners.factories import ContactFactory, HomeInstitutionFactory, InstitutionFactory
from tests.partners.requests.factories import PartnershipRequestFactory
from tests.reference.factories import CountryFactory

pytestmark = pytest.mark.django_db

NO = Answer("Your request", "Not now.\n\nKind regards")


def page(client, name, row) -> str:
    return reverse(f"partners:request_{name}", args=[row.pk])


def text_of(response) -> str:
    return response.content.decode()


def test_accepted_as_a_new_one_it_is_a_prospect_under_assessment_with_its_contact(rules, officer, unit):
    country = CountryFactory(iso2="CN")
    row = PartnershipRequestFactory(organisation="Harbin University", country=country)
    facts = {"name": "Harbin University", "country": country, "kind": "higher_education"}
    done = accept(
        row, actor=officer, partner=NewPartner(facts), unit=unit, keep_contact=True, answer=Answer("Yes", "Gladly.")
    )
    partner = done.institution
    assert (done.state, partner.status, partner.name) == ("accepted", "prospect", "Harbin University")
    assert Assessment.objects.get(institution=partner).occasion == "Request for a partnership: Exchange of students"
    contact = Contact.objects.get(institution=partner)
    assert (contact.name, contact.email) == (row.person_name, row.person_email)
    mail = OutgoingMail.objects.get()
    assert (mail.to_address, mail.recipient, mail.text) == (row.person_email, None, "Gladly.")


def test_accepted_as_one_of_the_register_nothing_is_entered_twice(rules, officer, unit):
    listed = InstitutionFactory(status="listed", country=CountryFactory(iso2="PL"))
    row = PartnershipRequestFactory(country=listed.country)
    ContactFactory(institution=listed, email=row.person_email.upper())
    done = accept(row, actor=officer, partner=listed, unit=unit, keep_contact=True)
    listed.refresh_from_db()
    assert (done.institution, listed.status) == (listed, "prospect")
    assert Contact.objects.filter(institution=listed).count() == 1
    assert not Assessment.objects.exists()  # a programme country needs none
    assert not OutgoingMail.objects.exists()  # no words were written


@pytest.mark.parametrize("state", ["closed", "home"])
def test_what_can_be_no_partner_is_refused_and_nothing_is_changed(officer, unit, state):
    partner = HomeInstitutionFactory() if state == "home" else InstitutionFactory(status="closed")
    row = PartnershipRequestFactory()
    with pytest.raises(PortalError):
        accept(row, actor=officer, partner=partner, unit=unit)
    row.refresh_from_db()
    assert (row.state, row.institution) == ("received", None)


def test_the_answer_to_a_declined_one_is_mailed_once_to_whoever_asked(officer, mailoutbox):
    row = PartnershipRequestFactory(person_email="asa@nowhere.example")
    done = decline(row, actor=officer, answer=NO)
    assert done.state == "declined"
    with pytest.raises(TransitionRefused):
        decline(row, actor=officer, answer=NO)
    deliver_ready()
    deliver_ready()
    assert [(mail.to, mail.subject, mail.body) for mail in mailoutbox] == [
        (["asa@nowhere.example"], "Your request", "Not now.\n\nKind regards")
    ]


@pytest.mark.parametrize(
    "answer", [Answer("x", "  "), Answer("", "No."), Answer("x\nBcc: all@example.org", "No."), Answer("x", "N\u202eo")]
)
def test_an_answer_that_cannot_be_mailed_declines_nothing(officer, answer):
    row = PartnershipRequestFactory()
    with pytest.raises(ValidationError):
        decline(row, actor=officer, answer=answer)
    assert PartnershipRequest.objects.get().state == "received"
    assert not OutgoingMail.objects.exists()


def test_only_the_office_decides(coordinator, unit):
    row = PartnershipRequestFactory(unit=unit, proposed_by=coordinator)
    for act in (lambda: decline(row, actor=coordinator, answer=NO), lambda: move(row, "take_up", actor=coordinator)):
        with pytest.raises(RightMissing):
            act()


def test_the_desk_of_the_office_shows_it_until_it_is_answered(officer, coordinator, unit):
    row = PartnershipRequestFactory(unit=unit, proposed_by=coordinator)
    source = next(each for each in sources() if each.name == "partners.request_answer")

    def shown():
        waiting = [each.title for each in decisions_for(officer) if each.source_name == "partners.request"]
        return waiting, [date[5] for date in source.watched(source.rows(timezone.localdate()))]

    assert shown() == ([row.organisation], [row.organisation])
    assert move(row, "take_up", actor=officer).handled_by == officer
    assert decisions_for(coordinator) == []
    decline(row, actor=officer, answer=NO)
    assert shown() == ([], [])


def test_the_form_asks_before_one_like_another_is_entered(browser_of, officer, unit):
    known = InstitutionFactory(name="Technical University of Munich", city="München", aliases=["TUM"])
    row = PartnershipRequestFactory(organisation="TU München", country=known.country, city="München")
    client, address = browser_of(officer), reverse("partners:request_accept", args=[row.pk])
    drawn = client.get(address)
    assert "Technical University of Munich" in text_of(drawn)
    typed = {
        "which": "new", "name": "TU München", "country": known.country_id, "city": "München",
        "kind": "higher_education",
        "unit": unit.pk, "answer_subject": "Yes", "answer_text": "Gladly, in our own words.",
    }  # fmt: skip
    refused = client.post(address, typed)
    assert "There is already a partner like this one" in text_of(refused)
    assert "Gladly, in our own words." in text_of(refused)
    assert Institution.objects.count() == 1
    client.post(address, typed | {"another_because": "It is the other one."})
    row.refresh_from_db()
    assert row.state == "accepted"
    assert PossibleDuplicate.objects.get().dismissed_because == "It is the other one."


def test_any_partner_is_found_and_the_answer_is_offered_in_both_languages(browser_of, officer, unit):
    other = InstitutionFactory(name="Uniwersytet Wrocławski", city="Wrocław")
    row = PartnershipRequestFactory(language="sv")
    client, address = browser_of(officer), reverse("partners:request_accept", args=[row.pk])
    found = text_of(client.post(address, {"find": "yes", "partner_query": "wroclaw", "answer_text": "Kept words"}))
    assert "Uniwersytet Wrocławski" in found
    assert "Kept words" in found
    assert "thank you for your interest" in text_of(client.post(address, {"answer_in": "en"}))
    done = client.post(address, {"which": other.pk, "kind": "other", "unit": unit.pk, "answer_text": ""}, follow=True)
    assert "The request is accepted." in text_of(done)
    assert f"/agreements/new/?partner={other.pk}" in text_of(done)
    again = client.post(address, {"which": other.pk, "kind": "other", "unit": unit.pk}, follow=True)
    assert "is not possible from the state" in text_of(again)


def test_history_reads_like_sentences(browser_of, officer, unit):
    row = PartnershipRequestFactory()
    move(row, "take_up", actor=officer)
    accept(row, actor=officer, partner=InstitutionFactory(), unit=unit)
    told = text_of(browser_of(officer).get(reverse("partners:request_history", args=[row.pk])))
    assert all(words in told for words in ("took it up", "said which partner it is", "accepted it"))
