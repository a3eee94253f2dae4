"""Pairs that look like one partner: found in the background, decided by the office, remembered."""

import pytest
from django.urls import reverse

from core.enums import JobState
from core.errors import PortalError, RightMissing
from core.jobs import carry_out
from core.models import Job
from partners.duplicates import search_for_duplicates, search_if_changed
from partners.enums import InstitutionStatus
from partners.models import PossibleDuplicate
from partners.services.duplicates import dismiss_pair, take_up_pair
from partners.services.merging import merge_institutions
from tests.partners.factories import HomeInstitutionFactory, InstitutionFactory

pytestmark = pytest.mark.django_db

LIST = reverse("partners:duplicate_list")
LIST_QUERIES = 9


def searched() -> list[set[str]]:
    """The pairs that wait after a search, by name."""
    carry_out(search_for_duplicates().pk)
    return [{pair.first.name, pair.second.name} for pair in PossibleDuplicate.objects.waiting()]


@pytest.fixture
def pair():
    one = InstitutionFactory(name="Technical University of Munich", city="München")
    other = InstitutionFactory(name="TU München", city="Munich")
    return PossibleDuplicate.objects.create(first=one, second=other, score=100)


def test_the_search_finds_what_is_entered_twice_and_nothing_else():
    InstitutionFactory(name="Technical University of Munich", city="München")
    InstitutionFactory(name="TU München", city="Munich")
    InstitutionFactory(name="Hochschule München", city="München")
    InstitutionFactory(name="University of Lodz", city="Łódź")
    InstitutionFactory(name="Medical University of Lodz", city="Łódź")
    assert searched() == [{"Technical University of Munich", "TU München"}]
    assert PossibleDuplicate.objects.get().reasons_in_words == ["It is called nearly the same."]


def test_institutions_merely_listed_and_our_own_university_are_no_pair():
    HomeInstitutionFactory()
    InstitutionFactory(name="Blekinge Institute of Technology")
    for _number in range(2):
        InstitutionFactory(name="Lycée Saint Joseph", status=InstitutionStatus.LISTED)
    assert searched() == []


def test_a_listed_one_that_a_partner_was_entered_beside_is_found():
    InstitutionFactory(name="TU München", city="München")
    InstitutionFactory(name="Technische Universität München", city="München", status=InstitutionStatus.LISTED)
    assert searched() == [{"TU München", "Technische Universität München"}]


def test_what_was_decided_is_remembered_and_what_looks_alike_no_more_is_forgotten(officer, pair):
    dismiss_pair(pair, actor=officer, because="A branch")
    assert searched() == []
    take_up_pair(pair, actor=officer)
    assert searched() == [{"Technical University of Munich", "TU München"}]
    pair.second.name = "Universität Bremen"
    pair.second.save()
    assert searched() == []
    assert not PossibleDuplicate.objects.exists()


def test_it_searches_again_only_when_something_has_changed(pair):
    carry_out(search_if_changed().pk)
    assert search_if_changed() is None
    InstitutionFactory(name="Newcomer")
    job = search_if_changed()
    assert job is not None
    assert search_for_duplicates() == job
    carry_out(job.pk)
    assert [(done.state, done.pk) for done in Job.objects.all()] == [(JobState.DONE, job.pk)]


def test_a_merged_pair_waits_no_more(pair):
    merge_institutions(pair.first, pair.second, actor=None)
    assert searched() == []


def test_a_reason_is_asked_and_rights_are(officer, reader, coordinator, pair):
    with pytest.raises(PortalError, match="say why"):
        dismiss_pair(pair, actor=officer, because="  ")
    for actor in (reader, coordinator):
        with pytest.raises(RightMissing):
            dismiss_pair(pair, actor=actor, because="x")
        with pytest.raises(RightMissing):
            take_up_pair(pair, actor=actor)


def test_the_office_works_through_the_list(browser_of, officer, pair):
    client = browser_of(officer)
    page = client.get(LIST).content.decode()
    for words in ("1 pair to look at", "TU München", "100 %", "not searched yet"):
        assert words in page
    assert "1 possible duplicate" in client.get(reverse("partners:institution_list")).content.decode()
    dismiss = reverse("partners:duplicate_dismiss", args=[pair.pk])
    assert "are not the same?" in client.post(dismiss).content.decode()
    assert "This field is required." in client.post(dismiss, {"confirmed": "yes", "note": ""}).content.decode()
    client.post(dismiss, {"confirmed": "yes", "note": "A branch"})
    assert "No partner looks entered twice" in client.get(LIST).content.decode()
    decided = client.get(LIST, {"decision": "dismissed"}).content.decode()
    assert "A branch" in decided
    client.post(reverse("partners:duplicate_take_up", args=[pair.pk]))
    assert "1 pair to look at" in client.get(LIST).content.decode()
    assert "The search has begun" in client.post(reverse("partners:duplicate_search"), follow=True).content.decode()
    assert "a search is on its way" in client.get(LIST).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_queries(browser_of, officer, django_assert_num_queries, rows):
    for number in range(rows):
        one, other = InstitutionFactory.create_batch(2, city=f"Town {number}")
        PossibleDuplicate.objects.create(first=one, second=other)
    client = browser_of(officer)
    client.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(LIST)


@pytest.mark.parametrize("query", [{"decision": "x"}, {"country": "'; --"}, {"page": "-1"}, {"sort": "password"}])
def test_the_list_survives_nonsense(browser_of, officer, pair, query):
    assert browser_of(officer).get(LIST, query).status_code == 200
