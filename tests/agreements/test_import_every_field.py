"""Every field of an agreement out of a register, in English and Swedish; taken over on what is there already."""

from datetime import date

import pytest

from accounts.enums import Role
from agreements.enums import AgreementState, NoticeRule
from agreements.models import Agreement, Party, Signature, Tag
from core.imports.importer import importer_named
from core.imports.runs import import_table, rehearse
from core.spreadsheets.reading import read_table
from partners.services import create_institution

pytestmark = pytest.mark.usefixtures("reference_tables", "university", "home", "lund", "unit", "other_unit")

IN_ENGLISH = {
    "Partner": "Lunds universitet",
    "Country": "Sweden",
    "Programme": "Student exchange agreement",
    "Registration number": "BTH-1.2-0002-2026",
    "Title": "Exchange in computing",
    "State": "Active",
    "Parent agreement": "BTH-1.2-0001-2026",
    "Starts": "1 September 2026",
    "Ends": "2099-06-30",
    "Renewal": "Automatic",
    "Renewal period": "2 years",
    "Most renewals": "3",
    "Notice period": "6 months",
    "Tuition waiver": "yes",
    "Responsible unit": "DIDA",
    "Further units": "DIMA",
    "Coordinator": "kim@example.org",
    "Their reference": "LU-77",
    "Tags": "Baltic, Nordic",
    "On the public site": "yes",
    "Signed on": "2026-05-04",
    "Signed for us by": "The Rector",
    "Further partners": "F PARIS001",
}
MEMORANDUM = IN_ENGLISH | {
    **dict.fromkeys(IN_ENGLISH, ""),
    "Partner": "Lunds universitet",
    "Country": "Sweden",
    "Programme": "MoC",
    "Registration number": "BTH-1.2-0001-2026",
    "Ends": "until further notice",
}


@pytest.fixture
def home(reference_tables):
    return create_institution(actor=None, name="BTH", country_id="SE", erasmus_code="S  KARLSKR01")


@pytest.fixture
def lund(reference_tables):
    return create_institution(actor=None, name="Lunds universitet", country_id="SE", erasmus_code="S  LUND01")


@pytest.fixture
def paris(reference_tables):
    return create_institution(actor=None, name="Sorbonne Université", country_id="FR", erasmus_code="F  PARIS001")


@pytest.fixture
def kim(person, unit):
    someone = person(Role.COORDINATOR, unit, name="Kim Keeper")
    someone.email = "kim@example.org"
    someone.save()
    return someone


def table_of(*rows):
    lines = [";".join(rows[0]), *(";".join(row.values()) for row in rows)]
    return read_table("\n".join(lines).encode())


def proposed(table, **options):
    mapping = importer_named("register").propose(table, file_name="register.csv")
    mapping.options |= options
    return mapping


def take_in(*rows, **options):
    table = table_of(*rows)
    return import_table(importer_named("register"), table, proposed(table, **options), actor=None, file_name="r.csv")


def rehearsed(*rows, **options):
    table = table_of(*rows)
    return rehearse(importer_named("register"), table, proposed(table, **options))


def test_every_column_is_recognised_and_kept(kim, lund, paris, unit, other_unit):
    plan = take_in(IN_ENGLISH, MEMORANDUM)
    assert [row.reasons for row in plan.rows] == [[], []]
    agreement = Agreement.objects.get(number="BTH-1.2-0002-2026")
    assert agreement.title == "Exchange in computing"
    assert agreement.state == AgreementState.ACTIVE
    assert agreement.parent == Agreement.objects.get(number="BTH-1.2-0001-2026", is_open_ended=True)
    assert (agreement.starts_on, agreement.ends_on) == (date(2026, 9, 1), date(2099, 6, 30))
    assert (agreement.renewal, agreement.renewal_months, agreement.most_renewals) == ("automatic", 24, 3)
    assert (agreement.notice_rule, agreement.notice_months) == (NoticeRule.MONTHS, 6)
    assert agreement.notice_on == date(2098, 12, 30)
    assert (agreement.tuition_waived, agreement.is_published) == (True, True)
    assert (agreement.responsible_unit, agreement.coordinator) == (unit, kim)
    assert list(agreement.further_units.all()) == [other_unit]
    assert list(agreement.taggings.values_list("tag__name", flat=True)) == ["Baltic", "Nordic"]
    partners = agreement.parties.filter(is_home=False).values_list("institution", "reference")
    assert list(partners) == [(lund.pk, "LU-77"), (paris.pk, "")]
    signed = Signature.objects.filter(party__agreement=agreement).values_list("party__is_home", "name", "signed_on")
    assert max(signed) == (True, "The Rector", date(2026, 5, 4))
    assert len(signed) == 3
    assert Agreement.objects.matching("baltic lu 77").get() == agreement


def test_headings_and_words_in_swedish():
    row = {
        "Lärosäte": "Lunds universitet",
        "Land": "Sverige",
        "Avtalstyp": "Erasmus",
        "Status": "Gällande",
        "Startdatum": "den 1 september 2026",
        "Slutdatum": "tillsvidare",
        "Avgiftsbefriad": "ja",
        "Taggar": "Norden",
    }
    plan = take_in(row)
    assert plan.rows[0].reasons == []
    agreement = Agreement.objects.get()
    assert (agreement.state, agreement.starts_on, agreement.is_open_ended) == ("active", date(2026, 9, 1), True)
    assert agreement.tuition_waived
    assert Tag.objects.get().name == "Norden"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"Renewal period": ""}, "It renews by itself, but the file does not say for how many months."),
        ({"Renewal period": "soon"}, "“soon” is no number up to 240."),
        ({"Coordinator": "Nobody we know"}, "“Nobody we know” has no meaning in the mapping."),
        ({"Parent agreement": "BTH-9"}, "No agreement has the number BTH-9."),
        ({"Programme": "Erasmus"}, "Only a specific agreement is made under another one."),
        ({"Further partners": "XX NOWHERE99"}, "No partner has the Erasmus code “XX NOWHERE99”."),
        ({"Starts": "1-1-1900"}, "“1-1-1900” is what a spreadsheet programme makes of an empty or wrong date."),
        ({"Title": "x" * 301}, f"“{'x' * 40}…” is longer than 300 characters."),
    ],
)
def test_a_cell_that_cannot_be_refuses_its_row(kim, paris, said, reason):
    plan = rehearsed(IN_ENGLISH | said, MEMORANDUM)
    assert plan.rows[0].reasons == [reason]


def test_a_repeat_changes_nothing_and_a_difference_is_shown_and_taken_over(kim, paris):
    take_in(IN_ENGLISH, MEMORANDUM)
    again = take_in(IN_ENGLISH, MEMORANDUM, known="update")
    assert [str(row.action) for row in again.rows] == ["unchanged", "unchanged"], [row.notes for row in again.rows]
    changed = IN_ENGLISH | {"Title": "Exchange in games", "Tags": "Nordic", "Their reference": "LU-78"}
    plan = take_in(changed, MEMORANDUM, known="update")
    assert [str(row.action) for row in plan.rows] == ["update", "unchanged"]
    assert plan.rows[0].notes == [
        "Title: Exchange in computing → Exchange in games",
        "Tags: Baltic, Nordic → Nordic",
        "Their reference: LU-77 → LU-78",
    ]
    agreement = Agreement.objects.get(number="BTH-1.2-0002-2026")
    assert agreement.title == "Exchange in games"
    assert list(agreement.taggings.values_list("tag__name", flat=True)) == ["Nordic"]
    assert agreement.parties.get(position=1).reference == "LU-78"


def test_terms_of_an_agreement_in_force_stay_and_those_of_a_draft_change(kim, paris):
    take_in(IN_ENGLISH, MEMORANDUM)
    changed = IN_ENGLISH | {"Ends": "2098-06-30"}
    plan = take_in(changed, MEMORANDUM, known="update")
    assert plan.rows[0].reasons == [
        "It is in the state “Active”: what both sides agreed on (last day) changes by an amendment."
    ]
    Agreement.objects.filter(number="BTH-1.2-0002-2026").delete()
    take_in(IN_ENGLISH | {"State": "Draft"}, MEMORANDUM)
    take_in(changed, MEMORANDUM, known="update")
    assert Agreement.objects.get(number="BTH-1.2-0002-2026").ends_on == date(2098, 6, 30)


def test_an_agreement_entered_by_hand_is_known_by_its_number(home, lund, unit):
    mine = Agreement.objects.create(
        kind="moc", title="By hand", number="BTH-1.2-0001-2026", responsible_unit=unit, state="active"
    )
    Party.objects.create(agreement=mine, institution=home, is_home=True)
    Party.objects.create(agreement=mine, institution=lund, position=1)
    assert [str(row.action) for row in take_in(MEMORANDUM).rows] == ["unchanged"]
    assert Agreement.objects.get() == mine
