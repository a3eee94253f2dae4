"""The list of charter holders, edition after edition."""

from io import StringIO

import pghistory.models
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from core.errors import RightMissing
from core.imports.importer import importer_named
from core.imports.mapping import MappingIncomplete
from core.imports.runs import import_table, rehearse
from core.spreadsheets.reading import read_table
from partners.enums import InstitutionStatus
from partners.models import FormerCode, Institution
from partners.services import create_institution, update_institution
from partners.services.merging import merge_institutions
from tests.core.hostile_files import workbook_of
from tests.real_data import real_file

pytestmark = pytest.mark.usefixtures("reference_tables")

HEADINGS = [
    "Proposal number",
    "Erasmus Code",
    "PIC",
    "OID",
    "Legal Name",
    "Street",
    "Post Cd",
    "City",
    "Country Cd",
    "Website Url",
    "Erasmus Eche Start",
    "Erasmus Eche End",
]
BTH = {
    "Proposal number": "101014580",
    "Erasmus Code": "S\xa0 KARLSKR01",
    "PIC": "999589172",
    "OID": "E10212809",
    "Legal Name": "BLEKINGE TEKNISKA HOGSKOLA",
    "Street": "CAMPUS GRASVIK",
    "Post Cd": "371 79",
    "City": "KARLSKRONA",
    "Country Cd": "SE",
    "Website Url": "www.bth.se",
    "Erasmus Eche Start": "2021-01-01",
    "Erasmus Eche End": "2029-12-31",
}
ATHENS = BTH | {
    "Erasmus Code": "G  ATHINE01",
    "PIC": "999643007",
    "Legal Name": "ETHNIKO KAI KAPODISTRIAKO PANEPISTIMIO ATHINON",
    "City": "Nowhereville",
    "Country Cd": "EL",
    "Website Url": "",
}


def holders(*rows) -> bytes:
    """A list as the Commission publishes it: a blank row above the headings."""
    return workbook_of([[""], HEADINGS, *([row[heading] for heading in HEADINGS] for row in rows)])


def take_in(*rows, edition="2026-04-08", actor=None):
    importer, table = importer_named("charter"), read_table(holders(*rows))
    mapping = importer.propose(table, file_name=f"holders_{edition}.xlsx")
    return import_table(importer, table, mapping, actor=actor, file_name=f"holders_{edition}.xlsx")


def rehearsed(*rows, edition="2026-04-08"):
    importer, table = importer_named("charter"), read_table(holders(*rows))
    return rehearse(importer, table, importer.propose(table, file_name=f"{edition}.xlsx"))


def actions(plan):
    return [(row.number, str(row.action)) for row in plan.rows]


def events() -> int:
    return apps.get_model("partners", "InstitutionEvent").objects.count()


def test_a_holder_becomes_a_readable_institution():
    take_in(BTH)
    found = Institution.objects.get()
    assert (found.erasmus_code, found.pic, found.oid) == ("S  KARLSKR01", "999589172", "E10212809")
    assert (found.name, found.legal_name) == ("Blekinge Tekniska Högskola", "BLEKINGE TEKNISKA HOGSKOLA")
    assert (found.city, found.country_id, found.coordinates_precision) == ("Karlskrona", "SE", "city")
    assert found.website == "https://www.bth.se"
    assert found.status == InstitutionStatus.LISTED
    assert Institution.objects.matching("bleking karlskr01").get() == found


def test_a_city_nobody_knows_is_placed_by_its_country():
    take_in(ATHENS)
    found = Institution.objects.get()
    assert (found.country_id, found.coordinates_precision) == ("GR", "country")
    assert found.latitude is not None


def test_the_rehearsal_tells_everything_and_writes_nothing():
    plan = rehearsed(BTH, ATHENS)
    assert actions(plan) == [(3, "create"), (4, "create")]
    assert not Institution.objects.exists()


def test_the_second_time_changes_nothing_and_says_so():
    take_in(BTH, ATHENS)
    written = events()
    plan = take_in(BTH, ATHENS)
    assert plan.counts() == {"create": 0, "update": 0, "unchanged": 2, "refuse": 0}
    assert any("nothing is to be changed" in str(remark) for remark in plan.remarks)
    assert events() == written


def test_a_later_edition_updates_what_changed():
    take_in(BTH, ATHENS)
    plan = take_in(BTH | {"Street": "Campus Gräsvik 1"}, ATHENS, edition="2027-01-15")
    assert actions(plan) == [(3, "update"), (4, "unchanged")]
    assert plan.rows[0].notes == ["street: Campus Grasvik → Campus Gräsvik 1"]
    assert Institution.objects.get(erasmus_code="S  KARLSKR01").street == "Campus Gräsvik 1"


def test_what_people_corrected_stays_until_the_list_says_something_new():
    take_in(BTH)
    update_institution(
        Institution.objects.get(), actor=None, name="Blekinge Institute of Technology", city="Karlskrona C"
    )
    plan = take_in(BTH, edition="2027-01-15")
    assert actions(plan) == [(3, "unchanged")]
    take_in(BTH | {"City": "RONNEBY"}, edition="2027-02-15")
    found = Institution.objects.get()
    assert (found.name, found.city) == ("Blekinge Institute of Technology", "Ronneby")


def test_a_holder_that_disappeared_is_told_marked_and_kept():
    take_in(BTH, ATHENS)
    plan = take_in(BTH, edition="2027-01-15")
    assert [section.items for section in plan.sections] == [
        ["Ethniko kai Kapodistriako Panepistimio Athinon (G  ATHINE01)"]
    ]
    gone = Institution.objects.get(erasmus_code="G  ATHINE01")
    assert str(gone.charter_missing_since) == "2027-01-15"
    again = take_in(BTH, ATHENS, edition="2027-03-15")
    assert actions(again) == [(3, "unchanged"), (4, "update")]
    gone.refresh_from_db()
    assert gone.charter_missing_since is None


def test_a_holder_with_a_new_code_is_found_by_its_pic_and_keeps_the_old_code_as_a_name():
    take_in(BTH)
    plan = take_in(BTH | {"Erasmus Code": "S  KARLSKR02"}, edition="2027-01-15")
    assert actions(plan) == [(3, "update")]
    assert "S  KARLSKR01" in plan.rows[0].doubts[0]
    found = Institution.objects.get()
    assert found.erasmus_code == "S  KARLSKR02"
    assert list(FormerCode.objects.values_list("code", flat=True)) == ["S  KARLSKR01"]
    assert Institution.objects.matching("karlskr01").get() == found


def test_an_institution_that_people_entered_is_found_by_name_and_filled_in():
    known = create_institution(actor=None, name="Blekinge tekniska högskola", country_id="SE", city="Karlshamn")
    plan = take_in(BTH)
    assert actions(plan) == [(3, "update")]
    known.refresh_from_db()
    assert (known.erasmus_code, known.name, known.city) == ("S  KARLSKR01", "Blekinge tekniska högskola", "Karlshamn")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"Erasmus Code": "???"}, "“???” is not an Erasmus code."),
        ({"Legal Name": ""}, "The name is missing."),
        ({"Country Cd": "QQ"}, "“QQ” is not a country code the portal knows."),
        ({"Erasmus Eche End": "soon"}, "“soon” is not a date."),
        ({"Erasmus Eche End": "2020-01-01"}, "The charter ends before it begins."),
    ],
)
def test_a_bad_row_is_refused_and_the_good_ones_are_taken(change, sentence):
    plan = take_in(BTH | change, ATHENS)
    assert actions(plan) == [(3, "refuse"), (4, "create")]
    assert plan.rows[0].reasons == [sentence]
    assert Institution.objects.get().erasmus_code == "G  ATHINE01"


def test_two_rows_of_one_code_are_told():
    plan = rehearsed(BTH, BTH | {"PIC": "999999999"})
    assert plan.rows[1].reasons == ["Row 3 already describes S  KARLSKR01."]


def test_a_pic_of_somebody_else_is_refused():
    take_in(BTH, ATHENS)
    plan = rehearsed(BTH, ATHENS | {"PIC": BTH["PIC"]})
    assert [reason for reason in plan.rows[1].reasons if "Blekinge" in reason]


def test_a_refused_holder_does_not_count_as_disappeared():
    take_in(BTH, ATHENS)
    plan = take_in(BTH, ATHENS | {"Erasmus Eche End": "soon"}, edition="2027-01-15")
    assert plan.sections == []
    assert Institution.objects.filter(charter_missing_since__isnull=False).count() == 0


def test_an_older_edition_is_refused():
    take_in(BTH, edition="2027-01-15")
    with pytest.raises(MappingIncomplete, match="older"):
        take_in(BTH, edition="2026-04-08")


def test_another_table_is_refused_with_what_is_missing():
    importer, table = importer_named("charter"), read_table(b"Name;City\nA;B\n")
    with pytest.raises(MappingIncomplete, match="not the list of charter holders"):
        rehearse(importer, table, importer.propose(table))


def test_only_the_office_imports(coordinator, officer):
    with pytest.raises(RightMissing):
        take_in(BTH, actor=coordinator)
    take_in(BTH, actor=officer)
    assert Institution.objects.count() == 1


def test_history_says_who_imported_which_file(officer):
    take_in(BTH, actor=officer)
    [event] = pghistory.models.Events.objects.tracks(Institution.objects.get())
    assert (event.pgh_context["action"], event.pgh_context["note"]) == ("imported", "holders_2026-04-08.xlsx")
    assert event.pgh_context["actor"] == officer.pk


def test_the_command_rehearses_and_writes_only_with_commit(tmp_path):
    path = tmp_path / "holders_2026-04-08.xlsx"
    path.write_bytes(holders(BTH))
    out = StringIO()
    call_command("import_eche", str(path), stdout=out)
    assert "nothing was written" in out.getvalue()
    assert not Institution.objects.exists()
    call_command("import_eche", str(path), "--commit", stdout=out)
    assert Institution.objects.count() == 1


def test_the_command_says_in_a_sentence_what_is_wrong(tmp_path):
    path = tmp_path / "holders.xlsx"
    path.write_bytes(b"%PDF-1.7 not a table")
    with pytest.raises(CommandError, match="This is a PDF file"):
        call_command("import_eche", str(path))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_eche", str(tmp_path / "nowhere.xlsx"))


def test_the_real_list_comes_in_whole():
    path, out = real_file("eche_holders_2026-04-08.xlsx"), StringIO()
    call_command("import_eche", str(path), "--commit", stdout=out)
    assert Institution.objects.count() == 6142
    assert not Institution.objects.exclude(erasmus_code__regex=r"^[A-Z]{1,3} {0,2}[A-Z' -]+\d{1,3}$").exists()
    assert not Institution.objects.filter(latitude__isnull=True).exists()
    assert Institution.objects.filter(coordinates_precision="city").count() > 5700
    assert Institution.objects.filter(country_id__in=["EL", "UK"]).count() == 0
    assert not [
        name for name in Institution.objects.values_list("name", flat=True) if len(name) > 20 and name.isupper()
    ]
    written = events()
    call_command("import_eche", str(path), "--commit", stdout=out)
    assert "nothing is to be changed" in out.getvalue()
    assert events() == written


LUND = BTH | {"Erasmus Code": "S  LUND01", "PIC": "777777777", "Legal Name": "LUNDS UNIVERSITET", "City": "LUND"}
OTHER = LUND | {"Erasmus Code": "S  LUND09", "PIC": "888888888", "Legal Name": "SCANIAN COLLEGE"}


def test_a_merged_holder_is_not_made_again_by_its_old_code():
    take_in(LUND, OTHER)
    kept, double = (Institution.objects.get(erasmus_code=code) for code in ("S  LUND01", "S  LUND09"))
    merge_institutions(kept, double, actor=None)
    written = events()
    plan = take_in(LUND, OTHER | {"Street": "Elsewhere 1"}, edition="2027-01-15")
    assert actions(plan) == [(3, "unchanged"), (4, "unchanged")]
    assert "This is a former code of Lunds Universitet" in plan.rows[1].doubts[0]
    assert (Institution.objects.count(), events()) == (2, written)
    assert plan.sections == []


def test_a_holder_known_by_its_old_code_alone_does_not_count_as_disappeared():
    take_in(LUND, OTHER)
    kept, double = (Institution.objects.get(erasmus_code=code) for code in ("S  LUND01", "S  LUND09"))
    merge_institutions(kept, double, actor=None)
    take_in(OTHER, edition="2027-01-15")
    assert not Institution.objects.filter(charter_missing_since__isnull=False).exists()
