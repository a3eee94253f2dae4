"""The placeholders of mails to partners; the table is shown beside the text and printed in the documentation.

Names are those of Word templates where both have them, English whatever the language of the mail.
"""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.institution_name import institution_name
from core.placeholders import Placeholder
from partners.letters.kinds import Groups, WritingKind
from partners.letters.subjects import MailSubject, day_in_words

FACTSHEET_LINK = "factsheet_link"


def of_partner(name: str) -> Callable[[MailSubject], object]:
    return lambda subject: getattr(subject.institution, name)


def of_contact(name: str) -> Callable[[MailSubject], object]:
    return lambda subject: getattr(subject.contact, name, "")


def of_author(name: str) -> Callable[[MailSubject], object]:
    return lambda subject: getattr(subject.author, name)


GROUPS: Groups = (
    (
        _("The mail"),
        (
            Placeholder(
                "today", _("The day it is written"), "5 March 2027", lambda subject: day_in_words(subject.today)
            ),
            Placeholder("author_name", _("Who writes it"), "Anna Berg", of_author("name")),
            Placeholder(
                "author_title", _("Title or function of the writer"), "International coordinator", of_author("title")
            ),
            Placeholder("author_email", _("E-mail address of the writer"), "anna.berg@bth.se", of_author("email")),
        ),
    ),
    (
        _("Ourselves"),
        (
            Placeholder("our_name", _("Our name"), "Blekinge Institute of Technology", lambda _s: institution_name()),
            Placeholder("our_erasmus_code", _("Our Erasmus code"), "S KARLSKR01", lambda _s: settings.HOME_INSTITUTION),
            Placeholder(
                "our_office_email", _("Address of our office"), "exchange@bth.se", lambda _s: settings.OFFICE_EMAIL
            ),
        ),
    ),
    (
        _("The partner"),
        (
            Placeholder("partner_name", _("Name of the partner"), "Lodz University of Technology", of_partner("name")),
            Placeholder(
                "partner_native_name",
                _("Name of the partner in its own language"),
                "Politechnika Łódzka",
                of_partner("native_name"),
            ),
            Placeholder("partner_city", _("City of the partner"), "Łódź", of_partner("city")),
            Placeholder("partner_country", _("Country of the partner"), "Poland", of_partner("country")),
            Placeholder(
                "partner_erasmus_code", _("Erasmus code of the partner"), "PL LODZ02", of_partner("erasmus_code")
            ),
            Placeholder("partner_website", _("Website of the partner"), "https://p.lodz.pl", of_partner("website")),
            Placeholder("contact_name", _("Contact at the partner"), "Ewa Nowak", of_contact("name")),
        ),
    ),
    (
        _("The factsheet"),
        (
            Placeholder(
                FACTSHEET_LINK,
                _("Address by which the partner confirms or corrects it, another one in each mail"),
                "https://…/factsheet/…",
                lambda subject: subject.link,
            ),
            Placeholder(
                "factsheet_until",
                _("Until when the address works"),
                "31 March 2027",
                lambda subject: day_in_words(subject.link_until),
            ),
        ),
    ),
)


def groups_of(kind: WritingKind | None = None) -> Groups:
    """The table for mails about rows of ``kind``: ours, and those of the kind."""
    return (*GROUPS, *(kind.placeholders if kind else ()))


def known_to(kind: WritingKind | None = None) -> dict[str, Placeholder]:
    return {each.name: each for _heading, rows in groups_of(kind) for each in rows}
