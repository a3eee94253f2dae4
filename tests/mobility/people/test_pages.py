"""Who sees what of a person: the unit its participants, the office what is sensitive, administrators nobody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.jobs import carry_out
from mobility.enums import MobilityState
from mobility.models import EmergencyContact, Forgetting, InclusionNeed, PersonalExport, SensitiveReading
from mobility.people.exporting import record_export
from mobility.people.reading import STAYS_OPEN
from tests.mobility.factories import EmergencyContactFactory, InclusionNeedFactory, MobilityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stay(unit):
    stay = MobilityFactory(unit=unit, state=MobilityState.UNDER_WAY)
    EmergencyContactFactory(participant=stay.participant, name="Eva Lind", phone="+46 70 11")
    InclusionNeedFactory(mobility=stay, needs="a quiet room")
    return stay


def page(stay, name="participant_detail") -> str:
    return reverse(f"mobility:{name}", args=[stay.participant_id])


def test_the_page_of_a_person_says_nothing_sensitive(stay, coordinator, officer, auditor, browser_of):
    for person in (coordinator, officer, auditor):
        text = browser_of(person).get(page(stay)).content.decode()
        assert stay.participant.name in text
        assert "Eva Lind" not in text
        assert "quiet room" not in text


def test_a_stay_of_another_unit_is_not_shown_on_the_page(stay, coordinator, other_unit, browser_of):
    hidden = MobilityFactory(unit=other_unit, participant=stay.participant, host_name="Hidden place", partner=None,
                             host_country_id=stay.partner.country_id)  # fmt: skip
    text = browser_of(coordinator).get(page(stay)).content.decode()
    assert stay.place in text
    assert hidden.place not in text


def test_what_is_known_of_a_person_is_changed_from_the_stay_and_leads_back_there(stay, coordinator, browser_of):
    browser, way = browser_of(coordinator), {"next": stay.get_absolute_url()}
    edit = reverse("mobility:participant_edit", args=[stay.participant_id], query=way)
    assert browser.get(edit).status_code == 200
    answer = browser.post(edit, {"given_name": "Ada", "family_name": "Berg"})
    assert answer.headers["Location"] == stay.get_absolute_url()
    elsewhere = reverse("mobility:participant_edit", args=[stay.participant_id], query={"next": "https://example.com/"})
    answer = browser.post(elsewhere, {"given_name": "Ada", "family_name": "Berg"})
    assert answer.headers["Location"] == page(stay)


def test_sensitive_data_open_after_a_recorded_click_and_close_again(stay, officer, browser_of):
    browser = browser_of(officer)
    assert browser.get(page(stay, "participant_sensitive")).headers["Location"] == page(stay)
    assert browser.post(page(stay, "participant_read")).headers["Location"] == page(stay, "participant_sensitive")
    text = browser.get(page(stay, "participant_sensitive")).content.decode()
    assert "Eva Lind" in text
    assert "quiet room" in text
    assert SensitiveReading.objects.filter(reader=officer, participant=stay.participant).count() == 1
    SensitiveReading.objects.update(read_at=timezone.now() - STAYS_OPEN - timedelta(seconds=1))
    for name in ("participant_sensitive", "emergency_contact"):
        assert browser.get(page(stay, name)).status_code == 302
    assert browser.get(reverse("mobility:inclusion_need", args=[stay.pk])).status_code == 302


def test_the_office_writes_contact_and_needs(stay, officer, browser_of):
    browser = browser_of(officer)
    browser.post(page(stay, "participant_read"))
    refused = browser.post(page(stay, "emergency_contact"), {"name": "Bo", "phone": "", "relation": "", "email": ""})
    assert refused.status_code == 200
    assert "Name and telephone belong together" in refused.content.decode()
    browser.post(page(stay, "emergency_contact"), {"name": "Bo", "phone": "1", "relation": "", "email": ""})
    assert EmergencyContact.objects.get().name == "Bo"
    browser.post(page(stay, "emergency_contact"), {"name": "", "phone": "", "relation": "", "email": ""})
    assert not EmergencyContact.objects.exists()
    browser.post(reverse("mobility:inclusion_need", args=[stay.pk]), {"needs": ""})
    assert not InclusionNeed.objects.exists()


def test_what_was_read_and_exported_is_listed(stay, officer, auditor, browser_of):
    browser_of(officer).post(page(stay, "participant_read"))
    record_export("A list", actor=officer, row_count=3, filters="State: Nominated", columns=["Name"])
    browser_of(officer).post(page(stay, "own_data"))
    readings = browser_of(auditor).get(reverse("mobility:reading_list")).content.decode()
    assert "Needs and emergency contact" in readings
    assert "Own data as a file" in readings
    exports = browser_of(auditor).get(reverse("mobility:personal_export_list")).content.decode()
    assert "State: Nominated" in exports
    assert PersonalExport.objects.count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_ask_as_often_for_one_row_as_for_three(unit, officer, browser_of, count, django_assert_num_queries):
    for _number in range(count):
        SensitiveReading.objects.create(
            reader=officer, subject="person", participant=MobilityFactory(unit=unit).participant
        )
    browser = browser_of(officer)
    browser.get(reverse("mobility:reading_list"))
    with django_assert_num_queries(5):
        browser.get(reverse("mobility:reading_list"))


def test_forgetting_is_asked_twice_and_leaves_a_protocol(rules_of_retention, old_stay, officer, browser_of):
    person = old_stay().participant
    browser, url = browser_of(officer), reverse("mobility:forgetting_list")
    assert browser.post(url, {"reason": "over"}).status_code == 422
    first = browser.post(url, {"reason": "over", "keys": [person.pk]})
    assert "Forget 1 person?" in first.content.decode()
    assert not Forgetting.objects.exists()
    done = browser.post(url, {"reason": "over", "keys": [person.pk], "confirmed": "yes"})
    protocol = Forgetting.objects.get()
    assert done.headers["Location"] == protocol.get_absolute_url()
    carry_out(protocol.job_id)
    assert "over" in browser.get(protocol.get_absolute_url()).content.decode()
    text = browser.get(person.get_absolute_url()).content.decode()
    assert "Anonymised" in text
    assert "participant_edit" not in text


def test_nobody_is_ticked_beforehand_and_two_presses_make_one_protocol(
    rules_of_retention, old_stay, officer, browser_of
):
    people = [old_stay().participant, old_stay().participant]
    browser, url = browser_of(officer), reverse("mobility:forgetting_list")
    assert " checked" not in browser.get(url).content.decode()
    said = {"reason": "over", "keys": [people[0].pk], "confirmed": "yes", "csrfmiddlewaretoken": "of-one-page"}
    answers = [browser.post(url, said) for _press in range(2)]
    protocol = Forgetting.objects.get()
    assert [answer.url for answer in answers] == [protocol.get_absolute_url()] * 2
    colleague = browser.post(url, said | {"csrfmiddlewaretoken": "of-another-page"})
    assert (colleague.status_code, Forgetting.objects.count()) == (422, 1)
    assert "is being forgotten" in colleague.content.decode()
    assert [person for person, _chosen in browser.get(url).context["rows"]] == [people[1]]
