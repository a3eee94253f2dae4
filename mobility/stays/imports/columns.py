"""What a list of nominated people may hold, and how else partners write it (KA131-61)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit
from core.imports.days import NotADay, start_day
from core.imports.mapping import Option, headed
from core.imports.vocabulary import Vocabulary
from mobility.enums import Activity, Term
from mobility.models import Scheme
from partners.models import Institution
from reference.academic_years import AcademicYear
from reference.enums import EqfLevel

TARGETS = (
    headed("name", gettext_lazy("Name"), "full name, student name, student, name of student, namn, nominee"),
    headed("given_name", gettext_lazy("Given name"), "first name, first names, fornamn, prenom, vorname, nombre"),
    headed("family_name", gettext_lazy("Family name"), "surname, last name, efternamn, nom, nachname, apellidos"),
    headed("email", gettext_lazy("E-mail"), "email, e mail address, mail, e post, epost, student email"),
    headed("born_on", gettext_lazy("Date of birth"), "birth date, birthdate, dob, birthday, fodelsedatum, born"),
    headed("nationality", gettext_lazy("Nationality"), "citizenship, nationalitet, medborgarskap, country"),
    headed("person_code", gettext_lazy("Own code"), "student number, student id, matriculation number, id number"),
    headed("level", gettext_lazy("Level"), "level of study, study level, cycle, niva, degree", has_values=True),
    headed("field", gettext_lazy("Field"), "field of study, isced, isced code, subject area, amne, programme"),
    headed("starts_on", gettext_lazy("First day"), "from, start, start date, arrival, startdatum"),
    headed("ends_on", gettext_lazy("Last day"), "to, until, end, end date, departure, slutdatum"),
    headed("partner", gettext_lazy("Partner"), "home university, home institution, sending institution, university"),
)


def levels() -> list[tuple[str, str]]:
    return [(str(level), str(EqfLevel(level).label)) for level in EqfLevel.higher_education]


VOCABULARIES = {
    "level": Vocabulary(
        levels,
        {
            "6": ("bachelor", "ba", "bsc", "undergraduate", "first cycle", "1st cycle", "eqf 6", "kandidat", "ug", "b"),
            "7": ("master", "ma", "msc", "graduate", "postgraduate", "second cycle", "2nd cycle", "eqf 7", "pg", "m"),
            "8": ("phd", "doctoral", "doctorate", "third cycle", "3rd cycle", "eqf 8", "doktorand"),
            "5": ("short cycle", "eqf 5", "hogskoleexamen"),
        },
    )
}


def partners() -> list[tuple[str, str]]:
    rows = Institution.objects.partners().order_by("sort_key").values_list("pk", "name")
    return [(str(key), name) for key, name in rows]


def units() -> list[tuple[str, str]]:
    return [(str(unit.pk), unit.name) for unit in Unit.objects.filter(is_active=True).order_by("path")]


def schemes() -> list[tuple[str, str]]:
    return [(str(scheme.pk), str(scheme)) for scheme in Scheme.objects.filter(is_offered=True)]


def activities() -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in Activity.choices if value not in Activity.of_staff]


def terms() -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in Term.choices]


def years() -> list[tuple[str, str]]:
    this = AcademicYear.current().first_year
    return [(str(year), str(AcademicYear(year))) for year in range(this - 1, this + 3)]


def not_a_day(value: str) -> str | None:
    try:
        start_day(value)
    except NotADay:
        return _("“%(value)s” is not a date.") % {"value": value}
    return None


OPTIONS = (
    Option(
        "partner", gettext_lazy("Partner who nominates"), gettext_lazy("For rows that name none."), choices=partners
    ),
    Option("unit", gettext_lazy("Our unit"), choices=units, is_required=True),
    Option("scheme", gettext_lazy("Scheme"), choices=schemes, is_required=True),
    Option("activity", gettext_lazy("Activity"), choices=activities, default=Activity.STUDIES, is_required=True),
    Option("academic_year", gettext_lazy("Academic year"), choices=years, is_required=True),
    Option("term", gettext_lazy("Term"), choices=terms, default=Term.AUTUMN, is_required=True),
    Option("starts_on", gettext_lazy("First day"), gettext_lazy("For rows that say none."), check=not_a_day),
    Option("ends_on", gettext_lazy("Last day"), gettext_lazy("For rows that say none."), check=not_a_day),
)
