"""Watched dates whose story is old enough to owe every step."""

from datetime import UTC, date, datetime

import pytest

from agreements.enums import DocumentKind
from agreements.models import Agreement, Document
from partners.enums import CoordinatesPrecision
from partners.models import Institution
from reminders.models import WatchedKind
from reminders.sources import _sources as registered
from reminders.sources import source, sources
from tests.agreements.factories import AgreementFactory, DocumentFactory

LONG_AGO = date(2020, 1, 1)
TODAY = date(2027, 3, 1)


@pytest.fixture
def without_factsheets(monkeypatch):
    """Partners ask for no factsheet: each agreement's partner would bring a date of its own."""
    monkeypatch.delitem(registered, "partners.factsheet")


@pytest.fixture
def watched_for_years(db):
    """Every source has been watched for years: the baseline of a first sweep is a test of its own."""
    for each in sources():
        WatchedKind.objects.update_or_create(source=each.name, defaults={"started_on": LONG_AGO})


@pytest.fixture
def ends_alone(monkeypatch):
    """The ends of agreements are the only dates: for tests of many nights, each of which asks every kind of date."""
    monkeypatch.setattr("reminders.sources._sources", {"agreements.end": source("agreements.end")})


@pytest.fixture
def old_agreement(unit, coordinator):
    """Make an agreement that has been in the register for years: ``old_agreement(ends_on=…)``. No check finds fault."""

    def make(**fields):
        agreement = AgreementFactory(**{"responsible_unit": unit, "coordinator": coordinator, **fields})
        DocumentFactory(agreement=agreement, kind=DocumentKind.SIGNED_COPY)
        Institution.objects.update(latitude=50, longitude=20, coordinates_precision=CoordinatesPrecision.CITY)
        Agreement.objects.filter(pk=agreement.pk).update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
        Document.objects.filter(agreement=agreement).update(uploaded_at=datetime(2020, 1, 1, tzinfo=UTC))
        agreement.refresh_from_db()
        return agreement

    return make
