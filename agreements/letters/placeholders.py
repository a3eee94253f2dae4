"""The placeholders a template may name: what each means, an example, its value for a letter, and where it is filled in.

The table is shown where templates are uploaded and is printed in ``docs/letters.md`` (a test compares the two). Names
are English whatever the language of the letter; values are in the letter's language.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.letters.subjects import (
    all_partners,
    conditions,
    in_words,
    last_day,
    of_agreement,
    of_contact,
    of_coordinator,
    of_day,
    of_partner,
    of_party,
    of_successor,
    parent,
    tuition,
)
from agreements.selectors import authority_for
from core import placeholders
from core.institution_name import institution_name


class Place(TextChoices):
    """Where a value comes from, and so where somebody fills it in."""

    AGREEMENT = "agreement", _("Edit the agreement")
    CONDITIONS = "conditions", _("Open its conditions")
    PARTNER = "partner", _("Edit the partner")
    CONTACTS = "contacts", _("Contacts of the partner")
    PROFILE = "profile", _("Your profile")
    AUTHORITIES = "authorities", _("An administrator keeps who signs for us")
    NOWHERE = "", ""


@dataclass(frozen=True)
class Placeholder(placeholders.Placeholder):
    """With the place where a missing value is filled in."""

    place: Place = Place.NOWHERE


P = Place
GROUPS: tuple[tuple[str | Promise, tuple[Placeholder, ...]], ...] = (
    (
        _("The letter"),
        (
            Placeholder("today", _("The day it is written"), "5 March 2027", lambda subject: in_words(subject.today)),
            Placeholder("author_name", _("Who writes it"), "Anna Berg", lambda subject: subject.author, P.PROFILE),
            Placeholder(
                "author_title",
                _("Title or function of the writer"),
                "International coordinator",
                lambda subject: subject.author.title,
                P.PROFILE,
            ),
            Placeholder(
                "author_email",
                _("E-mail address of the writer"),
                "anna.berg@bth.se",
                lambda subject: subject.author.email,
            ),
        ),
    ),
    (
        _("Ourselves"),
        (
            Placeholder(
                "our_name", _("Our name"), "Blekinge Institute of Technology", lambda subject: institution_name()
            ),
            Placeholder("our_erasmus_code", _("Our Erasmus code"), "S KARLSKR01", lambda _s: settings.HOME_INSTITUTION),
            Placeholder(
                "our_city",
                _("Our city"),
                "Karlskrona",
                lambda subject: subject.home.institution.city if subject.home else "",
            ),
            Placeholder(
                "our_unit",
                _("The responsible unit"),
                "Department of Computer Science",
                of_agreement("responsible_unit"),
                P.AGREEMENT,
            ),
            Placeholder(
                "our_signatory",
                _("Who signs for us"),
                "Vice-chancellor",
                lambda subject: authority_for(subject.agreement),
                P.AUTHORITIES,
            ),
            Placeholder("coordinator_name", _("Our coordinator"), "Bo Ek", of_coordinator("name"), P.AGREEMENT),
            Placeholder(
                "coordinator_email",
                _("E-mail address of our coordinator"),
                "bo.ek@bth.se",
                of_coordinator("email"),
                P.AGREEMENT,
            ),
        ),
    ),
    (
        _("The partner"),
        (
            Placeholder(
                "partner_name",
                _("Name of the partner"),
                "Lodz University of Technology",
                of_partner("name"),
                P.AGREEMENT,
            ),
            Placeholder(
                "partner_native_name",
                _("Name of the partner in its own language"),
                "Politechnika Łódzka",
                of_partner("native_name"),
                P.PARTNER,
            ),
            Placeholder(
                "partner_street", _("Street of the partner"), "ul. Żeromskiego 116", of_partner("street"), P.PARTNER
            ),
            Placeholder(
                "partner_post_code", _("Post code of the partner"), "90-924", of_partner("post_code"), P.PARTNER
            ),
            Placeholder("partner_city", _("City of the partner"), "Łódź", of_partner("city"), P.PARTNER),
            Placeholder("partner_country", _("Country of the partner"), "Poland", of_partner("country"), P.PARTNER),
            Placeholder(
                "partner_erasmus_code",
                _("Erasmus code of the partner"),
                "PL LODZ02",
                of_partner("erasmus_code"),
                P.PARTNER,
            ),
            Placeholder(
                "partner_unit",
                _("Unit of the partner"),
                "Faculty of Electrical Engineering",
                of_party("partner_unit"),
                P.AGREEMENT,
            ),
            Placeholder(
                "partner_reference", _("Reference of the partner"), "IFE/2027/14", of_party("reference"), P.AGREEMENT
            ),
            Placeholder(
                "partner_signatory", _("Who signs for the partner"), "Rector", of_party("signatory"), P.AGREEMENT
            ),
            Placeholder("contact_name", _("Contact at the partner"), "Ewa Nowak", of_contact("name"), P.CONTACTS),
            Placeholder(
                "contact_email",
                _("E-mail address of the contact"),
                "ewa.nowak@p.lodz.pl",
                of_contact("email"),
                P.CONTACTS,
            ),
            Placeholder(
                "partner_names",
                _("All partners, where there are several"),
                "Politechnika Łódzka, Gdańsk University of Technology",
                all_partners,
                P.AGREEMENT,
            ),
        ),
    ),
    (
        _("The agreement"),
        (
            Placeholder(
                "agreement_title",
                _("Title of the agreement"),
                _("Erasmus+ agreement with Lodz"),
                of_agreement("title"),
                P.AGREEMENT,
            ),
            Placeholder(
                "agreement_kind",
                _("Kind of agreement"),
                _("Memorandum of Understanding"),
                lambda subject: subject.agreement.get_kind_display(),
            ),
            Placeholder(
                "registration_number",
                _("Registration number"),
                "BTH-1.2.1-0029-2014",
                of_agreement("number"),
                P.AGREEMENT,
            ),
            Placeholder(
                "starts_on",
                _("First day"),
                "1 September 2027",
                of_day("starts_on"),
                P.AGREEMENT,
            ),
            Placeholder("ends_on", _("Last day"), "31 August 2029", last_day, P.AGREEMENT),
            Placeholder(
                "notice_on",
                _("Last day to give notice"),
                "1 September 2028",
                of_day("notice_on"),
                P.AGREEMENT,
            ),
            Placeholder(
                "new_starts_on",
                _("First day of what follows it"),
                "1 September 2029",
                of_successor("starts_on"),
                P.AGREEMENT,
            ),
            Placeholder(
                "new_ends_on", _("Last day of what follows it"), "31 August 2032", of_successor("ends_on"), P.AGREEMENT
            ),
            Placeholder("tuition_fees", _("Tuition fees, waived or not"), _("waived"), tuition, P.AGREEMENT),
            Placeholder(
                "conditions",
                _("Conditions, one line each"),
                _("… → …: Student studies, 2 a year"),
                conditions,
                P.CONDITIONS,
            ),
            Placeholder("parent_title", _("Agreement it is made under"), _("MoU with Kyoto"), parent, P.AGREEMENT),
        ),
    ),
)
KNOWN: dict[str, Placeholder] = {each.name: each for _group, rows in GROUPS for each in rows}
