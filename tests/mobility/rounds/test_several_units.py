"""A round of several units: whose places count, who reads it, who changes it, and what its history says."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.history_entries import entries_of
from mobility.models import Applicant, ApplicationRound
from mobility.rounds.enums import RoundState
from mobility.rounds.places import places_of_round
from mobility.rounds.services import change_round
from mobility.rounds.story import STORY
from tests.mobility.factories import ApplicationRoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(offered, other_unit):
    """A condition of the other unit's agreement."""
    condition = offered("Gent", 2)
    type(condition.agreement).objects.filter(pk=condition.agreement.pk).update(responsible_unit=other_unit)
    return condition


def test_places_of_every_unit_count_and_history_says_whose(closed_round, offered, theirs, other_unit, unit, officer):
    offered("Lodz", 1)
    assert [each.partner.name for each in places_of_round(closed_round)] == ["Lodz"]
    change_round(closed_round, actor=officer, further_units=[other_unit, unit])
    joined = ApplicationRound.objects.get(pk=closed_round.pk)
    assert [each.partner.name for each in places_of_round(joined)] == ["Gent", "Lodz"]
    assert list(joined.further_units.all()) == [other_unit]  # its own unit is no further one
    change_round(joined, actor=officer, further_units=[])
    said = [change.label for entry in entries_of(joined, STORY) for change in entry.changes]
    assert said == [f"Further unit of a round removed: {other_unit}", f"Further unit of a round added: {other_unit}"]


def test_further_units_read_it_and_neither_change_it_nor_see_who_applied(
    closed_round, applicant, theirs, outsider, other_unit, browser_of
):
    applicant(1, theirs)
    browser, page = browser_of(outsider), closed_round.get_absolute_url()
    assert browser.get(page).status_code == 404
    assert not ApplicationRound.objects.visible_to(outsider).exists()
    closed_round.further_units.add(other_unit)
    assert "Gent" in browser.get(page).content.decode()
    listed = browser.get(reverse("mobility:round_list"), {"unit": other_unit.pk}).content.decode()
    assert closed_round.name in listed
    assert not ApplicationRound.objects.editable_by(outsider).exists()
    assert not Applicant.objects.visible_to(outsider).exists()
    for name in ("round_edit", "round_protocol"):
        assert browser.get(reverse(f"mobility:{name}", args=[closed_round.pk])).status_code == 403


def test_a_published_round_of_the_university_is_read_by_every_department(
    closed_round, applicant, offered, outsider, university, browser_of
):
    applicant(1, offered("Gent", 2), family_name="Secretsson")
    ApplicationRound.objects.update(unit=university, is_published=False)
    browser, page = browser_of(outsider), closed_round.get_absolute_url()
    assert browser.get(page).status_code == 404
    ApplicationRound.objects.update(is_published=True)
    listed = browser.get(reverse("mobility:round_list")).content.decode()
    pages = [browser.get(address).content.decode() for address in (page, f"{page}history/")]
    assert all(closed_round.name in each for each in (listed, *pages))
    assert not [each for each in (listed, *pages) if "Secretsson" in each]
    assert not ApplicationRound.objects.editable_by(outsider).exists()
    assert not Applicant.objects.visible_to(outsider).exists()
    for name in ("round_edit", "round_protocol", "round_protocol_export"):
        assert browser.get(reverse(f"mobility:{name}", args=[closed_round.pk])).status_code == 403


def test_once_decided_whose_agreements_count_stays(unit, other_unit, officer):
    decided = ApplicationRoundFactory(unit=unit, state=RoundState.DECIDED)
    with pytest.raises(ValidationError, match="stays as it was"):
        change_round(decided, actor=officer, further_units=[other_unit])
    assert change_round(decided, actor=officer, further_units=[]).pk == decided.pk


def test_the_form_asks_for_them_and_students_read_whose_places_they_are(
    officer_client, client, exchange, unit, other_unit, theirs
):
    typed = {
        "name_en": "Autumn", "scheme": exchange.pk, "activity": "student-studies", "academic_year": 2026,
        "term": "autumn", "first_day": "2026-09-01", "last_day": "2027-01-18", "opens_at": "2026-11-01T09:00",
        "closes_at": "2099-01-15T23:59", "unit": unit.pk, "further_units": [other_unit.pk], "is_published": "on",
    }  # fmt: skip
    answer = officer_client.post(reverse("mobility:round_create"), typed)
    assert answer.status_code == 302
    assert other_unit.name in officer_client.get(answer.url).content.decode()
    page = client.get("/rounds/").content.decode()
    assert "2 places are left" in page
    assert f"{unit.name}, {other_unit.name}" in page
