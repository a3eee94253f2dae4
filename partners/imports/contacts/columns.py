"""What can be taken of a contact, under its usual headings in English and Swedish."""

from django.utils.translation import gettext_lazy as _

from core.imports.mapping import headed, of_section
from core.imports.vocabulary import Vocabulary
from partners.enums import ContactRole

PARTNER, PERSON, REACHED = _("The partner"), _("The contact"), _("How and when to reach them")

TARGETS = (
    *of_section(
        PARTNER,
        headed(
            "code",
            _("Erasmus code"),
            "code, kod, erasmuskod, partner code, pic, oid, schac",
            _("Or another code: PIC, OID, SCHAC. It finds the partner however its name is written."),
        ),
        headed(
            "partner",
            _("Partner"),
            "partner university, partner institution, institution, university, organisation, larosate, "
            "partneruniversitet, universitet",
        ),
        headed("country", _("Country"), "land, country code", _("Tells partners of one name apart.")),
    ),
    *of_section(
        PERSON,
        headed("name", _("Name"), "contact name, contact person, full name, namn, kontaktperson, kontakt, contact"),
        headed("first_name", _("First name"), "given name, fornamn", _("Where the name stands in two columns.")),
        headed("last_name", _("Last name"), "family name, surname, efternamn"),
        headed("role", _("Role"), "title, function, position, roll, titel, befattning, funktion", has_values=True),
        headed(
            "partner_unit",
            _("Their unit"),
            "unit, department, faculty, office, enhet, avdelning, institution hos partnern, fakultet",
        ),
    ),
    *of_section(
        REACHED,
        headed("email", _("E-mail address"), "email, e mail, mail, e post, epost, e postadress, mejl, mailadress"),
        headed("phone", _("Telephone"), "phone, telephone number, phone number, mobile, tel, telefon, telefonnummer"),
        headed("valid_from", _("Valid from"), "from, since, start, giltig fran, galler fran, fran, startdatum"),
        headed("valid_to", _("Valid to"), "to, until, valid until, end, giltig till, galler till, till, slutdatum"),
        headed(
            "remarks",
            _("Remarks"),
            "remark, comment, comments, notes, anmarkning, anteckning, anteckningar, kommentar, notering",
        ),
    ),
)


def roles() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in ContactRole.choices]


VOCABULARIES = {
    "role": Vocabulary(
        roles,
        {
            "coordinator": (
                *("erasmus coordinator", "institutional erasmus coordinator", "ic", "koordinator"),
                *("erasmuskoordinator", "samordnare"),
            ),
            "international_office": ("io", "iro", "ir office", "international relations office", "exchange office"),
            "academic": ("departmental coordinator", "professor", "faculty", "larare", "akademisk kontakt"),
            "nominations": ("nomination", "incoming", "incoming students", "nominering", "nomineringar", "inresande"),
            "signatory": ("legal representative", "rector", "president", "undertecknare", "firmatecknare", "rektor"),
        },
        otherwise="other",
    )
}
