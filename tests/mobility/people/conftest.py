from datetime import date, datetime, time

import pytest
from django.utils import timezone

from mobility.enums import MobilityState, ProjectState
from mobility.models import StayRetention
from tests.mobility.factories import GrantProjectFactory, MobilityFactory


@pytest.fixture
def rules_of_retention(db):
    """The supplied rules: one year, ten, five, three up to 60 000 euro."""
    rows = [("fallen_through", 1, None), ("case", 10, None), ("records", 5, None), ("records_small", 3, 60_000)]
    return [
        StayRetention.objects.create(because=name, years=years, most_euro=most, sentence_en=name)
        for name, years, most in rows
    ]


def instant(day: date) -> datetime:
    return datetime.combine(day, time(12), timezone.get_default_timezone())


@pytest.fixture
def old_stay(unit):
    """Make a closed stay of the academic year 2010/11, with other facts where given."""

    def make(**fields):
        given = {
            "unit": unit,
            "state": MobilityState.CLOSED,
            "state_since": instant(date(2011, 9, 1)),
            "academic_year": 2010,
            "starts_on": date(2010, 9, 1),
            "ends_on": date(2011, 1, 18),
        }
        return MobilityFactory(**given | fields)

    return make


@pytest.fixture
def closed_project(unit):
    def make(closed_on: date, **fields):
        return GrantProjectFactory(
            unit=unit, state=ProjectState.CLOSED, state_since=instant(closed_on), call_year=2010, **fields
        )

    return make
