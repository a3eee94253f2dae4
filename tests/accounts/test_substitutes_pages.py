"""The pages of absences: what is asked, what is said when it cannot be, who sees what."""

import pytest

from accounts.enums import Role
from accounts.models import Delegation
from tests.accounts.factories import DelegationFactory
from tests.days import in_days

PROFILE = "/people/me/"


@pytest.fixture
def anna(person, unit):
    return person(Role.COORDINATOR, unit, name="Anna Berg")


@pytest.fixture
def bo(person, unit):
    return person(Role.READER, unit, name="Bo Ek")


def absences(user) -> str:
    return f"/people/{user.pk}/substitutes/"


def typed(substitute, /, starts=1, ends=5, **more) -> dict:
    return {
        "substitute": substitute.pk,
        "starts_on": in_days(starts).isoformat(),
        "ends_on": "" if ends is None else in_days(ends).isoformat(),
        "note": "Call me if Lodz answers",
    } | more


def test_own_substitute_is_named_and_shown(browser_of, anna, bo):
    browser = browser_of(anna)
    answer = browser.post(absences(anna) + "new/", typed(bo))
    assert (answer.status_code, answer.url) == (302, absences(anna))
    absence = Delegation.objects.get()
    assert (absence.person, absence.substitute, absence.note) == (anna, bo, "Call me if Lodz answers")
    for address in (absences(anna), PROFILE):
        page = browser.get(address).content.decode()
        assert "Bo Ek" in page
        assert f"/people/substitutes/{absence.pk}/edit/" in page


def test_office_names_one_for_a_colleague_from_the_list_of_people(browser_of, officer, anna, bo):
    browser = browser_of(officer)
    assert absences(anna) + "new/" in browser.get("/people/").content.decode()
    browser.post(absences(anna) + "new/", typed(bo, starts=0, ends=None))
    page = browser.get("/people/").content.decode()
    assert "Away until further notice" in page
    assert "Bo Ek stands in" in page
    assert "Absences of Anna Berg" in browser.get(absences(anna)).content.decode()


def test_list_of_people_offers_officers_no_administrators_absence(browser_of, officer, administrator):
    address = absences(administrator)
    assert address not in browser_of(officer).get("/people/").content.decode()
    assert address in browser_of(administrator).get("/people/").content.decode()
    assert browser_of(officer).get(address).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"starts_on": ""}, "starts_on", "This field is required"),
        ({"starts_on": "soon"}, "starts_on", "Enter a valid date"),
        ({"starts_on": "2020-01-01"}, "starts_on", "This day has passed"),
        ({"ends_on": "2020-01-01"}, "ends_on", "The last day away is before the first"),
        ({"substitute": ""}, "substitute", "This field is required"),
        ({"substitute": "999999"}, "substitute", "Select a valid choice"),
        ({"substitute": "x"}, "substitute", "Select a valid choice"),
        ({"note": "x" * 201}, "note", "at most 200 characters"),
        ({"note": "a\x00b"}, "note", "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_typed_things_stay(browser_of, anna, bo, wrong, field, sentence):
    page = browser_of(anna).post(absences(anna) + "new/", typed(bo, **wrong))
    assert page.status_code == 200
    assert sentence in page.context["form"].errors[field][0]
    kept = typed(bo, **wrong)
    shown = page.context["form"]
    assert {name: str(shown[name].value()) for name in kept} == {name: str(value) for name, value in kept.items()}
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("chosen", ["oneself", "somebody who left"])
def test_choice_sent_past_the_page_is_refused_in_words(browser_of, anna, bo, chosen):
    if chosen == "somebody who left":
        bo.is_active = False
        bo.save(update_fields=["is_active"])
    page = browser_of(anna).post(absences(anna) + "new/", typed(anna if chosen == "oneself" else bo))
    assert page.status_code == 200
    assert "stand" in page.context["form"].errors["substitute"][0]


def test_choices_are_colleagues_those_of_the_unit_first(browser_of, officer, anna, bo, head, person, university):
    person(Role.EXTERNAL_REVIEWER, university, name="Guest")
    person(Role.READER, university, name="Left", is_active=False)
    own = browser_of(anna).get(absences(anna) + "new/").context["form"]["substitute"].field.choices
    groups = [(label, [words for _pk, words in options]) for label, options in list(own)[1:]]
    assert groups == [
        ("Same unit", ["Bo Ek · Computer Science"]),
        ("Others", ["Head of unit · Faculty of Computing", "International officer · The university"]),
    ]
    offered = browser_of(officer).get(absences(anna) + "new/").content.decode()
    assert "Bo Ek · " in offered
    assert "International officer · " not in offered


def test_absence_is_changed_and_ended(browser_of, anna, bo):
    absence = DelegationFactory(person=anna, substitute=bo, starts_on=in_days(-2), ends_on=in_days(2))
    browser = browser_of(anna)
    form = browser.get(f"/people/substitutes/{absence.pk}/edit/").context["form"]
    assert [name for name, field in form.fields.items() if field.disabled] == ["substitute", "starts_on"]
    answer = browser.post(f"/people/substitutes/{absence.pk}/edit/", {"ends_on": in_days(9).isoformat(), "note": ""})
    assert (answer.status_code, answer.url) == (302, absences(anna))
    absence.refresh_from_db()
    assert (absence.ends_on, absence.substitute) == (in_days(9), bo)
    end = f"/people/substitutes/{absence.pk}/end/"
    assert "Bo Ek no longer stands in" in browser.post(end).content.decode()
    assert Delegation.objects.on(in_days(0)).exists()
    assert browser.post(end, {"confirmed": "yes"}, follow=True).redirect_chain == [(absences(anna), 302)]
    assert not Delegation.objects.on(in_days(0)).exists()
    again = browser.post(end, {"confirmed": "yes"}, follow=True).content.decode()
    assert "This absence is over and stays as it was" in again


def test_asking_changes_nothing(browser_of, anna, bo):
    absence = DelegationFactory(person=anna, substitute=bo, starts_on=in_days(-2), ends_on=in_days(2))
    assert browser_of(anna).get(f"/people/substitutes/{absence.pk}/end/").status_code == 405
    assert Delegation.objects.on(in_days(0)).get() == absence


def test_note_and_days_are_for_the_two_and_the_office(browser_of, anna, bo, outsider):
    absence = DelegationFactory(person=anna, substitute=bo, starts_on=in_days(0), note="Operation")
    assert "Operation" in browser_of(bo).get(PROFILE).content.decode()
    assert browser_of(outsider).get(absences(anna)).status_code == 403
    for page in (f"/people/substitutes/{absence.pk}/edit/", f"/people/substitutes/{absence.pk}/end/"):
        assert browser_of(outsider).post(page).status_code == 404
        assert browser_of(bo).post(page).status_code == 403


def test_substitute_reads_it_on_every_page_as_long_as_it_holds(
    browser_of, anna, bo, django_capture_on_commit_callbacks
):
    browser, sentence = browser_of(bo), "You stand in for Anna Berg"
    DelegationFactory(person=anna, substitute=bo, starts_on=in_days(-9), ends_on=in_days(-1))
    assert sentence not in browser.get("/partners/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        browser_of(anna).post(absences(anna) + "new/", typed(bo, starts=0, ends=None))
    assert f"{sentence} until further notice" in browser.get("/partners/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        pk = Delegation.objects.on(in_days(0)).get().pk
        browser_of(anna).post(f"/people/substitutes/{pk}/end/", {"confirmed": "yes"})
    assert sentence not in browser.get("/partners/").content.decode()


def test_days_on_which_nobody_stands_in_are_said(browser_of, anna, bo, officer):
    DelegationFactory(person=bo, substitute=officer, starts_on=in_days(3), ends_on=in_days(4))
    page = browser_of(anna).post(absences(anna) + "new/", typed(bo), follow=True).content.decode()
    assert "Bo Ek is away too" in page
    assert Delegation.objects.of(anna).count() == 1


def test_pages_cost_the_same_for_one_absence_and_for_three(browser_of, anna, bo, officer, django_assert_num_queries):
    def more(number):
        for person, substitute in ((anna, bo), (bo, anna)):
            DelegationFactory(person=person, substitute=substitute, starts_on=in_days(number), ends_on=in_days(number))
            DelegationFactory(
                person=person, substitute=substitute, starts_on=in_days(-number), ends_on=in_days(-number)
            )

    browser = browser_of(officer)
    more(1)
    browser.get(absences(anna))
    with django_assert_num_queries(7):
        browser.get(absences(anna))
    more(2)
    more(3)
    with django_assert_num_queries(7):
        browser.get(absences(anna))
    with django_assert_num_queries(8):
        browser.get(absences(anna) + "new/")
