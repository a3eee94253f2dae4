"""Contacts out of a spreadsheet: found their partner, taken in once, renewed by their address, refused row by row."""

from datetime import date

import pytest

from core.errors import RightMissing
from core.imports.importer import importer_named
from core.imports.mapping import MappingIncomplete
from core.imports.runs import import_table, rehearse
from core.spreadsheets.reading import read_table
from partners.models import Contact
from tests.core.hostile_files import workbook_of
from tests.partners.factories import ContactFactory, InstitutionFactory
from tests.reference.factories import CountryFactory

pytestmark = pytest.mark.django_db
HEADINGS = ["Institution", "Country", "Code", "Contact person", "Function", "E-mail", "Valid from", "Valid to"]


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
def namesakes(lodz):
    """Two partners of one name in two countries, and an institution of the charter list that shares a third's."""
    InstitutionFactory(name="Technical University", country=CountryFactory(iso2="PL"), city="Kraków")
    InstitutionFactory(name="Technical University", country=CountryFactory(iso2="SE"), city="Umeå")


def read(*rows, headings=HEADINGS):
    table = read_table(workbook_of([headings, *rows]))
    return table, importer_named("contacts").propose(table)


def told(plan):
    return [(row.number, str(row.action), [*row.reasons, *row.doubts, *row.notes]) for row in plan.rows]


def test_a_dirty_list_is_told_row_by_row(lodz, namesakes):
    ContactFactory(institution=lodz, name="Ewa", email="ewa@lodz.example")
    table, mapping = read(
        ["politechnika lodzka", "PL", "", "Jan  Nowak", "Dean", "jan@lodz.example", "2024", "tillsvidare"],
        ["TUL", "", "", "Ewa Kowalska", "Nominations", "EWA@lodz.example", "", ""],
        ["TUL", "", "", "Jan", "", "Jan@Lodz.example", "", ""],
        ["TUL", "", "", "Wrong", "", "wrong at lodz", "", ""],
        ["TUL", "", "", "Backwards", "", "back@lodz.example", "2026-09-01", "2026-01-31"],
        ["Atlantis Academy", "", "", "Nobody", "", "", "", ""],
        ["Lodz Universty of Tecnology", "", "", "Misspelt", "", "", "", ""],
        ["Technical University", "", "", "Whose", "", "", "", ""],
        ["Technical University", "SE", "", "Ours", "", "", "soon", ""],
        ["Technical University", "Narnia", "", "Ours", "", "", "", ""],
        ["Technical University", "", "PL LODZ02", "Coded", "", "", "", ""],
        ["", "", "PL LODZ99", "Gone", "", "", "", ""],
        ["", "", "", "Alone", "", "", "", ""],
        ["TUL", "", "", "", "", "new@lodz.example", "", ""],
        ["TUL", "", "", "x" * 201, "", "", "", ""],
    )
    both = "Technical University (Kraków), Technical University (Umeå)"
    give = "these, give its code."
    near = "Lodz University of Technology (PL\u00a0LODZ02)"
    assert told(rehearse(importer_named("contacts"), table, mapping)) == [
        (2, "create", []),
        (3, "update", ["Name: Ewa → Ewa Kowalska", "Role: Other → Nominations"]),
        (4, "refuse", ["Row 2 already describes this contact."]),
        (5, "refuse", ["“wrong at lodz” is no e-mail address."]),
        (6, "refuse", ["The last day lies before the first one."]),
        (7, "refuse", ["No partner of the portal is called “Atlantis Academy”."]),
        (
            8,
            "refuse",
            [f"No partner is called “Lodz Universty of Tecnology”, but similar: {near}. If it is one of {give}"],
        ),
        (9, "refuse", [f"Several partners are called “Technical University” ({both}): give the code."]),
        (10, "refuse", ["“soon” is neither a year nor a date."]),
        (11, "refuse", ["“Narnia” is not a country the portal knows."]),
        (12, "create", ["The code PL LODZ02 belongs to Lodz University of Technology. Is that who you mean?"]),
        (13, "refuse", ["No partner of the portal has the code PL LODZ99."]),
        (14, "refuse", ["The row does not say which partner the contact belongs to."]),
        (15, "refuse", ["The name is missing, and the partner has no contact with this address."]),
        (16, "refuse", ["Name: Ensure this value has at most 200 characters (it has 201)."]),
    ]
    assert Contact.objects.get().name == "Ewa"


def test_the_same_address_is_renewed_and_never_doubled(lodz, officer):
    ewa = ContactFactory(institution=lodz, name="Ewa", email="ewa@lodz.example", phone="1", partner_unit="IO")
    elsewhere = ContactFactory(name="Ewa", email="ewa@lodz.example")
    headings = ["Partner", "Förnamn", "Efternamn", "E-postadress", "Telefon", "Roll", "Giltig till", "Anteckning"]
    table, mapping = read(
        ["Politechnika Łódzka", "Ewa", "Kowalska", "ewa@lodz.example", "", "Nomineringar", "2027", "Slow"],
        ["Politechnika Łódzka", "Jan", "Nowak", "jan@lodz.example", "+48 1", "", "", ""],
        headings=headings,
    )
    assert len(mapping.columns) == len(headings)
    plan = import_table(importer_named("contacts"), table, mapping, actor=officer, file_name="contacts.xlsx")
    assert [(str(row.action), row.reasons) for row in plan.rows] == [("update", []), ("create", [])]
    found = Contact.objects.filter(institution=lodz).values_list("pk", "name", "phone", "partner_unit", "role")
    jan = Contact.objects.get(name="Jan Nowak")
    assert set(found) == {
        (ewa.pk, "Ewa Kowalska", "1", "IO", "nominations"),
        (jan.pk, "Jan Nowak", "+48 1", "", "other"),
    }
    assert Contact.objects.matching("kowal").get().valid_to == date(2027, 12, 31)
    elsewhere.refresh_from_db()
    assert elsewhere.name == "Ewa"
    event = Contact.pgh_event_model.objects.filter(pgh_obj=ewa).latest("pgh_id")
    assert (event.pgh_context["action"], event.pgh_context["note"]) == ("imported", "contacts.xlsx")
    again = import_table(importer_named("contacts"), table, mapping, actor=officer)
    assert again.changes_nothing
    assert Contact.objects.count() == 3


def test_whom_and_whose_must_be_in_the_file():
    for headings, missing in ((["Contact person", "E-mail"], "which partner"), (["Partner", "Phone"], "of the name")):
        table, mapping = read(["a", "b"], headings=headings)
        with pytest.raises(MappingIncomplete, match=missing):
            rehearse(importer_named("contacts"), table, mapping)


@pytest.mark.parametrize("who", ["reader", "coordinator", "head", "auditor", "administrator"])
def test_only_the_office_takes_contacts_in(request, lodz, who):
    table, mapping = read(["TUL", "", "", "Jan", "", "jan@lodz.example", "", ""])
    with pytest.raises(RightMissing):
        import_table(importer_named("contacts"), table, mapping, actor=request.getfixturevalue(who))
    assert not Contact.objects.exists()


def test_the_rehearsal_asks_as_much_for_three_rows_as_for_one(django_assert_num_queries, lodz):
    rows = [["TUL", "", "", name, "", f"{name}@lodz.example", "", ""] for name in ("a", "b", "c")]
    for some in (rows[:1], rows):
        table, mapping = read(*some)
        with django_assert_num_queries(6):
            rehearse(importer_named("contacts"), table, mapping)
