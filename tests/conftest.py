"""The people every room's tests share, and their signed-in browsers."""

import pytest
from django.test import Client

from accounts.enums import Role, UnitKind
from accounts.models import Unit, User
from accounts.services import grant_role, save_unit
from core.navigation import remembered
from core.search_text import fold_all
from reference.loading import TABLES
from reference.models import Country, CountryAlias, CountryStatus, ErasmusPrefix
from tests.supplied import load


@pytest.fixture
def university(db):
    return save_unit(
        Unit(code="BTH", kind=UnitKind.UNIVERSITY, name_en="The university", name_sv="Högskolan"), actor=None
    )


@pytest.fixture
def faculty(university):
    return save_unit(
        Unit(code="FC", kind=UnitKind.FACULTY, name_en="Faculty of Computing", parent=university), actor=None
    )


@pytest.fixture
def unit(faculty):
    """The department whose agreements the tests are about."""
    return save_unit(
        Unit(code="DIDA", kind=UnitKind.DEPARTMENT, name_en="Computer Science", parent=faculty), actor=None
    )


@pytest.fixture
def other_unit(university):
    return save_unit(
        Unit(code="DIMA", kind=UnitKind.DEPARTMENT, name_en="Mechanical Engineering", parent=university), actor=None
    )


@pytest.fixture
def person(db):
    """Make a person with a role in a unit: ``person(Role.READER, unit)``."""

    def make(role, unit, name=None, **fields):
        label = name or str(Role(role).label)
        email = f"{role}.{User.objects.count()}@example.org"
        user = User(email=email, name=label, search_text=fold_all(label, email), **fields)
        user.set_unusable_password()
        user.save()
        grant_role(user, unit=unit, role=role, actor=None)
        return user

    return make


@pytest.fixture
def reader(person, university):
    return person(Role.READER, university)


@pytest.fixture
def coordinator(person, unit):
    return person(Role.COORDINATOR, unit)


@pytest.fixture
def outsider(person, other_unit):
    """A coordinator, but of another unit."""
    return person(Role.COORDINATOR, other_unit, name="Outsider")


@pytest.fixture
def head(person, faculty):
    return person(Role.HEAD, faculty)


@pytest.fixture
def officer(person, university):
    return person(Role.OFFICER, university)


@pytest.fixture
def auditor(person, university):
    return person(Role.AUDITOR, university)


@pytest.fixture
def administrator(person, university):
    return person(Role.ADMINISTRATOR, university)


@pytest.fixture
def browser_of():
    """A test client signed in as the given person; anonymous for None (the ``student``).

    It has asked for the numbers of the navigation a moment ago: every room counts for them, which would take longer
    than the page a test is about. ``counts=True`` lets them be counted.
    """

    def sign_in(user=None, *, counts=False):
        client = Client()
        if user is not None:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            if not counts:
                remembered("counts", user, dict)
                remembered("overdue", user, int)
        return client

    return sign_in


@pytest.fixture
def reference_tables(db):
    """The supplied facts about countries: their names in many languages, their status, their code prefixes."""
    load(table for table in TABLES if table.model in (Country, CountryAlias, CountryStatus, ErasmusPrefix))
