from datetime import date

import pytest
from django.db import transaction

from agreements.enums import AgreementKind
from mobility.rules.book import RuleBook
from reference.loading import load_table, supplied_tables
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory, home
from tests.mobility.factories import SchemeFactory
from tests.supplied import load

CALLS = range(2021, 2027)


@pytest.fixture(scope="session")
def book_of(django_db_setup, django_db_blocker):
    """The rule book of a call year from the supplied tables; read once, so that worked cases ask no database."""
    with django_db_blocker.unblock(), transaction.atomic():
        for table in supplied_tables():
            load_table(table)
        books = {call: RuleBook.of_call(call) for call in CALLS}
        transaction.set_rollback(True)
    return books.get


@pytest.fixture
def tables(db):
    """The supplied rules, rates and countries of every call."""
    load(supplied_tables())


@pytest.fixture
def lodz(db):
    home()
    return InstitutionFactory(
        name="Politechnika Lodzka", city="Lodz", charter_starts_on=date(2021, 1, 1), charter_ends_on=date(2027, 12, 31)
    )


@pytest.fixture
def condition(unit, lodz):
    """Two of our students a year go to Lodz."""
    agreement = AgreementFactory(kind=AgreementKind.ERASMUS, responsible_unit=unit, partners=[lodz])
    return ConditionFactory(agreement=agreement, people_per_year=2, eqf_levels=[6, 7])


@pytest.fixture
def exchange(db):
    """A scheme without rules of a programme: agreement, period and places alone are checked."""
    return SchemeFactory(code="bilateral", name_en="Bilateral exchange", rules="", needs_agreement=True)
