import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership, Unit, User
from accounts.services import grant_role, only_administrator, update_user
from tests.accounts.factories import UserFactory

NO_ROLES = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}


@pytest.fixture
def browser(browser_of, administrator):
    return browser_of(administrator)


def page_of(user):
    return reverse("admin:accounts_user_change", args=[user.pk])


def typed(user, **changes):
    return {"email": user.email, "name": user.name, "title": "", "language": "en", "is_active": "on"} | changes


def test_person_is_added_without_a_password_and_with_a_role(browser, university, administrator):
    answer = browser.post(
        reverse("admin:accounts_user_add"),
        {
            "email": "New@Example.org",
            "name": "Ny Person",
            "title": "",
            "language": "sv",
            "is_active": "on",
            "memberships-TOTAL_FORMS": 1,
            "memberships-INITIAL_FORMS": 0,
            "memberships-0-unit": university.pk,
            "memberships-0-role": "reader",
        },
    )
    assert answer.status_code == 302
    person = User.objects.get(email="new@example.org")
    assert not person.has_usable_password()
    assert User.objects.matching("ny pers").get() == person
    assert [(each.unit, each.role) for each in person.memberships.all()] == [(university, "reader")]
    event = User.pgh_event_model.objects.filter(pgh_obj=person).latest("pgh_id")
    assert event.pgh_context["actor"] == administrator.pk


def test_no_page_shows_a_password(browser):
    person = UserFactory()
    person.set_password("a long enough sentence")
    person.save()
    for address in (page_of(person), reverse("admin:accounts_user_changelist"), reverse("admin:accounts_user_add")):
        page = browser.get(address)
        assert page.status_code == 200
        assert person.password not in page.content.decode()
        assert 'type="password"' not in page.content.decode()


def test_address_is_taken_once_whatever_its_case(browser, reader):
    other = UserFactory()
    page = browser.post(page_of(other), typed(other, email=reader.email.upper()) | NO_ROLES)
    assert "email" in page.context["adminform"].form.errors


def test_role_is_changed_and_taken_away(browser, reader, unit):
    membership = reader.memberships.get()
    one = {
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 1,
        "memberships-0-id": membership.pk,
        "memberships-0-user": reader.pk,
        "memberships-0-unit": unit.pk,
        "memberships-0-role": "coordinator",
    }
    browser.post(page_of(reader), typed(reader) | one)
    assert [(each.unit, each.role) for each in reader.memberships.all()] == [(unit, "coordinator")]
    one["memberships-0-id"] = reader.memberships.get().pk
    browser.post(page_of(reader), typed(reader) | one | {"memberships-0-DELETE": "on"})
    assert not reader.memberships.exists()
    assert Membership.pgh_event_model.objects.filter(pgh_context__action="membership.revoke").count() == 2


def test_last_administrator_cannot_lock_everybody_out(browser, administrator, university):
    membership = administrator.memberships.get()
    kept = {
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 1,
        "memberships-0-id": membership.pk,
        "memberships-0-user": administrator.pk,
        "memberships-0-unit": university.pk,
        "memberships-0-role": "administrator",
    }
    closed = typed(administrator) | kept
    closed.pop("is_active")
    for attempt in (
        closed,
        typed(administrator) | kept | {"memberships-0-DELETE": "on"},
        typed(administrator) | kept | {"memberships-0-role": "reader"},
    ):
        page = browser.post(page_of(administrator), attempt)
        assert "only administrator" in page.content.decode()
    assert only_administrator(administrator)
    grant_role(UserFactory(), unit=university, role=Role.ADMINISTRATOR, actor=None)
    assert not only_administrator(administrator)
    assert browser.post(page_of(administrator), closed).status_code == 302


def test_nobody_and_no_unit_is_deleted(browser, reader, unit):
    for name, obj in (("user", reader), ("unit", unit)):
        assert browser.post(reverse(f"admin:accounts_{name}_delete", args=[obj.pk]), {"post": "yes"}).status_code == 403


def test_invitations_are_sent_from_the_list(browser, worker, mailoutbox, django_capture_on_commit_callbacks):
    waiting, closed = UserFactory(), UserFactory(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        page = browser.post(
            reverse("admin:accounts_user_changelist"),
            {"action": "send_invitations", "_selected_action": [waiting.pk, closed.pk]},
            follow=True,
        )
    assert [mail.to for mail in mailoutbox] == [[waiting.email]]
    assert [str(message) for message in page.context["messages"]] == [
        f"{closed.name} may not sign in, so an invitation would lead nowhere.",
        "1 invitation is on its way.",
    ]


def test_unit_moves_with_everything_below(browser, university, faculty, unit, other_unit):
    page = reverse("admin:accounts_unit_change", args=[faculty.pk])
    fields = {"code": "FC", "kind": "faculty", "name_en": "Faculty", "name_sv": "", "email": "", "is_active": "on"}
    assert browser.post(page, fields | {"parent": other_unit.pk}).status_code == 302
    unit.refresh_from_db()
    assert unit.path == f"/{university.pk}/{other_unit.pk}/{faculty.pk}/{unit.pk}/"
    refused = browser.post(page, fields | {"parent": unit.pk})
    assert "cannot be part of itself" in refused.content.decode()
    assert Unit.objects.get(pk=faculty.pk).parent == other_unit


def test_new_address_must_be_proven_anew(reader):
    reader.emailaddress_set.create(email=reader.email, verified=True, primary=True)
    update_user(reader, actor=None, email="Other@Example.org")
    assert reader.email == "other@example.org"
    assert not reader.emailaddress_set.exists()
