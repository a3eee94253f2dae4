from datetime import date

import pytest

from agreements.enums import AgreementKind
from reference.loading import load_table, supplied_tables
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory, home
from tests.mobility.factories import MobilityFactory, ParticipantFactory, SchemeFactory


@pytest.fixture
def stay(unit, coordinator):
    """A student of the department, nominated for an autumn term in Poland."""
    return MobilityFactory(
        unit=unit, coordinator=coordinator, participant=ParticipantFactory(given_name="Ada", family_name="Lindqvist")
    )


@pytest.fixture
def stay_elsewhere(other_unit):
    """A stay that must never be seen from the department."""
    return MobilityFactory(unit=other_unit, participant=ParticipantFactory(family_name="Hidden"))


@pytest.fixture
def tables(db):
    """The supplied rules, rates and countries of every call."""
    for table in supplied_tables():
        load_table(table)


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
