import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.enums import Access
from accounts.invitations import accept_invitation, invitation_link, invite, person_invited
from accounts.models import User
from accounts.services import update_user
from core.errors import PortalError
from tests.accounts.factories import UserFactory

GOOD = "a long enough sentence"


@pytest.fixture
def newcomer(db):
    return UserFactory(name="Newcomer", email="newcomer@example.org")


def token_of(user):
    return invitation_link(user).rstrip("/").rpartition("/")[2]


@pytest.fixture
def invited(newcomer, officer, worker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return invite(newcomer, actor=officer)


def test_mail_carries_a_link_that_lets_the_person_in(invited, mailoutbox, browser_of):
    [mail] = mailoutbox
    assert mail.to == ["newcomer@example.org"]
    assert "International officer has made you an account" in mail.body
    address = re.search(r"https?://\S+", mail.body)[0]
    browser = browser_of()
    path = address.removeprefix("http://127.0.0.1:8000")

    assert "Newcomer" in browser.get(path).content.decode()
    answer = browser.post(path, {"new_password1": GOOD, "new_password2": GOOD})

    assert answer.status_code == 302
    assert browser.session["_auth_user_id"] == str(invited.pk)
    invited.refresh_from_db()
    assert invited.check_password(GOOD)
    assert EmailAddress.objects.get(user=invited).verified
    assert browser_of().get(path).status_code == 410


def test_mail_speaks_the_persons_language(newcomer, worker, mailoutbox, django_capture_on_commit_callbacks):
    newcomer = update_user(newcomer, actor=None, language="sv")
    with django_capture_on_commit_callbacks(execute=True):
        invite(newcomer, actor=None)
    assert "/people/invitations/" in mailoutbox[0].body


def test_access_follows_the_invitation(newcomer, invited):
    assert User.objects.get(pk=newcomer.pk).access == Access.INVITED
    joined = accept_invitation(token_of(invited), password=GOOD)
    assert joined.access == Access.JOINED
    assert update_user(joined, actor=None, is_active=False).access == Access.CLOSED
    assert UserFactory().access == Access.NOT_INVITED


@pytest.mark.django_db
@pytest.mark.parametrize("access", Access)
def test_database_and_row_agree_on_access(access):
    def at(name):
        return {
            "joined": {"password": "pbkdf2$x", "invited_at": timezone.now()},
            "invited": {"invited_at": timezone.now()},
            "not_invited": {},
            "closed": {"is_active": False, "invited_at": timezone.now()},
        }[name]

    people = {name: UserFactory(**at(name)) for name in Access.values}
    people["joined by single sign-on"] = UserFactory(last_login=timezone.now())
    found = set(User.objects.with_access(access))
    assert found == {person for person in people.values() if person.access == access}


def test_link_works_once(invited):
    token = token_of(invited)
    accept_invitation(token, password=GOOD)
    with pytest.raises(PortalError, match="not valid any more"):
        accept_invitation(token, password="another long sentence")
    invited.refresh_from_db()
    assert invited.check_password(GOOD)


def test_link_expires(newcomer, settings):
    settings.INVITATION_DAYS = -1
    with pytest.raises(PortalError):
        person_invited(token_of(newcomer))


@pytest.mark.parametrize("change", [{"email": "other@example.org"}, {"is_active": False}])
def test_link_dies_with_the_address_and_with_the_account(newcomer, change):
    token = token_of(newcomer)
    update_user(newcomer, actor=None, **change)
    with pytest.raises(PortalError):
        person_invited(token)


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["x", "a:b:c", "…", "0" * 500])
def test_forged_link_is_refused(browser_of, token):
    answer = browser_of().get(f"/people/invitations/{token}/")
    assert answer.status_code == 410
    assert "not valid any more" in answer.content.decode()


@pytest.mark.parametrize(
    ("first", "second"), [("short", "short"), (GOOD, GOOD + "!"), ("", ""), ("newcomer2026", "newcomer2026")]
)
def test_weak_password_is_refused_and_the_link_goes_on_working(invited, browser_of, first, second):
    token = token_of(invited)
    answer = browser_of().post(f"/people/invitations/{token}/", {"new_password1": first, "new_password2": second})
    assert answer.status_code == 400
    assert person_invited(token) == invited


def test_weak_password_is_refused_by_the_service_too(invited):
    with pytest.raises(ValidationError):
        accept_invitation(token_of(invited), password="password")


def test_who_has_a_password_or_may_not_sign_in_is_not_invited(newcomer):
    newcomer.set_password(GOOD)
    newcomer.save()
    with pytest.raises(PortalError, match="has a password already"):
        invite(newcomer, actor=None)
    closed = UserFactory(is_active=False)
    with pytest.raises(PortalError, match="may not sign in"):
        invite(closed, actor=None)


def test_invitation_is_in_the_history(invited, officer):
    event = User.pgh_event_model.objects.filter(pgh_obj=invited).latest("pgh_id")
    assert (event.pgh_context["action"], event.pgh_context["actor"]) == ("user.invite", officer.pk)
    assert event.invited_at > timezone.now() - timedelta(minutes=1)
    assert not hasattr(event, "password")


def test_only_administrators_send_invitations(newcomer, browser_of, officer, administrator, worker):
    address = f"/people/{newcomer.pk}/invite/"
    assert browser_of(officer).post(address).status_code == 403
    assert browser_of().post(address).status_code == 302
    newcomer.refresh_from_db()
    assert newcomer.invited_at is None
    assert browser_of(administrator).get(address).status_code == 405
    assert browser_of(administrator).post(address).status_code == 302
    newcomer.refresh_from_db()
    assert newcomer.invited_at is not None
