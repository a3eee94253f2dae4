"""The one search box: what it finds, for whom, and in how many queries."""

import pytest
from django.urls import reverse

from agreements.enums import AgreementKind
from agreements.services.agreements import PartyValues, create_agreement
from tests.partners.factories import HomeInstitutionFactory, InstitutionFactory

pytestmark = pytest.mark.django_db

SEARCH = reverse("core:search")
SEARCH_QUERIES = 18


@pytest.fixture
def draft(unit):
    """A draft of the department with a partner in Łódź."""
    HomeInstitutionFactory()
    partner = InstitutionFactory(name="Politechnika Łódzka", city="Łódź")
    return draft_with(partner, unit)


def draft_with(partner, unit, title="Student exchange in computing"):
    return create_agreement(
        actor=None, parties=[PartyValues(partner)], kind=AgreementKind.MOU, title=title, responsible_unit=unit
    )


def titles(response) -> dict[str, list[str]]:
    return {part.source.name: [result.title for result in part.results] for part in response.context["found"]}


def test_partners_agreements_and_people_are_found(browser_of, officer, draft):
    client = browser_of(officer)
    assert titles(client.get(SEARCH, {"q": "lodz"})) == {
        "partners": ["Politechnika Łódzka"],
        "agreements": ["Student exchange in computing"],
    }
    assert titles(client.get(SEARCH, {"q": "intern offic"})) == {"people": ["International officer"]}


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("coordinator", ["agreements"]),
        ("officer", ["agreements"]),
        ("auditor", ["agreements"]),
        ("reader", []),
        ("outsider", []),
    ],
)
def test_draft_is_found_by_those_who_may_see_it_alone(request, browser_of, draft, who, found):
    response = browser_of(request.getfixturevalue(who)).get(SEARCH, {"q": "student computing"})
    assert list(titles(response)) == found


def test_administrator_finds_people_but_no_business_rows(browser_of, administrator, officer, draft):
    client = browser_of(administrator)
    assert titles(client.get(SEARCH, {"q": "lodz"})) == {}
    assert titles(client.get(SEARCH, {"q": "international"})) == {"people": ["International officer"]}


def test_misspelling_is_answered_with_the_nearest_word(browser_of, reader, draft):
    page = browser_of(reader).get(SEARCH, {"q": "politecnika"}).content.decode()
    assert 'Did you mean <a href="/search/?q=Politechnika">Politechnika</a>?' in " ".join(page.split())


def test_words_that_together_find_nothing_are_not_suggested(browser_of, reader):
    InstitutionFactory(name="Politecnico", city="Torino")
    InstitutionFactory(name="Politechnika", city="Karlskrona")
    client = browser_of(reader)
    assert client.get(SEARCH, {"q": "politecnico tornio"}).context["suggestion"] == "politecnico Torino"
    assert client.get(SEARCH, {"q": "politechnika tornio"}).context["suggestion"] == ""


def test_suggestions_never_hint_at_what_a_person_may_not_see(browser_of, reader, unit):
    HomeInstitutionFactory()
    draft_with(InstitutionFactory(name="Elsewhere"), unit, title="Confidential spaceship")
    response = browser_of(reader).get(SEARCH, {"q": "spaceshp"})
    assert response.context["suggestion"] == ""
    assert "spaceship" not in response.content.decode()


@pytest.mark.parametrize("text", ["", "   ", "!!!", "'\" & | :*", "x" * 20_000, "żółć" * 400])
def test_search_survives_anything_typed(browser_of, reader, text):
    assert browser_of(reader).get(SEARCH, {"q": text}).status_code == 200


def test_nul_byte_in_the_address_is_a_bad_request(browser_of, reader):
    assert browser_of(reader).get(f"{SEARCH}?q=%00").status_code == 400


def test_results_as_typed_are_the_lines_alone(browser_of, reader, draft):
    response = browser_of(reader).get(SEARCH, {"q": "lodz"}, headers={"HX-Request": "true"})
    page = response.content.decode()
    assert "Politechnika Łódzka" in page
    assert "<html" not in page


def test_long_results_end_with_a_link_to_the_list(browser_of, reader):
    InstitutionFactory.create_batch(6, name="Same name")
    page = browser_of(reader).get(SEARCH, {"q": "same"}, headers={"HX-Request": "true"}).content.decode()
    assert page.count("<small>Karlskrona") == 5
    assert 'href="/partners/?q=same"' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_search_asks_the_same_number_of_queries_for_any_number_of_rows(
    browser_of, officer, unit, django_assert_num_queries, rows
):
    HomeInstitutionFactory()
    for number in range(rows):
        draft_with(InstitutionFactory(name=f"International college {number}"), unit)
    client = browser_of(officer)
    client.get(SEARCH, {"q": "international"})
    with django_assert_num_queries(SEARCH_QUERIES):
        client.get(SEARCH, {"q": "international"})


def test_external_reviewer_and_visitor_may_not_search(browser_of, person, university):
    reviewer = person("external_reviewer", university)
    assert browser_of(reviewer).get(SEARCH, {"q": "x"}).status_code == 403
    assert "/login/" in browser_of().get(SEARCH, {"q": "x"})["Location"]
