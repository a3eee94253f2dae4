"""The index follows the register: what is entered, renamed, merged or removed is known at the next question."""

import pytest
from django.urls import reverse

from partners import similar_now
from partners.models import Alias, FormerCode, Institution
from partners.services import update_institution
from partners.services.merging import merge_institutions, undo_merge
from partners.similar_facts import Asked
from tests.partners.factories import InstitutionFactory

pytestmark = pytest.mark.django_db

SIMILAR = reverse("partners:similar")


@pytest.fixture(autouse=True)
def fresh_index():
    similar_now.forget()
    yield
    similar_now.forget()


def found(*names, **facts) -> list[str]:
    keys = [one.institution_id for one in similar_now.similar_institutions(Asked(names=names, **facts))]
    known = Institution.objects.in_bulk(keys)
    return [known[key].name for key in keys]


def test_what_changes_is_known_at_the_next_question():
    munich = InstitutionFactory(name="TU München", city="München")
    assert found("Technical University of Munich") == ["TU München"]
    update_institution(munich, actor=None, name="Something else")
    assert found("Technical University of Munich") == []
    Alias.objects.create(institution=munich, name="Technical University of Munich")
    assert found("TU Munich") == ["Something else"]
    FormerCode.objects.create(institution=munich, scheme="pic", code="999977463")
    assert found(codes=("999977463",)) == ["Something else"]
    Alias.objects.all().delete()
    assert found("TU Munich") == []


def test_a_merged_one_is_known_as_its_survivor_until_the_merger_is_undone():
    munich, double = InstitutionFactory(name="TU München"), InstitutionFactory(name="Isar Polytechnic")
    assert found("Isar Polytechnic") == ["Isar Polytechnic"]
    merge = merge_institutions(munich, double, actor=None)
    assert found("Isar Polytechnic") == ["TU München"]
    undo_merge(merge, actor=None)
    assert found("Isar Polytechnic") == ["Isar Polytechnic"]


@pytest.mark.parametrize("rows", [1, 3])
def test_typing_asks_the_same_number_of_queries(browser_of, officer, django_assert_num_queries, rows):
    for number in range(rows):
        InstitutionFactory(name=f"TU München {number}", city="München")
    client = browser_of(officer)
    client.get(SIMILAR, {"name": "TU München"})
    with django_assert_num_queries(QUERIES):
        response = client.get(SIMILAR, {"name": "TU München"})
    assert response.content.decode().count("<li>") == rows


QUERIES = 8


def test_typing_shows_place_code_and_why_and_not_the_one_being_changed(browser_of, officer):
    own = InstitutionFactory(name="TU München", city="München", erasmus_code="D  MUNCHEN02")
    page = browser_of(officer).get(SIMILAR, {"name": "Technical University of Munich"}).content.decode()
    for words in (
        "It may be in the register already",
        "TU München",
        "München, ",
        "D\xa0\xa0MUNCHEN02",
        "nearly the same",
    ):
        assert words in page
    besides = browser_of(officer).get(SIMILAR, {"name": "Technical University of Munich", "besides": own.pk})
    assert "TU München" not in besides.content.decode()


@pytest.mark.parametrize("query", [{}, {"name": "x" * 9000}, {"besides": "9" * 30}, {"country": "'; --"}])
def test_typing_survives_nonsense(browser_of, officer, query):
    assert browser_of(officer).get(SIMILAR, query).status_code == 200
