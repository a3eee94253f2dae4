"""A register as a person keeps it: mapped, rehearsed, imported, imported again."""

import json
from datetime import date, timedelta
from io import StringIO

import pghistory.models
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from agreements.enums import AgreementKind, AgreementState, NoticeRule
from agreements.models import Agreement, Party
from core.errors import PortalError, RightMissing
from core.imports.importer import importer_named
from core.imports.mapping import LEAVE_OUT, MappingIncomplete
from core.imports.runs import import_table, refused_rows_file, rehearse
from core.models import MappingProfile
from core.spreadsheets.reading import read_table
from partners.enums import InstitutionStatus
from partners.models import Institution
from partners.services import create_institution
from partners.services.merging import merge_institutions
from tests.agreements.factories import AgreementFactory
from tests.real_data import real_file

HEADINGS = "Code;Partner university;Centre / faculty;Country;Programmes;Valid until;Web;Remarks"
LUND = "S_LUND01;Lund University;Faculty of Engineering;Suecia;ERASMUS+;2099;http://lu.se;"

pytestmark = pytest.mark.usefixtures("reference_tables", "university", "home", "lund")


@pytest.fixture
def home(reference_tables):
    return create_institution(
        actor=None, name="Blekinge Institute of Technology", country_id="SE", erasmus_code="S  KARLSKR01"
    )


@pytest.fixture
def lund(reference_tables):
    """A charter holder whose name in the list is not the one people use."""
    return create_institution(
        actor=None,
        name="Lunds universitet",
        legal_name="LUNDS UNIVERSITET",
        country_id="SE",
        city="Lund",
        erasmus_code="S  LUND01",
        status=InstitutionStatus.LISTED,
    )


def table_of(*lines):
    return read_table("\n".join((HEADINGS, *lines)).encode())


def proposed(table, *, values=None, **options):
    mapping = importer_named("register").propose(table, file_name="faculty_register.csv")
    mapping.options |= options
    for target, meanings in (values or {}).items():
        mapping.values[target] |= meanings
    return mapping


def rehearsed(*lines, **said):
    table = table_of(*lines)
    return rehearse(importer_named("register"), table, proposed(table, **said))


def take_in(*lines, actor=None, **said):
    table = table_of(*lines)
    return import_table(
        importer_named("register"), table, proposed(table, **said), actor=actor, file_name="faculty_register.csv"
    )


def actions(plan):
    return [(row.number, str(row.action)) for row in plan.rows]


def test_the_mapping_is_proposed():
    table = table_of(LUND, ";Unknown;;Atlantis;ODD;2099;;", ";Beihang University;;China;UPC-MON;2099;;")
    mapping = proposed(table)
    assert mapping.columns == {
        "partner": "Partner university",
        "country": "Country",
        "programme": "Programmes",
        "code": "Code",
        "partner_unit": "Centre / faculty",
        "ends_on": "Valid until",
        "website": "Web",
        "remarks": "Remarks",
    }
    assert mapping.values["country"] == {"Suecia": "SE", "China": "CN"}
    assert mapping.values["programme"]["ERASMUS+"] == AgreementKind.ERASMUS
    assert mapping.values["programme"]["UPC-MON"] == AgreementKind.MOC
    assert mapping.options["bare_year"] == "12-31"
    assert mapping.options["responsible_unit"] == "BTH"


def test_the_rehearsal_writes_nothing():
    plan = rehearsed(LUND, ";Beihang University;;China;UPC-MON;2099;;")
    assert actions(plan) == [(2, "create"), (3, "create")]
    assert not Agreement.objects.exists()
    assert Institution.objects.count() == 2


def test_an_agreement_there_is_already_in_the_same_period_is_a_note(lund, university, unit):
    fields = {"kind": AgreementKind.ERASMUS, "partners": [lund], "starts_on": date(2024, 1, 1)}
    AgreementFactory(title="Kept before", responsible_unit=university, **fields)
    AgreementFactory(title="Of a department", responsible_unit=unit, **fields)
    [row] = rehearsed(LUND).rows
    assert [note for note in row.notes if "there is" in note] == [
        "Same partner, kind and unit: there is “Kept before” already (active)."
    ]
    assert str(row.action) == "create"


def test_a_row_becomes_an_agreement_of_both_sides(lund, home, university):
    take_in(LUND)
    agreement = Agreement.objects.get()
    assert (agreement.kind, agreement.state) == (AgreementKind.ERASMUS, AgreementState.ACTIVE)
    assert (agreement.starts_on, agreement.ends_on) == (None, date(2099, 12, 31))
    assert (agreement.responsible_unit, agreement.notice_rule) == (university, NoticeRule.ERASMUS)
    assert not agreement.is_published
    assert "S_LUND01" in agreement.remarks
    assert list(agreement.parties.values_list("institution", "is_home", "partner_unit")) == [
        (home.pk, True, ""),
        (lund.pk, False, "Faculty of Engineering"),
    ]
    assert Agreement.objects.in_force().get() == agreement
    assert Agreement.objects.matching("lunds slund01 engin").get() == agreement


def test_a_partner_in_force_is_active_and_found_by_the_name_of_the_register(lund):
    take_in(LUND)
    lund.refresh_from_db()
    assert lund.status == InstitutionStatus.ACTIVE
    assert [alias.name for alias in lund.aliases.all()] == ["Lund University"]
    assert Institution.objects.matching("lund university").get() == lund


def test_a_past_end_makes_it_ended_and_a_coming_start_signed():
    headings = f"{HEADINGS};Valid from"
    coming = (timezone.localdate() + timedelta(days=30)).isoformat()
    past, future = LUND.replace("2099", "2019"), LUND.replace("Engineering", "Law")
    lines = [past, f"{future};{coming}"]
    table = read_table("\n".join((headings, *lines)).encode())
    import_table(importer_named("register"), table, proposed(table), actor=None)
    states = dict(Party.objects.filter(is_home=False).values_list("partner_unit", "agreement__state"))
    assert states == {"Faculty of Engineering": AgreementState.ENDED, "Faculty of Law": AgreementState.SIGNED}


def test_a_bare_year_means_what_the_mapping_says():
    take_in(LUND, bare_year="09-30")
    assert Agreement.objects.get().ends_on == date(2099, 9, 30)


def test_history_says_it_was_imported(officer):
    take_in(LUND, actor=officer)
    events = pghistory.models.Events.objects.references(Agreement.objects.get())
    assert {event.pgh_context["action"] for event in events} == {"imported"}
    assert {event.pgh_context["actor"] for event in events} == {officer.pk}


def test_repeating_the_import_creates_nothing():
    lines = (LUND, ";Beihang University;;China;UPC-MON, UPC-AL;2099;;", ";Purdue;;EUA;UPC-MON;;;")
    take_in(*lines)
    assert Agreement.objects.count() == 4
    plan = take_in(*lines)
    assert plan.counts() == {"create": 0, "update": 0, "unchanged": 3, "refuse": 0}
    assert (Agreement.objects.count(), Institution.objects.count()) == (4, 4)


def test_repeating_finds_its_own_whatever_became_of_the_institutions(lund):
    lines = (LUND, ";Beihang University;;China;UPC-MON;2099;;")
    take_in(*lines)
    create_institution(actor=None, name="Beihang Universities", country_id="CN")
    lund.erasmus_code, lund.name, lund.legal_name = "S  OTHER01", "Something else", ""
    lund.save(update_fields=["erasmus_code", "name", "legal_name"])
    assert take_in(*lines).counts() == {"create": 0, "update": 0, "unchanged": 2, "refuse": 0}


def test_a_better_spelling_of_the_partner_is_the_same_agreement():
    take_in(LUND)
    plan = take_in(LUND.replace("S_LUND01", "S  LUND01").replace("Lund University", "Lunds Universitet"))
    assert actions(plan) == [(2, "unchanged")]


def test_a_registration_number_is_taken_once():
    row = "S_LUND01;Lund University;SE;%s;2099;BTH-1.2-0001-2014"
    lines = (row % "ERASMUS+, NORDPLUS", row % "MOU")
    table = read_table("\n".join(("Code;Partner;Country;Programme;Ends;Registration number", *lines)).encode())
    plan = import_table(importer_named("register"), table, proposed(table), actor=None)
    assert plan.rows[1].reasons == ["The number BTH-1.2-0001-2014 is already taken by another agreement."]
    assert sorted(Agreement.objects.values_list("number", flat=True)) == ["", "BTH-1.2-0001-2014"]


def test_what_the_portal_knows_better_stays_and_the_difference_is_told():
    take_in(LUND)
    Agreement.objects.update(ends_on=date(2101, 6, 30))
    plan = take_in(LUND)
    assert actions(plan) == [(2, "unchanged")]
    assert plan.rows[0].doubts == ["The file says 2099-12-31, the portal 2101-06-30; the portal's date stays."]
    assert Agreement.objects.get().ends_on == date(2101, 6, 30)


def test_another_unit_programme_or_source_is_another_agreement():
    take_in(LUND, LUND.replace("Faculty of Engineering", "School of Music"), LUND.replace("ERASMUS+", "NORDPLUS"))
    take_in(LUND, source="Another register")
    assert Agreement.objects.count() == 4


def test_a_list_of_programmes_gives_one_agreement_each():
    plan = take_in(LUND.replace("ERASMUS+", "ERASMUS+, NORDPLUS"))
    assert actions(plan) == [(2, "create")]
    assert sorted(Agreement.objects.values_list("kind", flat=True)) == ["erasmus", "student_exchange"]


def test_remarks_lose_their_markup_and_nothing_else():
    take_in(LUND + '"<b>Doble</b> titulación<br>para <script>alert(1)</script>todos"')
    assert Agreement.objects.get().remarks.splitlines()[:2] == ["Doble titulación", "para alert(1)todos"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (LUND.replace("2099", "2"), "“2” is neither a year nor a date."),
        (LUND.replace("Suecia", "Atlantis"), "“Atlantis” is no country the portal knows; choose one in the mapping."),
        (LUND.replace("Suecia", ""), "The country is missing."),
        (LUND.replace("Lund University", ""), "The partner is not named."),
        (LUND.replace("ERASMUS+", ""), "The programme is missing."),
        (LUND.replace("ERASMUS+", "ODD"), "“ODD” has no kind of agreement in the mapping."),
        (
            LUND.replace("S_LUND01", "S_KARLSKR01").replace("Lund University", "BTH"),
            "The partner is our own university.",
        ),
        (LUND.replace("Lund University", "x" * 400), "The partner's name is longer than 300 letters."),
    ],
)
def test_a_bad_row_is_refused_with_its_reason_and_the_others_are_taken(line, reason):
    plan = take_in(line, ";Beihang University;;China;UPC-MON;2099;;")
    assert actions(plan) == [(2, "refuse"), (3, "create")]
    assert plan.rows[0].reasons == [reason]
    assert Agreement.objects.count() == 1


def test_a_value_can_be_left_out():
    plan = take_in(LUND, values={"programme": {"ERASMUS+": LEAVE_OUT}})
    assert plan.rows[0].reasons == ["Left out, as the mapping says for “ERASMUS+”."]


def test_the_same_row_twice_is_refused_once():
    plan = take_in(LUND, LUND)
    assert plan.rows[1].reasons == ["Row 2 already describes this agreement."]
    assert Agreement.objects.count() == 1


def test_refused_rows_come_back_as_a_table_with_reasons():
    table = table_of(LUND.replace("2099", "2"), LUND)
    plan = rehearse(importer_named("register"), table, proposed(table))
    refused = read_table(refused_rows_file(plan, table))
    assert refused.columns == ("Reasons", "Row of the file", *table.columns)
    assert [(row["Reasons"], row["Row of the file"], row["Code"]) for row in refused.rows] == [
        ("“2” is neither a year nor a date.", "2", "S_LUND01")
    ]


def test_a_corrected_file_of_refused_rows_can_be_sent_again():
    table = table_of(LUND.replace("2099", "2"))
    plan = rehearse(importer_named("register"), table, proposed(table))
    corrected = read_table(refused_rows_file(plan, table))
    for row in corrected.rows:
        row.cells["Valid until"] = "2099"
    import_table(importer_named("register"), corrected, proposed(corrected), actor=None)
    assert Agreement.objects.count() == 1


def test_a_mapping_without_a_needed_column_is_refused():
    table = table_of(LUND)
    mapping = proposed(table)
    del mapping.columns["partner"]
    with pytest.raises(MappingIncomplete, match="Please choose the column for: Partner"):
        rehearse(importer_named("register"), table, mapping)


def test_a_mapping_to_what_does_not_exist_is_refused():
    table = table_of(LUND)
    for said in ({"responsible_unit": "NOPE"}, {"values": {"programme": {"ERASMUS+": "nonsense"}}}, {"source": ""}):
        with pytest.raises(MappingIncomplete):
            rehearse(importer_named("register"), table, proposed(table, **said))


def test_without_a_home_institution_there_is_a_sentence(home):
    home.delete()
    with pytest.raises(PortalError, match="home institution"):
        rehearsed(LUND)


def test_coordinators_do_not_import(coordinator):
    with pytest.raises(RightMissing):
        take_in(LUND, actor=coordinator)
    assert not Agreement.objects.exists()


def test_published_only_when_asked_and_in_force():
    take_in(LUND, LUND.replace("2099", "2019").replace("Engineering", "Law"), publication="yes")
    assert dict(Agreement.objects.values_list("state", "is_published")) == {"active": True, "ended": False}


def test_the_rehearsal_asks_the_same_number_of_questions_for_one_row_and_for_three(django_assert_num_queries):
    importer = importer_named("register")
    lines = [f";University {number};;China;UPC-MON;2099;;" for number in range(3)]
    for some in (lines[:1], lines):
        table = table_of(*some)
        mapping = proposed(table)
        with django_assert_num_queries(13):
            rehearse(importer, table, mapping)


def test_the_command_takes_a_mapping_and_keeps_it(tmp_path):
    register, mapping = tmp_path / "register.csv", tmp_path / "mapping.json"
    register.write_text(f"{HEADINGS}\n{LUND.replace('ERASMUS+', 'ODD')}\n", encoding="utf-8")
    mapping.write_text(json.dumps({"values": {"programme": {"ODD": "mou"}}}), encoding="utf-8")
    out = StringIO()
    call_command("import_agreements", str(register), "--mapping", str(mapping), "--save-mapping", "Faculty", stdout=out)
    assert "nothing was written" in out.getvalue()
    assert not Agreement.objects.exists()
    call_command("import_agreements", str(register), "--profile", "Faculty", "--commit", stdout=out)
    assert Agreement.objects.get().kind == AgreementKind.MOU
    assert MappingProfile.objects.get().mapping["values"]["programme"]["ODD"] == "mou"


@pytest.mark.parametrize(
    ("content", "sentence"), [("[1]", "not in the expected form"), ("{", "is not JSON"), (None, "cannot be read")]
)
def test_a_bad_mapping_file_gives_a_sentence(tmp_path, content, sentence):
    register, mapping = tmp_path / "register.csv", tmp_path / "mapping.json"
    register.write_text(f"{HEADINGS}\n{LUND}\n", encoding="utf-8")
    if content is not None:
        mapping.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        call_command("import_agreements", str(register), "--mapping", str(mapping))


def test_a_row_with_the_code_or_name_of_a_merged_partner_finds_its_survivor(lund, home):
    codes = {"country_id": "SE", "city": "Lund", "erasmus_code": "S  LUND09"}
    merge_institutions(lund, create_institution(actor=None, name="Scanian College", **codes), actor=None)
    take_in(LUND.replace("S_LUND01", "S_LUND09"), ";Scanian College;Law;Suecia;ERASMUS+;2099;;")
    partners = {party.institution for party in Party.objects.filter(is_home=False)}
    assert partners == {lund}
    assert Institution.objects.unmerged().count() == 2


def test_a_row_that_came_in_before_a_merger_is_known_after_it(lund, home):
    double = create_institution(actor=None, name="Scanian College", country_id="SE", city="Malmö")
    take_in(";Scanian College;Law;Suecia;ERASMUS+;2099;;")
    merge_institutions(lund, double, actor=None)
    assert actions(take_in(";Scanian College;Law;Suecia;ERASMUS+;2099;;")) == [(2, "unchanged")]


def test_the_real_register_comes_in_and_finds_the_charter_holders():
    holders, register = real_file("eche_holders_2026-04-08.xlsx"), real_file("partner_register.csv")
    out = StringIO()
    call_command("import_eche", str(holders), "--commit", stdout=out)
    table = read_table(register.read_bytes())
    importer = importer_named("register")
    plan = import_table(importer, table, importer.propose(table, file_name=register.name), actor=None)
    assert plan.counts() == {"create": 200, "update": 0, "unchanged": 0, "refuse": 2}
    assert [row.number for row in plan.refused_rows] == [12, 103]
    partners = {row.number: row.payload[0].partner for row in plan.good_rows}
    assert sum(1 for partner in partners.values() if not partner.is_new) == 168
    expected = {53: "SF KUOPIO12", 109: "E  MADRID05", 115: "E  ALICANT01", 131: "E  BILBAO01", 151: "E  TARRAGO01"}
    expected |= {152: "E  VALENCI01", 155: "RO BUCURES43", 182: "F  CLERMON02", 202: "F  NOISY02", 203: "F  LE-HAVR04"}
    assert {number: partners[number].institution.erasmus_code for number in expected} == expected
    doubtful = {row.number for row in plan.good_rows if row.doubts}
    assert {109, 155} <= doubtful
    again = import_table(importer, table, importer.propose(table, file_name=register.name), actor=None)
    assert again.counts() == {"create": 0, "update": 0, "unchanged": 200, "refuse": 2}
