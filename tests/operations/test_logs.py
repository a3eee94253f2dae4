"""Logs and error mails tell what went wrong and never about whom."""

import json
import logging
import time

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.test import RequestFactory
from django.test.client import Client
from django.urls import path

from core.logs import ErrorMail, ErrorReport, JsonLines, without_personal_data


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Mail to anna.berg+x@bth.example.se failed", "Mail to [e-mail] failed"),
        ("refused for 192.0.2.17:443", "refused for [address]:443"),
        ("refused for 2001:db8::1f", "refused for [address]"),
        ("GET /agreements/?q=anna&page=2 took long", "GET /agreements/?[query] took long"),
        ("at 12:41:57 on 2026-11-22, version 5.2", "at 12:41:57 on 2026-11-22, version 5.2"),
        ("duplicate key\nDETAIL:  Key (email)=(anna) exists.\nnext", "duplicate key\nDETAIL: [left out]\nnext"),
        (f"Not Found: /calendar/feed/1-own.{'aB3-_' * 8}xyz.ics", "Not Found: /calendar/feed/[secret].ics"),
        (f"GET /people/invitations/WzFd:1wXyZ:{'aB3-_' * 8}xyz/ again", "GET /people/invitations/[secret]/ again"),
        (f"/universities/12-{'a' * 43}/", f"/universities/12-{'a' * 43}/"),
        ("What is this? No more x::bigint", "What is this? No more x::bigint"),
    ],
)
def test_text_loses_what_points_at_a_person(said, kept):
    assert without_personal_data(said) == kept


def test_log_line_is_one_clean_json_object():
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "No %s", ("a@example.org",), None)
    record.request = RequestFactory().get("/x/?name=Anna")
    record.exc_info = (ValueError, ValueError("Anna <anna@example.org>"), None)
    line = JsonLines().format(record)
    assert "\n" not in line
    assert json.loads(line)["message"] == "No [e-mail]"
    assert "ValueError" in line
    assert "example.org" not in line
    assert "name=" not in line


STATEMENT = "DO $$ BEGIN RAISE unique_violation USING DETAIL = 'Key (name)=(Anna Berg)'; END $$"


def failing_view(request):
    secret = request.POST["secret"]
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT)
    return secret


urlpatterns = [path("failing/", failing_view)]
handler500 = "django.views.defaults.server_error"


@pytest.mark.django_db
@pytest.mark.logs_errors
@pytest.mark.urls(__name__)
def test_an_error_in_a_view_is_one_mail_without_personal_data(settings, mailoutbox, officer):
    settings.ADMINS = [("Administrator", "admin@example.org")]
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "accounts." not in name and "allauth" not in name]
    browser = Client(raise_request_exception=False, REMOTE_ADDR="192.0.2.17", HTTP_COOKIE_NOTE="anna@example.org")
    browser.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = browser.post("/failing/?who=anna", {"secret": "swordfish"})

    assert answer.status_code == 500
    (mail,) = mailoutbox
    assert mail.to == ["admin@example.org"]
    assert "Internal Server Error: /failing/" in mail.subject
    assert "failing_view" in mail.body
    assert IntegrityError.__name__ in mail.body
    assert f"Person: {officer.pk}" in mail.body
    for private in ("swordfish", "who=", "anna", "Anna Berg", "192.0.2.17", officer.email, officer.name):
        assert private not in mail.body + mail.subject


def log_error(handler, message, *arguments, error=None):
    info = (type(error), error, error.__traceback__) if error else None
    handler.emit(logging.LogRecord("room", logging.ERROR, "room.py", 1, message, arguments, info))


def fail_with(kind):
    raise kind("because")


def raised(kind):
    try:
        fail_with(kind)
    except kind as error:
        return error


def test_a_server_that_is_away_is_one_mail_and_not_one_for_each_page(settings, mailoutbox, monkeypatch):
    settings.ADMINS = [("Administrator", "admin@example.org")]
    handler = ErrorMail()
    for number in range(5):
        log_error(handler, "Task %s failed", number, error=raised(OperationalError))
    log_error(handler, "Task %s failed", 9, error=raised(IntegrityError))
    for number in range(5):
        log_error(handler, "Cannot connect, try %s", number)
    assert len(mailoutbox) == 3
    later = time.monotonic() + 601
    monkeypatch.setattr(time, "monotonic", lambda: later)
    log_error(handler, "Cannot connect, try %s", 6)
    assert len(mailoutbox) == 4


def test_who_it_was_is_left_open_when_the_database_cannot_say(rf):
    class Nobody:
        @property
        def pk(self):
            raise OperationalError("the server is gone")

    request = rf.get("/desk/")
    request.user = Nobody()
    assert ErrorReport(request, None, None, None).where() == "GET /desk/\nPerson: not known"
