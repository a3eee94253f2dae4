"""What can be taken of a membership, under its usual headings in English and Swedish."""

from django.utils.translation import gettext_lazy as _

from core.imports.mapping import Option, headed, of_section
from core.imports.vocabulary import Vocabulary
from networks.enums import MemberRole
from networks.models import Network

WHO, HOW, WHEN = _("Who"), _("As what"), _("When, and who says so")

TARGETS = (
    *of_section(
        WHO,
        headed(
            "network",
            _("Network"),
            "natverk, alliance, allians, consortium, programme",
            _("Left out, the whole file is about the network chosen below."),
        ),
        headed(
            "code",
            _("Erasmus code"),
            "code, kod, erasmuskod, pic, oid, schac",
            _("Or another code: PIC, OID, SCHAC. It finds the institution however its name is written."),
        ),
        headed(
            "institution",
            _("Institution"),
            "institution en, member, university, name, organisation, medlem, larosate, universitet, namn, partner",
        ),
        headed("native", _("Name in its own language"), "institution native, native name, namn pa eget sprak"),
        headed("country", _("Country"), "country iso2, land, country code", _("Tells institutions of one name apart.")),
    ),
    *of_section(
        HOW,
        headed("role", _("Role"), "roll, function, status, type of membership, typ", has_values=True),
        headed("role_note", _("About the role"), "role note, remark, anmarkning"),
    ),
    *of_section(
        WHEN,
        headed("since", _("Member since"), "since, from, joined, start, medlem sedan, fran, startdatum"),
        headed("until", _("Member until"), "until, to, left, end, medlem till, till, slutdatum"),
        headed("source", _("Source"), "kalla, reference"),
        headed("confidence", _("How sure it is"), "confidence, certainty, sakerhet, confirmed, confirmed by a source"),
    ),
)


def networks() -> list[tuple[str, str]]:
    return [(str(row.pk), row.name) for row in Network.objects.order_by("name_en", "pk")]


OPTIONS = (
    Option(
        "network",
        _("Network"),
        _("Of the rows that name none themselves."),
        choices=networks,
    ),
)


def roles() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in MemberRole.choices]


VOCABULARIES = {
    "role": Vocabulary(
        roles,
        {
            "coordinator": ("lead", "lead partner", "koordinator", "samordnare"),
            "secretariat": ("coordinating secretariat", "host of the secretariat", "sekretariat"),
            "national_centre": ("national center", "national coordinator", "nationellt centrum"),
            "member": (
                "participating university",
                "full member",
                "partner",
                "member non associated country",
                "medlem",
                "deltagande larosate",
            ),
            "associated": (
                "associate partner",
                "associate member",
                "associate partner overseas",
                "associerad partner",
                "associerad medlem",
            ),
        },
        otherwise="member",
    )
}
SURE = {"sourced", "yes", "true", "1", "ja", "confirmed", "bekraftad"}
