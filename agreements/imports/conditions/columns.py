"""What can be taken of a condition, under its usual headings in English and Swedish, and what is decided for a file."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.imports.mapping import Option, headed, of_section

WHICH, ENDS, WHAT, CONTENT = (
    _("Which agreement"),
    _("Who goes where"),
    _("What and how much"),
    _("Fields and languages"),
)
REFUSED, AS_AGREED = "refuse", "agreed"

TARGETS = (
    *of_section(
        WHICH,
        headed("number", _("Registration number"), "agreement number, number, diarienummer, dnr, avtalsnummer, nummer"),
        headed("reference", _("Their reference"), "partner reference, reference, deras referens, referens"),
        headed(
            "code",
            _("Erasmus code of the partner"),
            "erasmus code, partner code, erasmuskod, code, kod",
            _("With the partner it finds the agreement where no number is given."),
        ),
        headed("partner", _("Partner"), "partner university, partner institution, partneruniversitet, larosate"),
        headed("partner_unit", _("Partner's faculty or unit"), "their unit, deras enhet"),
        headed(
            "agreement_kind", _("Kind of agreement"), "agreement type, programme, avtalstyp, program", has_values=True
        ),
        headed("agreement", _("Agreement in the portal"), "", _("The portal's own export has it.")),
    ),
    *of_section(
        ENDS,
        headed(
            "direction",
            _("Direction"),
            "in out, incoming outgoing, riktning",
            _("Without it, sender and receiver tell."),
            has_values=True,
        ),
        headed(
            "sender",
            _("Sender"),
            "sending institution, sending hei, sending institution erasmus code, from, home institution, avsandare, "
            "sandande larosate, fran",
            _("Erasmus code, SCHAC code or name."),
        ),
        headed(
            "receiver",
            _("Receiver"),
            "receiving institution, receiving hei, receiving institution erasmus code, to, host institution, "
            "mottagare, mottagande larosate, till",
            _("Erasmus code, SCHAC code or name."),
        ),
        headed("sender_unit", _("Unit that sends (its code)"), "sending unit, sending ounit id, sandande enhet"),
        headed("receiver_unit", _("Unit that receives (its code)"), "receiving unit, receiving ounit id"),
        headed("sender_contact", _("Contact at the sender"), "sending contact", _("By name or e-mail address.")),
        headed("receiver_contact", _("Contact at the receiver"), "receiving contact", _("By name or e-mail address.")),
    ),
    *of_section(
        WHAT,
        headed(
            "kind",
            _("Kind of mobility"),
            "mobility type, type of mobility, mobility, activity, kind, type, typ av mobilitet, mobilitet, typ",
            is_required=True,
            has_values=True,
        ),
        headed(
            "first_year",
            _("First academic year"),
            "academic year, academic years, from academic year, valid from, start year, forsta lasaret, lasar",
            _("Two years with a dash between them are first and last."),
        ),
        headed("last_year", _("Last academic year"), "to academic year, valid to, end year, sista lasaret"),
        headed(
            "people_per_year",
            _("People a year"),
            "mobilities per year, number of students, number of mobilities, number of persons, places, students, "
            "number, quantity, antal, antal personer, platser",
        ),
        headed("total_months", _("Months in all"), "total months per year, total months, manader totalt"),
        headed("total_days", _("Days in all"), "total days per year, total days, dagar totalt"),
        headed(
            "each",
            _("Months or days for each"),
            "duration, months per student, months each, length, langd, manader per student",
            _("Months of a student, days of staff; multiplied by the people of a year."),
        ),
        headed("is_blended", _("Blended"), "blended mobility, blandad", has_values=True),
    ),
    *of_section(
        CONTENT,
        headed(
            "levels", _("Levels"), "eqf level, eqf levels, level of studies, study cycle, cycle, niva", has_values=True
        ),
        headed(
            "fields",
            _("Fields of education"),
            "isced, isced f, isced code, isced f code, subject area code, field of study, isced kod, amnesomrade",
            _("Four digits each; several may stand in one cell."),
        ),
        headed("clarification", _("In the partners’ own words"), "isced clarification, subject area, subject, amne"),
        headed("languages", _("Languages"), "language, language of instruction, recommended language skill, sprak"),
        headed("language_level", _("Level of the language"), "language level, cefr, cefr level, sprakniva"),
        headed("second_language", _("Second language"), "language 2, andra spraket"),
        headed("second_level", _("Level of the second language"), "language level 2, cefr 2"),
        headed("terms", _("Other terms"), "other info terms, other information, remarks, comments, ovriga villkor"),
        headed("condition", _("Condition in the portal"), "", _("The portal's own export has it.")),
    ),
)


def _in_force() -> list[tuple[str, str]]:
    return [
        (REFUSED, gettext("Leave their conditions as they are")),
        (AS_AGREED, gettext("Add what was agreed when they were concluded")),
    ]


OPTIONS = (
    Option(
        "in_force",
        _("Agreements in force, or over"),
        _("They change by an amendment. Added to are only agreements of a register that were never amended."),
        default=REFUSED,
        choices=_in_force,
        is_required=True,
    ),
)
