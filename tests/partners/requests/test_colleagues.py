"""Requests by colleagues: proposed for a unit, followed, told to its heads; who reads which."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from core.following import followed_by
from partners.models import PartnershipRequest
from partners.requests.triage import move
from reminders.models import OutgoingMail
from tests.accounts.factories import DelegationFactory
from tests.partners.factories import InstitutionFactory
from tests.partners.requests.factories import PartnershipRequestFactory

pytestmark = pytest.mark.django_db

LIST, NEW = reverse("partners:request_list"), reverse("partners:request_create")


@pytest.fixture
def filled_in(unit):
    country = InstitutionFactory().country

    def make(**given):
        return {
            "organisation": "Wroclaw University",
            "country": country.pk,
            "unit": unit.pk,
            "purposes": ["students"],
            "goals": "More places in Poland.",
            "people_out": "4",
            **given,
        }

    return make


def text_of(response) -> str:
    return response.content.decode()


def test_a_proposal_reaches_the_office_and_the_heads_of_its_unit(
    browser_of, filled_in, coordinator, head, officer, outsider, reader, person, other_unit
):
    person(Role.HEAD, other_unit, name="Head elsewhere")
    page = browser_of(coordinator).post(NEW, filled_in(), follow=True)
    row = PartnershipRequest.objects.get()
    assert "The office has it." in text_of(page)
    assert (row.state, row.proposed_by, row.people_out) == ("received", coordinator, 4)
    assert [followed.title for followed in followed_by(coordinator)] == ["Wroclaw University"]
    [mail] = OutgoingMail.objects.all()
    assert (mail.recipient, mail.subject) == (head, "Computer Science proposes a partner: Wroclaw University")
    assert row.get_absolute_url() in mail.text
    seen = {user: PartnershipRequest.objects.visible_to(user).exists() for user in (head, officer, outsider, reader)}
    assert seen == {head: True, officer: True, outsider: False, reader: False}


def test_while_a_head_is_away_the_substitute_is_told(browser_of, filled_in, coordinator, head, reader):
    DelegationFactory(person=head, substitute=reader, starts_on=timezone.localdate(), ends_on=None)
    browser_of(coordinator).post(NEW, filled_in())
    assert [mail.recipient for mail in OutgoingMail.objects.all()] == [reader]


def test_one_that_is_in_the_register_is_chosen_not_entered_again(browser_of, filled_in, coordinator):
    known = InstitutionFactory(name="Wrocław University", city="Wrocław")
    client = browser_of(coordinator)
    asked = client.post(NEW, filled_in(website="https://kept.example"))
    assert "Say whether it is one of these." in text_of(asked)
    assert "https://kept.example" in text_of(asked)
    assert not PartnershipRequest.objects.exists()
    client.post(NEW, filled_in(which=known.pk))
    assert PartnershipRequest.objects.get().institution == known


@pytest.mark.parametrize(
    ("field", "value"),
    [("goals", ""), ("goals", "x" * 2001), ("people_out", "-1"), ("people_in", "100000"), ("unit", "999999"),
     ("person_name", "a\nb"), ("person_email", "nobody")],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(browser_of, filled_in, coordinator, field, value):
    response = browser_of(coordinator).post(NEW, filled_in(**{field: value}))
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert "Wroclaw University" in text_of(response)
    assert not PartnershipRequest.objects.exists()


def test_a_unit_that_is_not_ones_own_is_refused(browser_of, filled_in, coordinator, other_unit):
    response = browser_of(coordinator).post(NEW, filled_in(unit=other_unit.pk))
    assert list(response.context["form"].errors) == ["unit"]


def test_from_the_page_of_a_listed_one_its_facts_are_filled_in(browser_of, coordinator, reader):
    listed = InstitutionFactory(name="Listed University", status="listed")
    address = f"{NEW}?partner={listed.pk}"
    assert address in text_of(browser_of(coordinator).get(listed.get_absolute_url()))
    assert address not in text_of(browser_of(reader).get(listed.get_absolute_url()))
    form = browser_of(coordinator).get(address).context["form"]
    assert (form["organisation"].value(), form["which"].value()) == ("Listed University", str(listed.pk))


def test_it_can_be_changed_until_the_office_takes_it_up(browser_of, filled_in, coordinator, officer, unit):
    row = PartnershipRequestFactory(unit=unit, proposed_by=coordinator, organisation="Before")
    client, address = browser_of(coordinator), reverse("partners:request_edit", args=[row.pk])
    assert "Before" in text_of(client.get(address))
    client.post(address, filled_in(which="new"))
    row.refresh_from_db()
    assert row.organisation == "Wroclaw University"
    move(row, "take_up", actor=officer)
    assert "nobody has taken up" in text_of(client.get(address, follow=True))
    late = text_of(client.post(address, filled_in(which="new", goals="Typed too late")))
    assert "nobody has taken up" in late
    assert "Typed too late" in late


def test_outsiders_see_no_request_of_another_unit_and_nobody_but_the_office_those_of_strangers(
    browser_of, coordinator, outsider, officer, unit
):
    ours = PartnershipRequestFactory(unit=unit, proposed_by=coordinator, organisation="Secret plan")
    foreign = PartnershipRequestFactory(organisation="Stranger", person_name="Åsa Öberg")
    hidden = PartnershipRequestFactory(organisation="Unproven", state="unconfirmed")
    for row in (ours, foreign, hidden):
        assert browser_of(outsider).get(row.get_absolute_url()).status_code == 404
    assert browser_of(outsider).get(LIST).context["rows"] == []
    assert [row.pk for row in browser_of(coordinator).get(LIST).context["rows"]] == [ours.pk]
    assert {row.pk for row in browser_of(officer).get(LIST).context["rows"]} == {ours.pk, foreign.pk}
    assert browser_of(coordinator).get(foreign.get_absolute_url()).status_code == 404
    assert browser_of(officer).get(hidden.get_absolute_url()).status_code == 404
    export = b"".join(browser_of(officer).get(reverse("partners:request_export") + "?format=csv"))
    assert "Öberg" not in export.decode()


@pytest.mark.parametrize("query", ["state=received&state=in_triage", "answer=overdue", "origin=ours", "purpose=visit"])
def test_filters_narrow_the_list(browser_of, coordinator, officer, unit, query):
    wanted = PartnershipRequestFactory(
        unit=unit, proposed_by=coordinator, purposes=["visit"], answer_due_on="2020-01-01"
    )
    PartnershipRequestFactory(state="declined")
    rows = browser_of(officer).get(f"{LIST}?{query}").context["rows"]
    assert [row.pk for row in rows] == [wanted.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_list_and_page_ask_as_little_for_many(browser_of, officer, coordinator, unit, count, django_assert_num_queries):
    rows = [
        PartnershipRequestFactory(
            unit=unit, proposed_by=coordinator, institution=InstitutionFactory(), handled_by=officer
        )
        for _number in range(count)
    ]
    client = browser_of(officer)
    client.get(LIST)
    with django_assert_num_queries(8):
        client.get(LIST)
    client.get(rows[0].get_absolute_url())
    with django_assert_num_queries(15):
        client.get(rows[0].get_absolute_url())
