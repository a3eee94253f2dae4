import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Unit, User
from accounts.services import grant_role, save_unit, update_user
from tests.accounts.factories import DelegationFactory, UserFactory

LIST, UNITS, PROFILE = "/people/", "/people/units/", "/people/me/"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.READER, 403),
        (Role.COORDINATOR, 403),
        (Role.HEAD, 403),
        (Role.OFFICER, 200),
        (Role.AUDITOR, 403),
        (Role.EXTERNAL_REVIEWER, 403),
        (Role.ADMINISTRATOR, 200),
    ],
)
def test_office_and_administrators_see_people_and_units(browser_of, person, university, role, status):
    browser = browser_of(person(role, university))
    assert [browser.get(address).status_code for address in (LIST, UNITS)] == [status, status]
    assert browser.get(PROFILE).status_code == 200


def test_strangers_are_asked_to_sign_in(browser_of, db):
    for address in (LIST, UNITS, PROFILE):
        answer = browser_of().get(address)
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("account_login"))


def names(page):
    return [row.name for row in page.context["rows"]]


def test_list_is_narrowed_by_words_role_unit_and_access(browser_of, officer, coordinator, outsider, faculty):
    browser = browser_of(officer)
    UserFactory(name="Åsa Waiting", search_text="asa waiting", invited_at=timezone.now())
    UserFactory(name="Gone", is_active=False)
    assert names(browser.get(LIST, {"q": "asa wait"})) == ["Åsa Waiting"]
    assert names(browser.get(LIST, {"role": "coordinator"})) == [coordinator.name, outsider.name]
    assert names(browser.get(LIST, {"role": "coordinator", "unit": faculty.pk})) == [coordinator.name]
    assert names(browser.get(LIST, {"access": "invited"})) == ["Åsa Waiting"]
    assert names(browser.get(LIST, {"access": "closed"})) == ["Gone"]
    assert names(browser.get(LIST, {"sort": "-name"}))[0] == "Åsa Waiting"


def test_address_that_makes_no_sense_is_said_and_left_out(browser_of, officer):
    page = browser_of(officer).get(LIST, {"role": "king", "unit": "x", "page": "-1", "sort": "shoe"})
    assert page.status_code == 200
    assert len(page.context["filterset"].problems) == 2


def test_list_costs_the_same_for_one_and_for_three(browser_of, officer, unit, django_assert_num_queries):
    browser = browser_of(officer)
    browser.get(LIST)
    grant_role(UserFactory(), unit=unit, role=Role.READER, actor=None)
    DelegationFactory(starts_on=timezone.localdate(), ends_on=None)
    with django_assert_num_queries(12):
        browser.get(LIST)
    for _each in range(3):
        grant_role(UserFactory(), unit=unit, role=Role.READER, actor=None)
        DelegationFactory(starts_on=timezone.localdate(), ends_on=None)
    with django_assert_num_queries(12):
        browser.get(LIST)


def test_only_administrators_get_buttons_that_change(browser_of, officer, administrator):
    UserFactory(name="Waiting")
    assert "/invite/" not in browser_of(officer).get(LIST).content.decode()
    assert "/invite/" in browser_of(administrator).get(LIST).content.decode()


def test_units_are_a_tree_in_one_query_more_than_none(browser_of, officer, coordinator, unit, other_unit):
    page = browser_of(officer).get(UNITS)
    assert [(branch.unit.code, branch.depth, branch.people) for branch, _ways in page.context["branches"]] == [
        ("BTH", 0, 1),
        ("FC", 1, 0),
        ("DIDA", 2, 1),
        ("DIMA", 1, 0),
    ]


def test_units_cost_the_same_for_one_and_for_three(browser_of, officer, university, django_assert_num_queries):
    browser = browser_of(officer)
    browser.get(UNITS)
    with django_assert_num_queries(4):
        browser.get(UNITS)
    for code in ("A", "B"):
        save_unit(Unit(code=code, kind="office", name_en=code, parent=university), actor=None)
    with django_assert_num_queries(4):
        browser.get(UNITS)


def test_profile_is_changed_by_its_owner_alone(browser_of, reader, coordinator):
    typed = {
        "name": "Åsa New",
        "title": "Controller",
        "language": "sv",
        "theme": "dark",
        "email": "x@y.z",
        "pk": coordinator.pk,
    }
    answer = browser_of(reader).post(PROFILE, typed)
    assert (answer.status_code, answer.url) == (302, PROFILE)
    email = reader.email
    reader.refresh_from_db()
    assert (reader.name, reader.title, reader.language, reader.theme) == ("Åsa New", "Controller", "sv", "dark")
    assert (reader.email, reader.search_text.split()[:2]) == (email, ["asa", "new"])
    coordinator.refresh_from_db()
    assert coordinator.name == "Coordinator"


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "x" * 151}, {"language": "fr"}, {"theme": "pink"}, {"name": "a\x00b"}]
)
def test_profile_refuses_what_cannot_be_and_keeps_what_was_typed(browser_of, reader, wrong):
    typed = {"name": "Åsa", "title": "Controller", "language": "sv", "theme": "dark"} | wrong
    page = browser_of(reader).post(PROFILE, typed)
    assert page.status_code == 200
    assert set(page.context["form"].errors) == set(wrong)
    assert 'value="Controller"' in page.content.decode()
    reader.refresh_from_db()
    assert reader.name == "Reader"


@pytest.mark.parametrize("prefix", ["", "/sv"])
def test_nobody_changes_their_own_address(browser_of, reader, prefix):
    email = reader.email
    answer = browser_of(reader).post(f"{prefix}/account/email/", {"email": "x@example.org", "action_add": ""})
    assert (answer.status_code, answer.url) == (302, PROFILE)
    reader.refresh_from_db()
    assert reader.email == email
    assert not reader.emailaddress_set.filter(email="x@example.org").exists()


def test_nobody_signs_up(browser_of, db):
    answer = browser_of().post(
        reverse("account_signup"),
        {"email": "x@example.org", "password1": "a long enough one", "password2": "a long enough one"},
    )
    assert answer.status_code == 200
    assert not User.objects.exists()


def test_who_loses_the_right_to_sign_in_is_out_at_once(browser_of, reader):
    browser = browser_of(reader)
    assert browser.get(PROFILE).status_code == 200
    update_user(reader, actor=None, is_active=False)
    assert browser.get(PROFILE).status_code == 302
