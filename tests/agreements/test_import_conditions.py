"""Conditions out of a spreadsheet: found their agreement, taken in once, changed where they may, and sent round."""

from decimal import Decimal

import pytest

from agreements.enums import AgreementKind, AgreementState
from agreements.imports.conditions.sheet import headings
from agreements.models import Agreement, Condition
from core.imports.importer import importer_named
from core.imports.runs import import_table, refused_rows_file, rehearse
from core.spreadsheets.reading import read_table
from tests.agreements.factories import AgreementFactory, InstitutionFactory
from tests.partners.factories import ContactFactory
from tests.reference.factories import IscedFieldFactory, LanguageFactory

pytestmark = pytest.mark.django_db

NUMBER = "BTH-1.2-0001-2026"
ROW = {
    "Agreement number": NUMBER,
    "Sending institution": "S  KARLSKR01",
    "Receiving institution": "PL LODZ02",
    "Mobility type": "SMS",
    "Academic year": "2026/27 – 2028/29",
    "Number of students": "2",
    "Months per student": "5",
    "EQF level": "B/M",
    "ISCED code": "613, 0714",
    "Subject area": "Games",
    "Language of instruction": "English",
    "Language level": "B2",
    "Blended": "no",
    "Other information": "With housing.",
}


@pytest.fixture(autouse=True)
def words(db):
    for code, name in (("0613", "Software development"), ("0714", "Electronics")):
        IscedFieldFactory(code=code, name_en=name)
    LanguageFactory()
    LanguageFactory(code="pl", name_en="Polish")


@pytest.fixture
def agreement(unit, lodz):
    return AgreementFactory(
        responsible_unit=unit, kind=AgreementKind.ERASMUS, number=NUMBER, partners=[lodz], state=AgreementState.DRAFT
    )


def table_of(*rows):
    lines = [";".join(rows[0]), *(";".join(row.values()) for row in rows)]
    return read_table("\n".join(lines).encode())


def read_by(table, **options):
    mapping = importer_named("conditions").propose(table)
    mapping.options |= options
    return mapping


def rehearsed(*rows, **options):
    table = table_of(*rows)
    return rehearse(importer_named("conditions"), table, read_by(table, **options))


def take_in(*rows, **options):
    table = table_of(*rows)
    return import_table(importer_named("conditions"), table, read_by(table, **options), actor=None)


def actions(plan):
    return [str(row.action) for row in plan.rows]


def test_a_row_of_another_system_becomes_a_condition(agreement, lodz):
    plan = take_in(ROW)
    assert plan.rows[0].reasons == []
    home = "Blekinge Institute of Technology"
    assert plan.rows[0].notes == [f"{home} → Politechnika Łódzka: Student studies, 2 people a year, 0613, 0714"]
    condition = Condition.objects.get()
    assert (condition.agreement, condition.receiver, condition.is_outgoing) == (agreement, lodz, True)
    assert (condition.kind, condition.people_per_year) == ("student_studies", 2)
    assert (condition.total_months, condition.total_days) == (Decimal(10), None)
    assert (condition.first_year, condition.last_year) == (2026, 2028)
    assert (condition.eqf_levels, condition.is_blended, condition.terms) == ([6, 7], False, "With housing.")
    fields = condition.condition_fields.values_list("isced_field", "clarification")
    assert list(fields) == [("0613", "Games"), ("0714", "Games")]
    assert list(condition.languages.values_list("language", "level", "isced_field")) == [("en", "B2", None)]


def test_a_repeat_changes_nothing_and_a_change_is_shown(agreement):
    take_in(ROW)
    assert actions(take_in(ROW)) == ["unchanged"]
    plan = take_in(ROW | {"Number of students": "3", "Language level": "C1"})
    assert actions(plan) == ["update"]
    assert plan.rows[0].notes == [
        "People a year: 2 → 3",
        "Months in all: 10.00 → 15",
        "Languages: English B2 → English C1",
    ]
    condition = Condition.objects.get()
    assert (condition.people_per_year, condition.languages.get().level) == (3, "C1")
    assert condition.condition_fields.count() == 2


def test_both_ways_and_the_partner_alone_in_swedish(agreement, lodz):
    row = {
        "Erasmuskod": "PL LODZ02",
        "Riktning": "båda",
        "Typ av mobilitet": "undervisning",
        "Läsår": "2026-2029",
        "Antal": "1",
        "Nivå": "forskarnivå",
        "Mottagande enhet": "",
    }
    plan = take_in(row)
    assert (actions(plan), plan.rows[0].reasons) == (["create"], [])
    ways = {(row.sender.is_home, row.receiver.is_home) for row in Condition.objects.all()}
    assert ways == {(True, False), (False, True)}
    assert set(Condition.objects.values_list("first_year", "last_year", "kind")) == {(2026, 2028, "staff_teaching")}
    assert actions(take_in(row)) == ["unchanged"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"Agreement number": "BTH-9"}, "No agreement has the number BTH-9."),
        ({"Mobility type": "Tourism"}, "“Tourism” has no meaning in the mapping."),
        ({"Mobility type": ""}, "The kind of mobility is missing."),
        ({"Receiving institution": "E  MADRID05"}, "“E MADRID05” is no party of the agreement."),
        ({"Receiving institution": "S  KARLSKR01"}, "A condition runs between two different parties."),
        ({"Number of students": "many"}, "“many” is no number of people."),
        ({"Academic year": "1-1-1900"}, "“1-1-1900” is no academic year."),
        ({"Academic year": "2028/29 – 2026/27"}, "The last academic year lies before the first."),
        ({"ISCED code": "061"}, "“061”: begin with the four digits of a field of education, such as 0613."),
        ({"Language level": "Z9"}, "“English Z9”: write a language and its level from A1 to C2, such as English B2."),
        ({"Months per student": "0"}, "“0” is no length above 0 with at most two decimals."),
    ],
)
def test_a_cell_that_cannot_be_refuses_its_row_and_no_other(agreement, said, reason):
    other = ROW | {"Mobility type": "STA", "Months per student": "5"}
    table = table_of(ROW | said, other)
    plan = rehearse(importer_named("conditions"), table, read_by(table))
    assert [row.reasons for row in plan.rows] == [[reason], []]
    again = read_table(refused_rows_file(plan, table))
    assert [row["Mobility type"] for row in again.rows] == [(ROW | said)["Mobility type"]]


def test_a_row_twice_and_several_agreements_that_fit_are_refused(agreement, unit, lodz):
    assert rehearsed(ROW, ROW).rows[1].reasons == ["Row 2 already says this."]
    AgreementFactory(responsible_unit=unit, kind=AgreementKind.ERASMUS, title="Another", partners=[lodz])
    plan = rehearsed({**ROW, "Agreement number": "", "Erasmus code": "PL LODZ02"})
    assert plan.rows[0].reasons == [f"Several agreements fit ({NUMBER}, Another): give the number."]


def test_conditions_in_force_change_by_an_amendment_alone(unit, lodz):
    signed = {"number": NUMBER, "state": AgreementState.SIGNED, "kind": AgreementKind.ERASMUS}
    AgreementFactory(responsible_unit=unit, partners=[lodz], **signed)
    sentence = "It is in the state “Signed”: its conditions change by an amendment."
    assert rehearsed(ROW).rows[0].reasons == [sentence]
    assert rehearsed(ROW, in_force="agreed").rows[0].reasons == [sentence]  # made here, not out of a register
    Agreement.objects.update(import_key="register|erasmus|x|y|z|0")
    assert rehearsed(ROW).rows[0].reasons == [sentence]
    assert actions(take_in(ROW, in_force="agreed")) == ["create"]
    assert actions(take_in(ROW, in_force="agreed")) == ["unchanged"]
    changed = take_in(ROW | {"Number of students": "9"}, in_force="agreed")
    assert changed.rows[0].reasons == [sentence]
    assert Condition.objects.get().people_per_year == 2


def test_what_is_exported_comes_back_unchanged(browser_of, officer, agreement, lodz):
    contact = ContactFactory(institution=lodz, name="Ewa", email="ewa@lodz.example")
    other = AgreementFactory(responsible_unit=agreement.responsible_unit, partners=[lodz, InstitutionFactory()])
    take_in(ROW, ROW | {"Mobility type": "STT", "ISCED code": "", "Subject area": ""})
    Condition.objects.update(receiver_contact=contact, receiver_unit="FT-1")
    response = browser_of(officer).get("/agreements/conditions/export/?ended=shown")
    table = read_table(b"".join(response.streaming_content))
    assert table.columns == tuple(headings())
    assert len(table.rows) == 2
    mapping = read_by(table)
    assert len(mapping.columns) == len(headings())
    plan = import_table(importer_named("conditions"), table, mapping, actor=None)
    assert [(str(row.action), row.notes) for row in plan.rows] == [
        ("unchanged", ["Already in the portal, as the file says."])
    ] * 2
    assert not other.conditions.exists()


def test_a_coordinator_exports_no_condition_of_a_draft_that_is_not_theirs(browser_of, outsider, agreement):
    take_in(ROW)
    response = browser_of(outsider).get("/agreements/conditions/export/")
    with pytest.raises(Exception, match="no rows"):
        read_table(b"".join(response.streaming_content))


def test_the_rehearsal_asks_the_same_number_of_questions_for_one_row_and_for_three(
    django_assert_num_queries, agreement
):
    rows = [ROW | {"Number of students": str(count)} for count in (1, 2, 3)]
    for some in (rows[:1], rows):
        table = table_of(*some)
        mapping = read_by(table)
        with django_assert_num_queries(10):
            rehearse(importer_named("conditions"), table, mapping)
