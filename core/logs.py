"""Logs and error mails that carry no personal data.

Both are cleaned as finished text, so that nothing slips in through an argument, an extra field or the
message of an exception: e-mail addresses, network addresses, query strings, the secrets of signed
addresses, and the row contents that PostgreSQL adds to its errors. Objects and people appear in messages
by their key, never by name.
"""

import logging
import re
import time
import traceback

from django.db import DatabaseError
from django.utils.log import AdminEmailHandler
from django.views.debug import ExceptionReporter
from pythonjsonlogger.json import JsonFormatter

SECONDS_OF_SILENCE = 600
HEX = "[0-9a-f]{1,4}"
IPV6 = rf"(?:{HEX}:){{7}}{HEX}|(?:{HEX}(?::{HEX}){{0,6}})?::(?:{HEX}(?::{HEX}){{0,6}})?"  # a time of day is none
REPLACEMENTS = (
    (re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"(?<![\w.])\d{1,3}(\.\d{1,3}){3}(?![\w.]*\d)"), "[address]"),
    (re.compile(rf"(?<![\w:.])(?:{IPV6})(?![\w:.])", re.IGNORECASE), "[address]"),
    (re.compile(r"(?<=[\w/])\?[\w.%+-]+=[^\s\"'<>)]*"), "?[query]"),
    # What django.core.signing signed, as a part of an address: invitations, calendars, ways out of a mail.
    (re.compile(r"(?<=/)[\w.:=%-]*(?:[.:]|%3A)[\w-]{43}(?![\w-])", re.IGNORECASE), "[secret]"),
    (re.compile(r"(?<=/)[0-9a-f]{64}(?![\w-])"), "[secret]"),  # a partner's address for its factsheet
    (re.compile(r"(DETAIL|CONTEXT): .*?(?=\\n|\n|$)"), r"\1: [left out]"),
)


def without_personal_data(text: str) -> str:
    """``text`` with everything that looks like a person's address or input replaced by a word for it."""
    for pattern, replacement in REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text


def kind_of(record: logging.LogRecord) -> tuple:
    """What errors of one kind share: who logs them, and the line that raised; without one, the words of the message."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None or error.__traceback__ is None:
        return record.name, str(record.msg)
    place = traceback.extract_tb(error.__traceback__)[-1]
    return record.name, type(error).__name__, place.filename, place.lineno


class JsonLines(JsonFormatter):
    """One JSON object a line."""

    def __init__(self, **options):
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", **options)
        self._skip_fields = {*self._skip_fields, "request"}  # Django's extra: an object with everything the person sent

    def format(self, record: logging.LogRecord) -> str:
        return without_personal_data(super().format(record))


class ErrorReport(ExceptionReporter):
    """What went wrong and where, without the settings, cookies, form data and variables of Django's own report."""

    def get_traceback_text(self):
        return f"{self.where()}\n\n{self.what()}"

    def where(self) -> str:
        if self.request is None:
            return "Outside a request."
        return f"{self.request.method} {self.request.path}\nPerson: {self.who()}"

    def who(self) -> str:
        try:
            return str(getattr(getattr(self.request, "user", None), "pk", None) or "not signed in")
        except DatabaseError:  # it may be the very error that is reported
            return "not known"

    def what(self) -> str:
        if not isinstance(self.exc_value, BaseException):  # Django reports a bare status 500 with a text here
            return str(self.exc_value or "No exception.")
        return "".join(traceback.format_exception(self.exc_value))


class ErrorMail(AdminEmailHandler):
    """Mails to ``ADMINS``; a mail server that is down must not turn one error into two.

    Of errors of one kind from one place a process mails the first, then at most one in ten minutes: while a
    server of ours is away, every task and page fails alike. The log has them all.
    """

    def __init__(self, **options):
        super().__init__(reporter_class="core.logs.ErrorReport", **options)
        self._mailed_at: dict[tuple, float] = {}

    def emit(self, record):
        now, kind = time.monotonic(), kind_of(record)
        if now - self._mailed_at.get(kind, -SECONDS_OF_SILENCE) >= SECONDS_OF_SILENCE:
            self._mailed_at[kind] = now
            super().emit(record)

    def send_mail(self, subject, message, *args, **options):
        options["fail_silently"] = True
        super().send_mail(without_personal_data(subject), without_personal_data(message), *args, **options)
