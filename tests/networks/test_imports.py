"""Members out of a spreadsheet: of several networks, found by code or name, refused row by row, never doubled."""

from datetime import date

import pytest

from core.errors import RightMissing
from core.imports.importer import importer_named
from core.imports.mapping import MappingIncomplete
from core.imports.runs import import_table, rehearse
from core.spreadsheets.reading import read_table, read_table_file
from networks.enums import MemberRole
from networks.models import NetworkMembership
from tests.core.hostile_files import workbook_of
from tests.networks.factories import NetworkFactory, NetworkMembershipFactory
from tests.partners.factories import InstitutionFactory
from tests.real_data import FOLDER
from tests.reference.factories import CountryFactory

pytestmark = pytest.mark.django_db
IMPORTER = importer_named("network-members")
HEADINGS = ["Network", "Institution", "Code", "Role", "Member since", "Member until", "Source"]


@pytest.fixture
def lodz():
    return InstitutionFactory(
        name="Lodz University of Technology",
        native_name="Politechnika Łódzka",
        erasmus_code="PL LODZ02",
        country=CountryFactory(iso2="PL"),
        aliases=["TUL"],
    )


@pytest.fixture
def network():
    return NetworkFactory(name_en="Baltic University Programme", short_name="BUP")


def reference_list():
    path = FOLDER.parent / "reference" / "network_members.csv"
    if not path.exists():
        pytest.skip("the reference list does not lie beside the project")
    return path


def read(*rows, headings=HEADINGS):
    table = read_table(workbook_of([headings, *rows]))
    return table, IMPORTER.propose(table)


def told(plan):
    return [(str(row.action), [*row.reasons, *row.notes]) for row in plan.rows]


def test_a_dirty_list_is_told_row_by_row(lodz, network):
    gone = InstitutionFactory(name="Gdansk Academy")
    NetworkMembershipFactory(network=network, institution=gone, since=date(2010, 1, 1), until=date(2020, 12, 31))
    table, mapping = read(
        ["bup", "politechnika lodzka", "", "Coordinating secretariat", "2024", "tillsvidare", "Their site"],
        ["BUP", "TUL", "", "", "2024-01-01", "", ""],
        ["BUP", "", "PL  LODZ02", "member", "2015", "2023", ""],
        ["BUP", "Gdansk Academy", "", "member", "2020-06-01", "", ""],
        ["BUP", "Gdansk Academy", "", "member", "2021", "", ""],
        ["BUP", "Lodz Universty of Tecnology", "", "", "", "", ""],
        ["Atlantis Network", "TUL", "", "", "", "", ""],
        ["BUP", "Gdansk Academy", "", "", "2030-01-01", "2029-01-01", ""],
        ["BUP", "TUL", "", "", "soon", "", ""],
        ["BUP", "", "", "", "", "", ""],
    )
    plan = rehearse(IMPORTER, table, mapping)
    assert [action for action, _said in told(plan)] == ["create"] + ["refuse"] + ["create"] + ["refuse"] + [
        "create"
    ] + ["refuse"] * 5
    sentences = [" ".join(said) for _action, said in told(plan)]
    assert "already describes" in sentences[1] or "in this period" in sentences[1]
    assert "in this period already" in sentences[3]
    assert "similar: Lodz University of Technology" in sentences[5]
    assert "There is no network called “Atlantis Network”" in sentences[6]
    assert "end before it begins" in sentences[7]
    assert "soon" in sentences[8]


def test_it_comes_in_once_and_a_second_time_changes_nothing(lodz, network, officer):
    rows = (["BUP", "TUL", "", "Associate partner", "2024-05-01", "", "W75"],)
    table, mapping = read(*rows)
    import_table(IMPORTER, table, mapping, actor=officer)
    member = NetworkMembership.objects.get()
    assert (member.role, member.since, member.source) == (MemberRole.ASSOCIATED, date(2024, 5, 1), "W75")
    assert rehearse(IMPORTER, *read(*rows)).changes_nothing
    table, mapping = read(["BUP", "TUL", "", "member", "2024-05-01", "2026-06-30", ""])
    import_table(IMPORTER, table, mapping, actor=officer)
    member.refresh_from_db()
    assert (member.role, member.until, member.source) == (MemberRole.MEMBER, date(2026, 6, 30), "W75")


def test_a_file_that_names_no_network_is_about_the_one_chosen(lodz, network, officer):
    table, mapping = read(["TUL"], headings=["University"])
    with pytest.raises(MappingIncomplete):
        rehearse(IMPORTER, table, mapping)
    mapping.options["network"] = str(network.pk)
    import_table(IMPORTER, table, mapping, actor=officer)
    assert network.memberships.get().institution == lodz


def test_only_the_office_takes_members_in(lodz, network, coordinator):
    table, mapping = read(["BUP", "TUL", "", "", "", "", ""])
    with pytest.raises(RightMissing):
        import_table(IMPORTER, table, mapping, actor=coordinator)
    assert not NetworkMembership.objects.exists()


def test_the_reference_list_is_understood_as_it_is(lodz, officer):
    """Three networks in one file, institutions by English or native name, doubts about single rows kept."""
    ours = InstitutionFactory(name="Blekinge Institute of Technology", country=CountryFactory(iso2="SE"))
    names = ("Bauhaus4EU", "ECIU University", "Baltic University Programme")
    networks = [NetworkFactory(name_en=name) for name in names]
    table = read_table_file(reference_list())
    plan = rehearse(IMPORTER, table, IMPORTER.propose(table))
    known = [row for row in plan.rows if not row.is_refused]
    assert {row.payload.institution for row in known} == {lodz.pk, ours.pk}
    assert {row.payload.network for row in known} == set(networks)
    import_table(IMPORTER, table, IMPORTER.propose(table), actor=officer)
    centre = NetworkMembership.objects.get(institution=lodz, network=networks[2])
    assert (centre.role, centre.is_confirmed) == (MemberRole.NATIONAL_CENTRE, True)
