"""The rules of due diligence, the partners they are about, and those who decide."""

import pytest

from accounts.enums import Role
from partners.enums import Concern
from partners.models import AssessmentQuestion
from partners.services.assessments import AnswerValues, move_assessment, start_assessment
from partners.supplied import TABLES
from reference.loading import load_table
from tests.partners.factories import InstitutionFactory
from tests.reference.factories import CountryFactory, CountryStatusFactory


@pytest.fixture
def rules(db):
    """The supplied rules: Poland and Hungary are programme countries, Russia, Belarus and China are outside."""
    for code in ("RU", "BY", "CN"):
        CountryFactory(iso2=code)
    for code in ("PL", "HU"):
        CountryStatusFactory(country=CountryFactory(iso2=code))
    for table in TABLES:
        load_table(table)


@pytest.fixture
def nanjing(rules):
    """A partner outside the programme countries: agreements with it wait for an assessment."""
    return InstitutionFactory(name="Nanjing University", city="Nanjing", country=CountryFactory(iso2="CN"))


@pytest.fixture
def petersburg(rules):
    """A state university in Russia."""
    return InstitutionFactory(name="Petersburg University", city="", country=CountryFactory(iso2="RU"))


@pytest.fixture
def security(person, university):
    return person(Role.SECURITY_COORDINATOR, university)


@pytest.fixture
def vice_chancellor(person, university):
    return person(Role.HEAD, university, name="Vice-chancellor")


@pytest.fixture
def answers():
    """Make an answer to every question asked, with a concern about those named: ``answers(ties="serious")``."""

    def make(**concerns):
        return {
            question.pk: AnswerValues(concerns.get(question.code, Concern.NONE), f"About {question.code}.")
            for question in AssessmentQuestion.objects.filter(is_active=True)
        }

    return make


@pytest.fixture
def draft(nanjing, unit, coordinator, answers):
    """Start an assessment of Nanjing by the coordinator, answered: ``draft(ties="some")`` is of medium risk."""

    def make(institution=None, **concerns):
        return start_assessment(
            institution or nanjing,
            actor=coordinator,
            unit=unit,
            occasion="Exchange in computing",
            answers=answers(**concerns),
        )

    return make


@pytest.fixture
def submitted(draft, coordinator):
    """The same, waiting for its decisions."""

    def make(institution=None, **concerns):
        return move_assessment(draft(institution, **concerns), "submit", actor=coordinator)

    return make
