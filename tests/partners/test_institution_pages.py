"""The partner list, the page of a partner, and who may open them."""

import pytest
from django.urls import reverse

from partners.enums import InstitutionStatus
from partners.models import Institution
from tests.partners.factories import ContactFactory, HomeInstitutionFactory, InstitutionFactory
from tests.reference.factories import CountryFactory

pytestmark = pytest.mark.django_db

LIST = reverse("partners:institution_list")
LIST_QUERIES = 11
DETAIL_QUERIES = 29


def names_on(response) -> list[str]:
    return [row.name for row in response.context["rows"]]


@pytest.fixture
def poland():
    return CountryFactory(iso2="PL")


def test_list_leaves_out_listed_institutions_and_ourselves_and_says_so(browser_of, reader):
    HomeInstitutionFactory()
    InstitutionFactory(name="A partner")
    InstitutionFactory(name="Merely listed", status=InstitutionStatus.LISTED)
    response = browser_of(reader).get(LIST)
    assert names_on(response) == ["A partner"]
    assert "1 known from the charter list, not shown" in response.content.decode()
    everything = browser_of(reader).get(LIST, {"scope": "all"})
    assert names_on(everything) == ["A partner", "Blekinge Institute of Technology", "Merely listed"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lodz", ["Politechnika Łódzka"]),
        ("łodz", ["Politechnika Łódzka"]),
        ("pllodz02", ["Politechnika Łódzka"]),
        ("technical univ", ["Politechnika Łódzka"]),
        ("univ", ["Politechnika Łódzka", "Universität Bremen"]),
        ("kraków", []),
    ],
)
def test_search_folds_accents_and_knows_cities_codes_and_other_names(browser_of, reader, poland, text, found):
    InstitutionFactory(
        name="Politechnika Łódzka",
        city="Łódź",
        country=poland,
        erasmus_code="PL LODZ02",
        aliases=["Technical University of Łódź"],
    )
    InstitutionFactory(name="Universität Bremen", city="Bremen")
    assert names_on(browser_of(reader).get(LIST, {"q": text})) == found


def test_filters_narrow_by_country_kind_status_and_charter(browser_of, reader, poland):
    InstitutionFactory(name="Holder", country=poland, charter_starts_on="2021-01-01", charter_ends_on="2999-12-31")
    InstitutionFactory(name="Former holder", charter_starts_on="2014-01-01", charter_ends_on="2020-12-31")
    InstitutionFactory(name="Factory", kind="company", status=InstitutionStatus.SUSPENDED)
    client = browser_of(reader)
    assert names_on(client.get(LIST, {"country": "PL"})) == ["Holder"]
    assert names_on(client.get(LIST, {"kind": "company"})) == ["Factory"]
    assert names_on(client.get(LIST, {"status": "suspended"})) == ["Factory"]
    assert names_on(client.get(LIST, {"charter": "valid"})) == ["Holder"]
    assert names_on(client.get(LIST, {"charter": ["ended", "none"]})) == ["Factory", "Former holder"]


def test_filter_keeps_the_scope_when_searching_again(browser_of, reader):
    response = browser_of(reader).get(LIST, {"scope": "all"})
    assert '<input type="hidden" name="scope" value="all">' in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"country": "XX"},
        {"status": "nonsense"},
        {"charter": "'; DROP TABLE"},
        {"scope": "everything"},
        {"page": "-3"},
        {"page": "99999999999999999999"},
        {"sort": "password"},
        {"q": "x" * 9_000},
        {"q": "() & | ! :* \\ '"},
    ],
)
def test_list_survives_nonsense_in_its_address(browser_of, reader, query):
    InstitutionFactory(name="A partner")
    assert browser_of(reader).get(LIST, query).status_code == 200


def test_misspelt_search_suggests_the_nearest_name(browser_of, reader):
    InstitutionFactory(name="Blekinge college", city="Karlskrona")
    page = browser_of(reader).get(LIST, {"q": "karlskorna"}).content.decode()
    assert "Did you mean “Karlskrona”?" in page
    assert "?q=Karlskrona" in page


def test_search_that_only_listed_institutions_match_offers_them(browser_of, reader):
    InstitutionFactory(name="Hidden college", status=InstitutionStatus.LISTED)
    page = browser_of(reader).get(LIST, {"q": "hidden"}).content.decode()
    assert "1 institution on the charter list does." in page


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_queries_for_any_number_of_rows(
    browser_of, officer, django_assert_num_queries, rows
):
    InstitutionFactory.create_batch(rows, erasmus_code="", pic="")
    client = browser_of(officer)
    client.get(LIST)  # counts of the rail and options of the chips are kept for a minute
    with django_assert_num_queries(LIST_QUERIES):
        client.get(LIST)


@pytest.mark.parametrize("rows", [1, 3])
def test_detail_asks_the_same_number_of_queries_for_any_number_of_parts(
    browser_of, officer, django_assert_num_queries, rows
):
    partner = InstitutionFactory(aliases=[f"Name {number}" for number in range(rows)])
    ContactFactory.create_batch(rows, institution=partner)
    InstitutionFactory.create_batch(rows, succeeded_by=partner)
    client = browser_of(officer)
    client.get(partner.get_absolute_url())
    with django_assert_num_queries(DETAIL_QUERIES):
        client.get(partner.get_absolute_url())


PEOPLE = ["student", "reader", "coordinator", "outsider", "officer", "auditor", "administrator"]
# What each of PEOPLE meets on the pages of one partner.
PERMISSIONS = {
    "institution_list": "sign-in ok ok ok ok ok forbidden",
    "institution_export": "sign-in forbidden forbidden forbidden ok forbidden forbidden",
    "institution_create": "sign-in forbidden forbidden forbidden ok forbidden forbidden",
    "institution_detail": "sign-in ok ok ok ok ok forbidden",
    "institution_edit": "sign-in forbidden forbidden forbidden ok forbidden stranger",
    "institution_contacts": "sign-in forbidden ok ok ok ok forbidden",
    "institution_history": "sign-in forbidden forbidden forbidden ok ok forbidden",
    "contact_create": "sign-in forbidden forbidden forbidden ok forbidden forbidden",
    "contact_edit": "sign-in forbidden forbidden forbidden ok forbidden forbidden",
}
CASES = [(name, who, met) for name, row in PERMISSIONS.items() for who, met in zip(PEOPLE, row.split(), strict=True)]


@pytest.mark.parametrize(("name", "who", "met"), CASES)
def test_pages_open_to_those_who_may(request, browser_of, name, who, met):
    partner = InstitutionFactory()
    contact = ContactFactory(institution=partner)
    arguments = {
        "contact_edit": [contact.pk],
        "institution_list": [],
        "institution_export": [],
        "institution_create": [],
    }
    user = None if who == "student" else request.getfixturevalue(who)
    response = browser_of(user).get(reverse(f"partners:{name}", args=arguments.get(name, [partner.pk])))
    response.close()  # an export would leave its file open
    status = {"sign-in": 302, "stranger": 404, "forbidden": 403, "ok": 200}[met]
    assert response.status_code == status
    assert met != "sign-in" or "/login/" in response["Location"]


def test_reader_never_reads_contacts_or_remarks(browser_of, reader):
    partner = InstitutionFactory(name="A partner", remarks="Careful with their dean")
    ContactFactory(institution=partner, name="Secret person", email="secret@example.org")
    client = browser_of(reader)
    pages = [LIST, partner.get_absolute_url(), reverse("core:search") + "?q=secret"]
    for page in pages:
        text = client.get(page).content.decode()
        assert "secret@example.org" not in text
        assert "Secret person" not in text
        assert "Careful with their dean" not in text
    assert "Contacts" not in client.get(partner.get_absolute_url()).content.decode()


def test_history_tells_of_contacts_in_sentences(browser_of, officer):
    partner = InstitutionFactory(name="A partner")
    client = browser_of(officer)
    client.post(
        reverse("partners:contact_create", args=[partner.pk]),
        {"name": "Exchange desk", "role": "nominations", "email": "desk@example.org"},
    )
    page = client.get(reverse("partners:institution_history", args=[partner.pk])).content.decode()
    assert "International officer</b> entered a contact" in page.replace("\n", "")
    assert "Contact added: Exchange desk · Nominations" in page


def test_export_holds_the_filtered_rows_and_no_formulas(browser_of, officer, poland):
    InstitutionFactory(name="=HYPERLINK(0)", country=poland, aliases=["B", "A"])
    InstitutionFactory(name="Elsewhere")
    response = browser_of(officer).get(reverse("partners:institution_export"), {"country": "PL", "format": "csv"})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Name;Name in its own language;Legal name;Other names;Country;City;Erasmus code")
    assert lines[1:] == [
        '\'=HYPERLINK(0);;;"A; B";Country PL;Karlskrona;;;;;Higher education institution;Active partner;;;;'
    ]


def test_names_are_escaped_everywhere(browser_of, officer):
    partner = InstitutionFactory(name="<script>alert(1)</script>", native_name="<b>x</b>", aliases=["<i>alias</i>"])
    client = browser_of(officer)
    for page in (LIST, partner.get_absolute_url(), reverse("core:search") + "?q=script"):
        text = client.get(page).content.decode()
        assert "<script>alert(1)" not in text
        assert "<i>alias</i>" not in text
    assert Institution.objects.count() == 1
