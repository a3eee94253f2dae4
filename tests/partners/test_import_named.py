"""Names of a public list come in as they are written, once, and say whom they mean (DD-07)."""

from datetime import date

import pytest

from core.errors import RightMissing
from core.imports.importer import importer_named
from core.imports.mapping import MappingIncomplete
from core.imports.runs import import_table, rehearse
from core.spreadsheets.reading import read_table
from partners.due_diligence import standing_of
from partners.models import NamedInstitution
from tests.core.hostile_files import workbook_of
from tests.partners.factories import InstitutionFactory
from tests.reference.factories import CountryFactory

# As somebody types it: a blank row, capitals, a country in Swedish, a date with an hour, a formula, a name twice.
DIRTY = [
    [""],
    ["Institution", "Country", "Since", "Valid to", "Reference"],
    ["CORVINA  EGYETEM ", "HU", "", "", "OJ L 325"],
    ["Szép Alapítvány", "Country HU", "2023-01-31 00:00:00", "", ""],
    ["corvina egyetem", "Hungary", "", "", ""],
    ["", "HU", "", "", ""],
    ["=HYPERLINK(0)", "HU", "", "", ""],
    ["No country", "Atlantis", "", "", ""],
    ["Bad day", "HU", "soon", "", ""],
    ["Backwards", "HU", "2024-01-01", "2023-01-01", ""],
    ["x" * 400, "HU", "", "", ""],
]


@pytest.fixture
def importer(rules):
    CountryFactory(iso2="HU").aliases.create(name="Hungary")
    return importer_named("named_institutions")


def rehearsed(importer, rows=DIRTY, **options):
    table = read_table(workbook_of(rows))
    mapping = importer.propose(table, file_name="list.xlsx")
    mapping.options |= options
    return table, mapping, rehearse(importer, table, mapping)


def test_rehearsal_tells_row_by_row_and_writes_nothing(importer):
    InstitutionFactory(name="Corvina", legal_name="Corvina Egyetem", country=CountryFactory(iso2="HU"))
    _table, _mapping, plan = rehearsed(importer)
    told = [(row.number, str(row.action), row.reasons or row.notes or row.doubts) for row in plan.rows]
    assert told == [
        (3, "create", ["In our register: Corvina."]),
        (4, "create", ["No institution of our register has this name."]),
        (5, "refuse", ["Row 3 already has this name."]),
        (6, "refuse", ["The name is missing."]),
        (7, "create", ["No institution of our register has this name."]),
        (8, "refuse", ["“Atlantis” is not a country the portal knows."]),
        (9, "refuse", ["“soon” is not a date."]),
        (10, "refuse", ["It ends before it begins on 1 Jan 2024."]),
        (11, "refuse", ["A name has at most 300 characters."]),
    ]
    assert not NamedInstitution.objects.exists()


def test_good_rows_come_in_once_and_bar_the_bearer(importer, officer):
    partner = InstitutionFactory(name="Corvina", legal_name="Corvina Egyetem", country=CountryFactory(iso2="HU"))
    table, mapping, _plan = rehearsed(importer)
    import_table(importer, table, mapping, actor=officer, file_name="list.xlsx")
    found = {row.name: (row.valid_from, row.source) for row in NamedInstitution.objects.all()}
    assert found["CORVINA EGYETEM"] == (date(2022, 12, 16), "OJ L 325")
    assert found["Szép Alapítvány"] == (date(2023, 1, 31), "")
    assert len(found) == 3
    assert standing_of(partner).is_barred_from_eu_programmes
    again = import_table(importer, table, mapping, actor=officer)
    assert again.changes_nothing
    assert NamedInstitution.objects.count() == 3
    event = NamedInstitution.pgh_event_model.objects.first()
    assert (event.pgh_context["action"], event.pgh_context["note"]) == ("imported", "list.xlsx")


def test_country_may_be_said_once_for_all(importer):
    _table, _mapping, plan = rehearsed(importer, [["Name"], ["Corvina"]], country="Hungary")
    assert str(plan.rows[0].action) == "create"
    with pytest.raises(MappingIncomplete, match="“Atlantis” is not a country the portal knows"):
        rehearsed(importer, [["Name"], ["Corvina"]], country="Atlantis")


def test_list_must_be_named(importer):
    with pytest.raises(MappingIncomplete):
        rehearsed(importer, list="")
    with pytest.raises(MappingIncomplete, match="Name"):
        rehearsed(importer, [["Something"], ["Corvina"]])


@pytest.mark.parametrize("who", ["reader", "coordinator", "head", "auditor", "security", "administrator"])
def test_only_the_office_takes_names_in(request, importer, who):
    table, mapping, _plan = rehearsed(importer)
    with pytest.raises(RightMissing):
        import_table(importer, table, mapping, actor=request.getfixturevalue(who))
