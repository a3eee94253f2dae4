"""A partner's list comes in as the partner keeps it (KA131-61)."""

import pytest

from core.imports.importer import importer_named
from core.imports.runs import import_table, rehearse
from core.spreadsheets.reading import read_table
from mobility.models import Mobility, Participant
from tests.agreements.factories import AgreementFactory, ConditionFactory, home
from tests.core.hostile_files import workbook_of
from tests.mobility.factories import MobilityFactory, ParticipantFactory
from tests.reference.factories import CountryFactory

# As somebody types it: a title row, a date in words, capitals, the same person twice, a wrong day, no surname.
MESSY = [
    ["Nominations autumn 2026"],
    ["Student name", "Date of birth", "Citizenship", "Field of study", "Level of study", "E-mail", "Remarks"],
    ["KOWALSKI, Jan", "6 May 2004", "Poland", "Informatyka", "Bachelor", " jan@example.org ", ""],
    ["Anna Maria Nowak", "2003-11-30 00:00:00", "POLAND", "", "BSc", "anna@example.org", "vegetarian"],
    ["Kowalski, Jan", "06.05.2004", "Poland", "", "Bachelor", "JAN@example.org", ""],
    ["Ewa Zielińska", "soon", "Poland", "", "Master", "ewa@example.org", ""],
    ["Cher", "2004-01-01", "Poland", "", "Bachelor", "cher@example.org", ""],
    ["Piotr Lis", "2004-01-01", "Atlantis", "", "Bachelor", "no address", ""],
    ["Ola Here", "2004-01-01", "Poland", "", "Bachelor", "ola@example.org", ""],
]


@pytest.fixture
def options(unit, lodz, exchange):
    CountryFactory(iso2="PL").aliases.get_or_create(name="Poland")
    agreement = AgreementFactory(responsible_unit=unit, partners=[lodz])
    ConditionFactory(agreement=agreement, sender=lodz, receiver=home(), people_per_year=2, eqf_levels=[6])
    return {
        "partner": str(lodz.pk),
        "unit": str(unit.pk),
        "scheme": str(exchange.pk),
        "activity": "student-studies",
        "academic_year": "2026",
        "term": "autumn",
        "starts_on": "2026-09-01",
        "ends_on": "18.01.2027",
    }


def rehearsed(options):
    importer = importer_named("nominations")
    table = read_table(workbook_of(MESSY))
    mapping = importer.propose(table, file_name="nominations.xlsx")
    mapping.options |= options
    return importer, table, mapping, rehearse(importer, table, mapping)


def test_rehearsal_understands_what_it_can_and_refuses_the_rest_by_row(options, unit, lodz, exchange):
    known = ParticipantFactory(given_name="Ola", family_name="Here", email="ola@example.org")
    MobilityFactory(unit=unit, participant=known, partner=lodz, direction="incoming", academic_year=2026, term="autumn")
    *_used, plan = rehearsed(options)
    assert [(row.title, str(row.action)) for row in plan.rows] == [
        ("Jan KOWALSKI", "create"),
        ("Anna Maria Nowak", "create"),
        ("Jan Kowalski", "refuse"),
        ("Ewa Zielińska", "refuse"),
        ("Cher", "refuse"),
        ("Piotr Lis", "refuse"),
        ("Ola Here", "unchanged"),
    ]
    assert "no address" in " ".join(plan.rows[5].reasons)
    assert any("Informatyka" in doubt for doubt in plan.rows[0].doubts)
    assert Mobility.objects.count() == 1


def test_good_rows_become_nominations_once(options, coordinator, lodz):
    importer, table, mapping, _plan = rehearsed(options)
    import_table(importer, table, mapping, actor=coordinator)
    stays = Mobility.objects.order_by("sort_key")
    assert [(str(stay.participant), stay.eqf_level, stay.state, stay.partner) for stay in stays][:2] == [
        ("Ola Here", 6, "nominated", lodz),
        ("Jan KOWALSKI", 6, "nominated", lodz),
    ]
    assert all(stay.condition for stay in stays)
    again = rehearse(importer, table, mapping)
    assert {str(row.action) for row in again.rows} == {"unchanged", "refuse"}
    assert Participant.objects.count() == 3
