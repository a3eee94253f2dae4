"""The benchmark's own database, beside the portal's and never in its place."""

from django.core.management import call_command
from django.db import connection, connections

from accounts.enums import Role, UnitKind
from accounts.models import Unit, User
from accounts.services import create_user, grant_role, save_unit

NAME = "portal_bench"


def create_database():
    """Make an empty database of that name, with the portal's tables and reference data, and point Django at it."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {NAME}")
    connection.close()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = NAME
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)


def drop_database(original_name: str):
    connection.close()
    connection.settings_dict["NAME"] = original_name
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def seed_people() -> User:
    """Twelve units with a coordinator each, and the officer whose pages are measured."""
    root = save_unit(Unit(code="BTH", kind=UnitKind.UNIVERSITY, name_en="The university"), actor=None)
    for number in range(1, 13):
        unit = save_unit(
            Unit(code=f"D{number:02d}", kind=UnitKind.DEPARTMENT, name_en=f"Department {number}", parent=root),
            actor=None,
        )
        person = create_user(email=f"coordinator{number}@example.org", name=f"Coordinator {number}", actor=None)
        grant_role(person, unit=unit, role=Role.COORDINATOR, actor=None)
    officer = create_user(email="officer@example.org", name="International officer", actor=None)
    grant_role(officer, unit=root, role=Role.OFFICER, actor=None)
    return officer
