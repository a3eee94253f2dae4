"""The mails about an account, for somebody who reads Swedish."""

import pytest

from accounts.mails import send_account_mail
from tests.accounts.factories import UserFactory
from tests.catalogues import english_left


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("accounts/mail/invitation", {"link": "https://example.org/1", "days": 14}),
        ("account/email/password_reset_key", {"password_reset_url": "https://example.org/1"}),
    ],
)
def test_mails_about_an_account_hold_no_english(
    db, template, words, worker, mailoutbox, django_capture_on_commit_callbacks
):
    reader = UserFactory(name="Åsa Öberg", language="sv")
    with django_capture_on_commit_callbacks(execute=True):
        send_account_mail(reader, template, inviter=reader, **words)
    [mail] = mailoutbox
    assert english_left("".join(f"<p>{line}</p>" for line in f"{mail.subject}\n{mail.body}".splitlines())) == []
    assert "Blekinge Tekniska Högskola" in mail.subject + mail.body
