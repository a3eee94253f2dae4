"""The demonstration's university: its units, and one person for each role, named by it."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, demo_email
from accounts.enums import Role, UnitKind
from accounts.models import Unit, User
from accounts.services import create_user, grant_role, save_unit, update_user
from accounts.substitutes import name_substitute
from core.demo import builds_demo

# (code, above, kind, English, Swedish)
UNITS = [
    ("BTH", None, UnitKind.UNIVERSITY, "Blekinge Institute of Technology", "Blekinge Tekniska Högskola"),
    ("IO", "BTH", UnitKind.OFFICE, "International Office", "Internationella kontoret"),
    ("FC", "BTH", UnitKind.FACULTY, "Faculty of Computing", "Fakulteten för datavetenskaper"),
    ("DIDA", "FC", UnitKind.DEPARTMENT, "Department of Computer Science", "Institutionen för datavetenskap"),
    ("DIPT", "FC", UnitKind.DEPARTMENT, "Department of Software Engineering", "Institutionen för programvaruteknik"),
    (
        "DITE",
        "FC",
        UnitKind.DEPARTMENT,
        "Department of Technology and Aesthetics",
        "Institutionen för teknik och estetik",
    ),
    ("FE", "BTH", UnitKind.FACULTY, "Faculty of Engineering", "Fakulteten för teknikvetenskaper"),
    ("DIMA", "FE", UnitKind.DEPARTMENT, "Department of Mechanical Engineering", "Institutionen för maskinteknik"),
    ("DITM", "FE", UnitKind.DEPARTMENT, "Department of Mathematics", "Institutionen för matematik"),
    ("DIEK", "FE", UnitKind.DEPARTMENT, "Department of Industrial Economics", "Institutionen för industriell ekonomi"),
    ("DIFP", "FE", UnitKind.DEPARTMENT, "Department of Spatial Planning", "Institutionen för fysisk planering"),
    (
        "DIHU",
        "FE",
        UnitKind.DEPARTMENT,
        "Department of Sustainable Development",
        "Institutionen för hållbar utveckling",
    ),
    ("DIHA", "FE", UnitKind.DEPARTMENT, "Department of Health", "Institutionen för hälsa"),
]

# Colleagues who keep agreements but are no demonstration accounts: (name, local part, role, unit)
COLLEAGUES = [
    ("Coordinator, Software Engineering", "coordinator-software", Role.COORDINATOR, "DIPT"),
    ("Coordinator, Mathematics", "coordinator-mathematics", Role.COORDINATOR, "DITM"),
    ("Coordinator, Industrial Economics", "coordinator-economics", Role.COORDINATOR, "DIEK"),
    ("Coordinator, Spatial Planning", "coordinator-planning", Role.COORDINATOR, "DIFP"),
    ("Coordinator, Health", "coordinator-health", Role.COORDINATOR, "DIHA"),
    ("Dean of Engineering", "dean-engineering", Role.HEAD, "FE"),
    ("Head of Computer Science", "head-computing", Role.HEAD, "DIDA"),
]

# (who is away, who stands in, days from this Monday to the first and to the last day, note)
ABSENCES = [
    ("vice-chancellor", "dean", -28, -17, "Visiting partners in Japan"),
    ("coordinator-health", "coordinator", 0, 11, "Karolinska may answer about the new places"),
    ("dean-engineering", "dean", -3, 10, "Parental leave, half of it"),
    ("dean", "vice-chancellor", 35, 39, "Conference"),
]

SPEAKS_SWEDISH = "auditor"


@builds_demo(floor=1)
def build() -> str:
    units = _units()
    password = make_password(DEMO_PASSWORD)  # made once: a dozen would take seconds
    for name, local_part, role, unit in DEMO_ACCOUNTS:
        _person(name, local_part, role, units[unit], password)
    for name, local_part, role, unit in COLLEAGUES:
        _person(name, local_part, role, units[unit], None)
    _absences()
    return f"{Unit.objects.count()} units and {User.objects.count()} people, two of them away"


def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for code, above, kind, name_en, name_sv in UNITS:
        unit = Unit(code=code, parent=units.get(above), kind=kind, name_en=name_en, name_sv=name_sv)
        unit.email = f"{code.lower()}@example.org"
        units[code] = save_unit(unit, actor=None)
    return units


def _person(name, local_part, role, unit, password):
    language = "sv" if local_part == SPEAKS_SWEDISH else "en"
    user = create_user(email=demo_email(local_part), name=name, actor=None, language=language)
    if password:
        update_user(user, actor=None, password=password)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    grant_role(user, unit=unit, role=role, actor=None)


def _absences():
    """One over, two now, one to come."""
    people = {user.email: user for user in User.objects.all()}
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    for away, substitute, first, last, note in ABSENCES:
        name_substitute(
            people[demo_email(away)],
            actor=None,
            substitute=people[demo_email(substitute)],
            starts_on=monday + timedelta(days=first),
            ends_on=monday + timedelta(days=last),
            note=note,
            today=monday + timedelta(days=first),
        )
