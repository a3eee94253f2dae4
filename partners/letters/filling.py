"""A text and what is known of one partner become the mail to it, in the language of the text."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.errors import PortalError
from core.placeholders import Placeholder, check_marks, filled, names_in, refuse_unknown
from partners.letters.placeholders import FACTSHEET_LINK
from partners.letters.subjects import MailSubject
from partners.models.letters import LONGEST_SUBJECT

LONGEST_VALUE = 2000


@dataclass(frozen=True)
class FilledMail:
    """One mail as its reader gets it; ``missing`` are the meanings of values there are none for."""

    subject: str
    text: str
    missing: tuple[str | Promise, ...]


NO_MAIL = FilledMail("", "", ())


def check_text(known: Mapping[str, Placeholder], **fields: str):
    """Raise ``ValidationError`` by field for marks that are no placeholders, and names the table does not have."""
    problems = {}
    for name, text in fields.items():
        try:
            check_marks(text)
            _refuse_link_in_subject(name, text)
            refuse_unknown(names_in(text), known)
        except PortalError as error:
            problems[name] = error.sentence
    if problems:
        raise ValidationError(problems)


def _refuse_link_in_subject(name: str, text: str):
    if name.startswith("subject") and FACTSHEET_LINK in names_in(text):
        raise PortalError(_("The address of the factsheet belongs into the text, not into the subject."))


def fill(
    subject_text: str, body: str, about: MailSubject, known: Mapping[str, Placeholder], language: str
) -> FilledMail:
    """Both texts with their values. A subject is one line whatever it is filled with, so no header can hide in it."""
    names = [name for name in names_in(subject_text, body) if name in known]
    with override(language):
        values = {name: clean(known[name].value(about)) for name in names}
    missing = tuple(known[name].meaning for name in names if not values[name])
    line = " ".join(filled(subject_text, values).split())
    return FilledMail(line[:LONGEST_SUBJECT], filled(body, values).replace("\r\n", "\n"), missing)


def clean(value: object) -> str:
    """As a line or lines of plain text, without characters that steer."""
    text = "" if value is None else str(value)
    return "".join(sign for sign in text if sign == "\n" or sign.isprintable()).strip()[:LONGEST_VALUE]
