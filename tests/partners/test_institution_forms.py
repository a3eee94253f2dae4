"""Entering and changing partners and their contacts: what is refused, what is asked, what is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import RightMissing
from partners.models import Contact, Institution, PossibleDuplicate
from partners.services import create_institution, remove_contact, save_contact, update_institution
from tests.partners.factories import ContactFactory, InstitutionFactory
from tests.reference.factories import CountryFactory

pytestmark = pytest.mark.django_db

NEW = reverse("partners:institution_create")


@pytest.fixture
def sweden():
    return CountryFactory()


@pytest.fixture
def typed(sweden):
    """What a person types into the form of a new partner."""
    return {
        "name": "Lund University",
        "kind": "higher_education",
        "status": "prospect",
        "country": "SE",
        "city": "Lund",
    }


def errors_of(response) -> dict:
    return {name: [str(error) for error in errors] for name, errors in response.context["form"].errors.items()}


def test_new_partner_is_kept_with_its_names_code_and_place(browser_of, officer, typed):
    codes = {"erasmus_code": "s_lund01", "pic": "999 901 318", "website": "www.lu.se"}
    response = browser_of(officer).post(NEW, typed | codes | {"other_names": "LU\n\nLunds universitet\nLU"})
    partner = Institution.objects.get()
    assert response.status_code == 302
    assert response["Location"] == partner.get_absolute_url()
    assert (partner.erasmus_code, partner.pic, partner.website) == ("S  LUND01", "999901318", "https://www.lu.se")
    assert [str(alias) for alias in partner.aliases.all()] == ["LU", "Lunds universitet"]
    assert (round(partner.latitude), round(partner.longitude), partner.coordinates_precision) == (56, 13, "city")
    assert list(Institution.objects.matching("lunds univ")) == [partner]


BAD_VALUES = [
    ({"erasmus_code": "12345"}, "“12345” is no Erasmus code"),
    ({"pic": "12345"}, "A PIC has nine digits."),
    ({"pic": "١٢٣٤٥٦٧٨٩"}, "A PIC has nine digits."),
    ({"name": ""}, "This field is required."),
    ({"name": "x" * 301}, "at most 300 characters"),
    ({"name": "Lund\x00"}, "Null characters are not allowed."),
    ({"country": "XX"}, "Select a valid choice."),
    ({"status": "listed"}, "Select a valid choice."),
    ({"website": "javascript:alert(1)"}, "Enter a valid URL."),
    ({"latitude": "91", "longitude": "13"}, "less than or equal to 90"),
    ({"latitude": "north"}, "Enter a number."),
    ({"latitude": "55.7"}, "Give both latitude and longitude"),
    ({"other_names": "x" * 301}, "A name has at most 300 characters."),
]


@pytest.mark.parametrize(("bad", "sentence"), BAD_VALUES)
def test_bad_values_are_refused_and_what_was_typed_stays(browser_of, officer, typed, bad, sentence):
    response = browser_of(officer).post(NEW, typed | {"native_name": "Lunds universitet"} | bad)
    assert response.status_code == 200
    assert any(sentence in error for errors in errors_of(response).values() for error in errors)
    assert "Lunds universitet" in response.content.decode()
    assert not Institution.objects.exists()


def test_taken_code_links_to_the_institution_that_has_it(browser_of, officer, typed):
    holder = InstitutionFactory(name="Lunds universitet", erasmus_code="S  LUND01", pic="999901318")
    response = browser_of(officer).post(
        NEW, typed | {"name": "Another", "erasmus_code": "S LUND01", "pic": "999901318"}
    )
    link = f'<a href="{holder.get_absolute_url()}" target="_blank">Lunds universitet</a>'
    assert errors_of(response) == {
        "erasmus_code": [f"{link} already has the Erasmus code S  LUND01."],
        "pic": [f"{link} already has the PIC 999901318."],
    }
    assert link in response.content.decode()


@pytest.mark.parametrize("known_as", ["name", "native_name", "alias"])
def test_similar_name_in_the_country_is_shown_and_the_person_decides(browser_of, officer, typed, known_as):
    names = {"name": "Lund University "} if known_as == "name" else {"name": "Something else"}
    names |= {"native_name": "lund university"} if known_as == "native_name" else {}
    known = InstitutionFactory(**names, city="Lund", aliases=["University Lund"] if known_as == "alias" else [])
    InstitutionFactory(name="Lund University", country=CountryFactory(iso2="PL"))
    client = browser_of(officer)
    refused = client.post(NEW, typed)
    assert list(errors_of(refused)) == ["another_because"]
    page = refused.content.decode()
    assert "There is already a partner like this" in page
    assert f'<a href="{known.get_absolute_url()}" target="_blank">' in page
    assert "It is another institution, because" in page
    assert client.post(NEW, typed | {"another_because": "It is the branch in town."}).status_code == 302
    assert Institution.objects.count() == 3
    pair = PossibleDuplicate.objects.get(first__name="Lund University", first__city="Lund", second=known)
    assert (pair.dismissed_by, pair.dismissed_because) == (officer, "It is the branch in town.")


def test_what_was_said_once_is_not_asked_again(browser_of, officer, typed):
    InstitutionFactory(name="Lunds universitet", city="Lund")
    client = browser_of(officer)
    client.post(NEW, typed | {"another_because": "A branch"})
    edit = reverse("partners:institution_edit", args=[Institution.objects.get(name="Lund University").pk])
    assert client.post(edit, typed | {"name": "Univ. of Lund"}).status_code == 302


def test_a_partner_is_asked_about_only_when_what_tells_it_from_others_changes(browser_of, officer, typed):
    InstitutionFactory(name="Lunds universitet", city="Lund")
    partner = InstitutionFactory(name="Lund University", city="Lund", status="prospect", aliases=["LU", "Lund"])
    edit = reverse("partners:institution_edit", args=[partner.pk])
    client = browser_of(officer)
    unchanged = typed | {"other_names": "LU\r\nLund"}
    assert client.post(edit, unchanged | {"remarks": "Ask early."}).status_code == 302
    refused = client.post(edit, unchanged | {"name": "University of Lund"})
    assert list(errors_of(refused)) == ["another_because"]
    assert "University of Lund" in refused.content.decode()


def test_unlike_names_are_not_asked_about(browser_of, officer, typed):
    InstitutionFactory(name="Uppsala University")
    assert browser_of(officer).post(NEW, typed).status_code == 302


def test_change_keeps_the_city_point_until_the_city_changes(browser_of, officer, typed):
    client = browser_of(officer)
    client.post(NEW, typed)
    partner = Institution.objects.get()
    edit = reverse("partners:institution_edit", args=[partner.pk])
    client.post(edit, typed | {"name": "Lund University of Everything"})
    partner.refresh_from_db()
    assert (partner.name, round(partner.latitude)) == ("Lund University of Everything", 56)
    client.post(edit, typed | {"city": "Luleå"})
    partner.refresh_from_db()
    assert (partner.coordinates_precision, round(partner.latitude)) == ("city", 66)
    client.post(edit, typed | {"latitude": "55.7", "longitude": "13.2"})
    partner.refresh_from_db()
    assert (partner.coordinates_precision, float(partner.latitude)) == ("exact", 55.7)


def test_second_tab_does_not_overwrite_what_it_has_not_seen(browser_of, officer, typed):
    partner = InstitutionFactory(name="Lund University")
    earlier = (partner.updated_at - timedelta(minutes=5)).isoformat()
    edit = reverse("partners:institution_edit", args=[partner.pk])
    response = browser_of(officer).post(edit, typed | {"name": "Overwritten", "seen_at": earlier})
    assert "This was changed elsewhere" in response.content.decode()
    partner.refresh_from_db()
    assert partner.name == "Lund University"


def test_contact_is_entered_changed_and_removed_after_a_question(browser_of, officer):
    partner = InstitutionFactory()
    client = browser_of(officer)
    new = reverse("partners:contact_create", args=[partner.pk])
    assert client.post(new, {"name": "Exchange desk", "role": "nominations"}).status_code == 302
    contact = Contact.objects.get()
    client.post(reverse("partners:contact_edit", args=[contact.pk]), {"name": "Front desk", "role": "other"})
    contact.refresh_from_db()
    assert (contact.name, contact.role, contact.institution) == ("Front desk", "other", partner)
    remove = reverse("partners:contact_remove", args=[contact.pk])
    assert client.get(remove).status_code == 405
    assert "Remove Front desk?" in client.post(remove).content.decode()
    assert Contact.objects.exists()
    client.post(remove, {"confirmed": "yes"})
    assert not Contact.objects.exists()


def test_contact_with_dates_in_the_wrong_order_is_refused(browser_of, officer):
    partner = InstitutionFactory()
    dates = {"valid_from": "2026-05-01", "valid_to": "2026-04-01"}
    response = browser_of(officer).post(
        reverse("partners:contact_create", args=[partner.pk]), {"name": "Desk", "role": "other", **dates}
    )
    assert errors_of(response) == {"valid_to": ["The last day lies before the first one."]}


@pytest.mark.parametrize("who", ["reader", "coordinator", "auditor"])
def test_services_refuse_those_who_lack_the_right(request, who, sweden):
    actor = request.getfixturevalue(who)
    partner, contact = InstitutionFactory(), ContactFactory()
    attempts = [
        lambda: create_institution(actor=actor, name="X", country=sweden),
        lambda: update_institution(partner, actor=actor, name="X"),
        lambda: save_contact(contact, actor=actor),
        lambda: remove_contact(contact, actor=actor),
    ]
    for attempt in attempts:
        with pytest.raises(RightMissing):
            attempt()
    assert not Institution.objects.filter(name="X").exists()


def test_former_contact_is_marked_and_not_counted(browser_of, officer):
    partner = InstitutionFactory()
    ContactFactory(institution=partner, name="Gone", valid_to=timezone.localdate() - timedelta(days=1))
    ContactFactory(institution=partner, name="Here")
    response = browser_of(officer).get(reverse("partners:institution_contacts", args=[partner.pk]))
    assert {tab.name: tab.count for tab in response.context["tabs"]}["contacts"] == 1
    assert "Former" in response.content.decode()
