"""The table of conditions: all rows or none, errors beside their cells, what was typed kept."""

import html
from decimal import Decimal

import pytest

from agreements.enums import AgreementState, MobilityKind
from agreements.errors import ConditionsRefused
from agreements.forms.condition_table import initial_of
from agreements.forms.condition_words import Words, clarifications_from
from agreements.models import Condition
from agreements.services.conditions import (
    ConditionRow,
    ConditionValues,
    LanguageValues,
    fingerprint,
    save_condition,
    save_conditions,
    turned_round,
)
from core.errors import PortalError, RightMissing
from partners.models import Contact
from reference.models import Language
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory, home
from tests.reference.factories import IscedFieldFactory, LanguageFactory

OK, FOUND, FORBIDDEN, GONE = 200, 302, 403, 404
CELLS = (
    "condition", "like", "direction", "kind", "people_per_year", "total", "first_year", "last_year", "eqf_levels",
    "fields_written", "languages_written", "is_blended", "is_removed",
)  # fmt: skip


@pytest.fixture
def words(db):
    LanguageFactory(code="en", name_en="English", name_sv="engelska")
    LanguageFactory(code="sv", name_en="Swedish", name_sv="svenska")
    return [IscedFieldFactory(code="0613", name_en="Software"), IscedFieldFactory(code="0714", name_en="Electronics")]


@pytest.fixture
def partner(draft):
    return draft.partner_parties[0].institution


@pytest.fixture
def row(partner, words):
    """A new row with everything in it."""
    return {
        "direction": f"one:{home().pk}:{partner.pk}",
        "kind": "student_studies",
        "people_per_year": "2",
        "total": "10.5",
        "first_year": "2026",
        "last_year": "2028",
        "eqf_levels": ["6", "7"],
        "fields_written": "0613 Game programming\nElectronics",
        "languages_written": "English B2\nsv B1 0613",
        "is_blended": "no",
    }


def sent(*rows, **rest) -> dict:
    data = {"row-TOTAL_FORMS": len(rows), "row-INITIAL_FORMS": 0}
    for index, cells in enumerate(rows):
        data |= {f"row-{index}-{name}": value for name, value in cells.items() if value is not None}
    return data | rest


def address(agreement) -> str:
    return f"/agreements/{agreement.pk}/conditions/"


def text_of(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def test_a_row_becomes_a_condition_with_its_fields_and_languages(browser_of, coordinator, draft, row):
    response = browser_of(coordinator).post(address(draft), sent(row, {}))
    assert response.status_code == FOUND
    (condition,) = draft.conditions.all()
    assert (condition.people_per_year, condition.total_months, condition.total_days) == (2, Decimal("10.50"), None)
    assert (condition.first_year, condition.last_year, condition.eqf_levels) == (2026, 2028, [6, 7])
    assert condition.is_blended is False
    fields = dict(condition.condition_fields.values_list("isced_field", "clarification"))
    assert fields == {"0613": "Game programming", "0714": ""}
    languages = set(condition.languages.values_list("language", "level", "isced_field"))
    assert languages == {("en", "B2", None), ("sv", "B1", "0613")}


def test_the_page_shows_every_row_and_saving_it_unchanged_writes_nothing(browser_of, coordinator, draft, row):
    browser = browser_of(coordinator)
    browser.post(address(draft), sent(row))
    condition = draft.conditions.get()
    events = Condition.pgh_event_model.objects.count()
    shown = {name: value for name, value in initial_of(condition).items() if value is not None}
    assert shown["fields_written"] == "0613 Software: Game programming\n0714 Electronics"
    assert browser.post(address(draft), sent(shown, seen=fingerprint(draft))).status_code == FOUND
    assert Condition.pgh_event_model.objects.count() == events
    assert initial_of(draft.conditions.get()) == initial_of(condition)


@pytest.mark.parametrize("kind", MobilityKind.values)
def test_both_ways_makes_two_that_mirror_each_other(browser_of, coordinator, draft, partner, row, kind):
    both = row | {"direction": f"both:{home().pk}:{partner.pk}", "kind": kind}
    browser_of(coordinator).post(address(draft), sent(both))
    there, back = draft.conditions.order_by("pk")
    assert (there.sender, there.receiver) == (back.receiver, back.sender)
    ends = {"condition": None, "direction": None}
    assert initial_of(there) | ends == initial_of(back) | ends


def test_turning_round_twice_is_as_before(partner):
    given = ConditionValues(
        {"sender": home(), "receiver": partner, "sender_unit": "CS", "people_per_year": 3, "receiver_contact": None}
    )
    once = turned_round(given)
    assert once.values["receiver_unit"] == "CS"
    assert "sender_unit" not in once.values
    assert turned_round(once) == given


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"people_per_year": "-1"}, "greater than or equal to 0"),
        ({"people_per_year": "1000000000"}, "less than or equal to 9999"),
        ({"people_per_year": "two"}, "whole number"),
        ({"total": "-3"}, "greater than or equal to"),
        ({"total": "1e9"}, "digits"),
        ({"first_year": "2030", "last_year": "2020"}, "lies before the first"),
        ({"first_year": "1"}, "not one of the available choices"),
        ({"kind": ""}, "required"),
        ({"kind": "holiday"}, "not one of the available choices"),
        ({"direction": "one:1:1"}, "not one of the available choices"),
        ({"fields_written": "06 Computing"}, "begin with the four digits"),
        ({"fields_written": "0613 " + "x" * 300}, "at most 200 characters"),
        ({"fields_written": "x" * 5000}, "at most 4000"),
        ({"languages_written": "English Z9"}, "its level from A1 to C2"),
        ({"languages_written": "Klingon B2"}, "its level from A1 to C2"),
        ({"languages_written": "English B2 06"}, "a field has four digits"),
        ({"languages_written": "x" * 5000}, "at most 2000"),
        ({"is_blended": "maybe"}, "not one of the available choices"),
        ({"eqf_levels": ["99"]}, "not one of the available choices"),
        ({"condition": "99999999"}, "was removed elsewhere"),
        ({"kind": "nul\x00"}, "not one of the available choices"),
        ({"fields_written": "0613 nul\x00"}, "Null characters"),
    ],
)
def test_bad_cells_are_refused_beside_themselves_and_nothing_is_lost(
    browser_of, coordinator, draft, row, cells, sentence
):
    good = row | {"people_per_year": "7"}
    response = browser_of(coordinator).post(address(draft), sent(good, row | cells, note="Typed by hand"))
    assert response.status_code == OK
    shown = text_of(response)
    assert sentence in shown
    assert "Typed by hand" in shown
    assert 'value="7"' in shown
    assert not Condition.objects.exists()


def test_adding_and_copying_write_nothing_and_keep_what_was_typed(browser_of, coordinator, draft, partner, row):
    browser = browser_of(coordinator)
    odd = row | {"people_per_year": "many"}
    added = text_of(browser.post(address(draft), sent(odd, add="1")))
    assert 'name="row-TOTAL_FORMS" value="2"' in added
    assert 'value="many"' in added
    assert "invalid-feedback d-block" not in added
    turned = text_of(browser.post(address(draft), sent(odd, turn="0")))
    assert turned.count('value="many"') == 2
    assert f'<option value="one:{partner.pk}:{home().pk}" selected>' in turned
    assert not Condition.objects.exists()


def test_a_copied_row_takes_along_what_the_table_does_not_show(browser_of, coordinator, draft, partner, row):
    theirs = Contact.objects.create(institution=partner, name="Ola")
    first = ConditionFactory(agreement=draft, terms="In spring", sender_unit="CS", receiver_contact=theirs)
    turned = row | {"like": first.pk, "direction": f"one:{partner.pk}:{home().pk}"}
    browser_of(coordinator).post(address(draft), sent(turned))
    copy = draft.conditions.exclude(pk=first.pk).get()
    assert (copy.terms, copy.receiver_unit, copy.sender_unit, copy.sender_contact) == ("In spring", "CS", "", theirs)


def test_removing_asks_for_a_reason_and_history_keeps_it(browser_of, coordinator, draft, row):
    condition = ConditionFactory(agreement=draft)
    browser = browser_of(coordinator)
    gone = {"condition": condition.pk, "is_removed": "on", "kind": "", "direction": ""}
    assert "Say why a condition is removed." in text_of(browser.post(address(draft), sent(gone)))
    assert browser.post(address(draft), sent(gone, note="Their wish")).status_code == FOUND
    assert not draft.conditions.exists()
    assert "Their wish" in text_of(browser.get(f"/agreements/{draft.pk}/history/"))


def test_a_colleagues_change_is_not_overwritten(browser_of, coordinator, draft, row):
    seen = fingerprint(draft)
    ConditionFactory(agreement=draft, people_per_year=9)
    response = browser_of(coordinator).post(address(draft), sent(row, seen=seen))
    assert "changed elsewhere" in text_of(response)
    assert draft.conditions.get().people_per_year == 9


FIXED = sorted({*AgreementState.values} - {*AgreementState.editable, *AgreementState.approving})


@pytest.mark.parametrize("state", FIXED)
def test_once_agreed_on_the_table_leads_back_and_the_service_refuses(browser_of, unit, officer, state):
    agreement = AgreementFactory(responsible_unit=unit, state=state)
    response = browser_of(officer).get(address(agreement))
    assert (response.status_code, response.url) == (FOUND, agreement.get_absolute_url())
    with pytest.raises(PortalError):
        save_conditions(agreement, actor=officer, rows=[])


@pytest.mark.parametrize(("who", "status"), [("reader", GONE), ("outsider", GONE), ("auditor", FORBIDDEN)])
def test_others_may_not(request, browser_of, draft, row, who, status):
    browser = browser_of(request.getfixturevalue(who))
    assert browser.get(address(draft)).status_code == status
    assert browser.post(address(draft), sent(row)).status_code == status
    with pytest.raises(RightMissing):
        save_conditions(draft, actor=request.getfixturevalue(who), rows=[])
    assert not Condition.objects.exists()


def test_one_wrong_row_stops_them_all(draft, partner, coordinator):
    good = ConditionValues({"sender": home(), "receiver": partner, "kind": "student_studies"})
    bad = ConditionValues({"sender": home(), "receiver": home(), "kind": "student_studies"})
    with pytest.raises(ConditionsRefused) as refused:
        save_conditions(draft, actor=coordinator, rows=[ConditionRow(good), ConditionRow(bad)])
    assert list(refused.value.by_row) == [1]
    assert not Condition.objects.exists()


def test_a_contact_of_another_institution_is_refused(browser_of, draft, partner, coordinator):
    stranger = Contact.objects.create(institution=InstitutionFactory(), name="Somebody else")
    given = ConditionValues(
        {"sender": home(), "receiver": partner, "kind": "student_studies", "sender_contact": stranger}
    )
    with pytest.raises(Exception, match="another institution"):
        save_condition(draft, actor=coordinator, given=given)


def test_fields_keep_their_own_words():
    assert clarifications_from("0613 Games\nAll else", {"0613", "0714"}) == {"0613": "Games", "0714": "All else"}
    assert clarifications_from("", {"0613"}) == {"0613": ""}


def test_languages_are_read_as_people_write_them(words):
    read = Words().read_languages("engelska b2; sv ;English C1 (0613)\nsv A2")
    english, swedish = (Language.objects.get(code=code) for code in ("en", "sv"))
    assert read == [
        LanguageValues(english, "B2"), LanguageValues(swedish, ""), LanguageValues(english, "C1", words[0])
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_many_rows(
    browser_of, coordinator, draft, words, django_assert_num_queries, count
):
    for _number in range(count):
        ConditionFactory(agreement=draft)
    browser = browser_of(coordinator)
    browser.get(address(draft))
    with django_assert_num_queries(15):
        browser.get(address(draft))
