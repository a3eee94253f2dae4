import re

import pytest
from django.urls import reverse

from accounts import tasks
from accounts.mails import deliver
from tests.accounts.factories import UserFactory

GOOD = "a long enough sentence"


@pytest.fixture
def forgetful(db):
    person = UserFactory(name="Forgetful", email="forgetful@example.org", language="sv")
    person.set_password("an older long sentence")
    person.save()
    return person


def ask(browser, email, capture):
    with capture(execute=True):
        return browser.post(reverse("account_reset_password"), {"email": email})


def test_new_password_by_mail(forgetful, worker, mailoutbox, browser_of, django_capture_on_commit_callbacks, settings):
    settings.SITE_URL = "https://portal.example.org"  # never the host that the request named
    browser = browser_of()
    assert ask(browser, "Forgetful@Example.org", django_capture_on_commit_callbacks).status_code == 302
    [mail] = mailoutbox
    assert mail.to == ["forgetful@example.org"]
    address = re.search(r"https://portal\.example\.org(\S+)", mail.body)[1]
    page = browser.get(address, follow=True)
    browser.post(page.redirect_chain[-1][0], {"password1": GOOD, "password2": GOOD})
    forgetful.refresh_from_db()
    assert forgetful.check_password(GOOD)


def test_nobody_learns_who_has_an_account(
    forgetful, worker, mailoutbox, browser_of, django_capture_on_commit_callbacks
):
    known = ask(browser_of(), "forgetful@example.org", django_capture_on_commit_callbacks)
    unknown = ask(browser_of(), "stranger@example.org", django_capture_on_commit_callbacks)
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [mail.to for mail in mailoutbox] == [["forgetful@example.org"]]


def test_closed_account_gets_no_mail(forgetful, worker, mailoutbox, browser_of, django_capture_on_commit_callbacks):
    forgetful.is_active = False
    forgetful.save()
    ask(browser_of(), "forgetful@example.org", django_capture_on_commit_callbacks)
    assert mailoutbox == []


def test_mail_server_that_is_down_is_asked_again(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(OSError, match="refused"):
        deliver("somebody@example.org", "Subject", "Text")
    assert OSError in tasks.deliver.autoretry_for
    assert tasks.deliver.max_retries == 50


def test_password_is_changed_by_who_knows_the_present_one(forgetful, browser_of):
    browser = browser_of(forgetful)
    address = reverse("account_change_password")
    wrong = browser.post(address, {"oldpassword": "guess", "password1": GOOD, "password2": GOOD})
    assert "oldpassword" in wrong.context["form"].errors
    weak = browser.post(address, {"oldpassword": "an older long sentence", "password1": "short", "password2": "short"})
    assert "password1" in weak.context["form"].errors
    right = browser.post(address, {"oldpassword": "an older long sentence", "password1": GOOD, "password2": GOOD})
    assert (right.status_code, right.url) == (302, "/people/me/")
    assert browser.get("/people/me/").status_code == 200
    forgetful.refresh_from_db()
    assert forgetful.check_password(GOOD)


def test_used_or_forged_reset_link_is_refused_kindly(browser_of, db):
    page = browser_of().get("/account/password/reset/key/1-abcdef-0123456789/")
    assert page.status_code == 200
    assert "not valid any more" in page.content.decode()
