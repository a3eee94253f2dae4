"""The list of agreements: who sees what, found how, in how many queries."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import Unit
from agreements.enums import AgreementKind, AgreementState, Turn
from agreements.models import ConditionField
from core.models import SavedView
from partners.services import update_institution
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory
from tests.reference.factories import CountryFactory, IscedFieldFactory

LIST = "/agreements/"


@pytest.fixture
def titles(browser_of):
    """The titles a person's list shows for a query string, through the page's own context."""

    def ask(person, query=""):
        response = browser_of(person).get(f"{LIST}?{query}")
        assert response.status_code == 200
        return [row.title for row in response.context["rows"]]

    return ask


def test_each_person_sees_their_own_list(
    titles, registered, draft, foreign_draft, reader, coordinator, outsider, officer, auditor, head
):
    assert titles(reader) == ["Exchange with Lodz"]
    assert sorted(titles(coordinator)) == ["Exchange with Lodz", "Secret draft"]
    assert sorted(titles(head)) == ["Exchange with Lodz", "Secret draft"]
    assert sorted(titles(outsider)) == ["Exchange with Lodz", "Foreign draft"]
    assert sorted(titles(officer)) == sorted(titles(auditor)) == ["Exchange with Lodz", "Foreign draft", "Secret draft"]


def test_a_further_unit_sees_the_draft_and_changes_nothing(titles, draft, outsider, other_unit, browser_of):
    draft.further_units.add(other_unit)
    assert titles(outsider) == ["Secret draft"]
    assert browser_of(outsider).get(f"{LIST}{draft.pk}/edit/").status_code == 403


def test_the_list_needs_a_right_and_a_sign_in(browser_of, administrator):
    assert browser_of(administrator).get(LIST).status_code == 403
    assert browser_of().get(LIST).status_code == 302


def test_what_is_over_is_hidden_and_counted(titles, browser_of, officer, unit):
    AgreementFactory(responsible_unit=unit, title="Ended", state=AgreementState.ENDED)
    AgreementFactory(responsible_unit=unit, title="Withdrawn", state=AgreementState.WITHDRAWN)
    AgreementFactory(responsible_unit=unit, title="Current")
    assert titles(officer) == ["Current"]
    assert sorted(titles(officer, "ended=shown")) == ["Current", "Ended", "Withdrawn"]
    assert titles(officer, "state=ended") == ["Ended"]
    page = browser_of(officer).get(LIST).content.decode()
    assert "2 ended or withdrawn, not shown" in page
    assert "1 in force" in page


@pytest.mark.parametrize(
    "text",
    [
        "lodz", "ŁÓDŹ", "Łód", "politech", "tul", "PLLODZ02", "pl lodz02", "BTH-1.2.1-0029", "0029", "bth",
        "exchange w", "poland", "polen",
    ],
)  # fmt: skip
def test_search_finds_by_the_beginnings_of_words(titles, registered, foreign_draft, officer, text):
    assert titles(officer, f"q={text}") == ["Exchange with Lodz"]


@pytest.mark.parametrize("text", ["odz", "zurich lodz", "xyz", "29-2015"])
def test_search_does_not_find_what_is_not_there(titles, registered, foreign_draft, officer, text):
    assert titles(officer, f"q={text}") == []


def test_search_follows_a_partner_that_is_renamed(titles, registered, lodz, officer):
    update_institution(lodz, actor=officer, name="Nowa Politechnika", aliases=["TUŁ"])
    assert titles(officer, "q=nowa") == ["Exchange with Lodz"]
    assert titles(officer, "q=politechnika+lodzka") == []


def test_filters_narrow_and_combine(titles, registered, foreign_draft, officer, unit, other_unit, lodz, coordinator):
    condition = ConditionFactory(agreement=registered)
    ConditionField.objects.create(condition=condition, isced_field=IscedFieldFactory(code="0613"))
    IscedFieldFactory(code="06")
    IscedFieldFactory(code="0715")
    registered.ends_on = date(2030, 6, 30)
    registered.turn = Turn.PARTNER
    registered.save()
    only_registered = [
        "kind=moc&country=PL",
        "country=PL",
        "country=PL&country=SE",
        f"institution={lodz.pk}",
        "institution=łódzka",
        f"unit={unit.pk}",
        f"unit={unit.parent_id}",
        f"coordinator={coordinator.pk}",
        "field=0613",
        "field=06",
        "ends_before=2030-07-01",
        "ends_from=2030-06-30",
        "turn=partner",
        "state=active",
    ]
    for query in only_registered:
        assert titles(officer, query) == ["Exchange with Lodz"], query
    for query in ["ends_before=2030-06-30", "field=0715", "kind=mou", f"country=PL&unit={other_unit.pk}"]:
        assert titles(officer, query) == [], query
    assert titles(coordinator, "unit=mine") == ["Exchange with Lodz"]


def test_a_condition_in_two_fields_does_not_double_the_row(titles, registered, officer):
    for code in ("0611", "0612", "0613"):
        condition = ConditionFactory(agreement=registered)
        ConditionField.objects.create(condition=condition, isced_field=IscedFieldFactory(code=code))
    IscedFieldFactory(code="06")
    assert titles(officer, "field=06&field=0611") == ["Exchange with Lodz"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("state=nonsense", "State"),
        ("kind=erasmus&kind=xx", "Kind"),
        ("country=XX", "Country"),
        ("unit=999999", "Unit"),
        ("unit=abc", "Unit"),
        ("coordinator=0", "Coordinator"),
        ("field=99", "Field"),
        ("ends_before=tomorrow", "Ends before"),
        ("ends_before=2026-13-45", "Ends before"),
        ("turn=nobody", "Whose turn"),
        ("ended=maybe", "Ended"),
    ],
)
def test_a_filter_that_makes_no_sense_is_left_out_and_said(browser_of, titles, registered, officer, query, sentence):
    assert titles(officer, query) == ["Exchange with Lodz"]
    assert f"The filter “{sentence}” was left out" in browser_of(officer).get(f"{LIST}?{query}").content.decode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("page=-1", 1),
        ("page=0", 1),
        ("page=999999999999999999999999", 1),
        ("page=²", 1),
        ("page=abc", 1),
        ("sort=password", 1),
        ("sort=--partner", 1),
        ("q=" + "a" * 10_000, 0),
        ("q=" + "%20".join(["łódź"] * 1000), 1),
        ("q=" + "'%3B%20DROP%20TABLE", 0),
        ("q=%3A%2A%26%7C%21", 1),
        ("institution=" + "9" * 30, 0),
        ("institution=99999999999999999", 0),
    ],
)
def test_bad_input_never_breaks_the_list(titles, registered, officer, query, count):
    assert len(titles(officer, query)) == count


def test_a_nul_byte_is_refused(browser_of, officer):
    assert browser_of(officer).get(f"{LIST}?q=a%00b").status_code == 400


def test_names_are_shown_not_run(browser_of, officer, unit):
    partner = InstitutionFactory(name="<script>alert(1)</script>", city="<b>City</b>")
    AgreementFactory(responsible_unit=unit, title="<img src=x>", partners=[partner])
    page = browser_of(officer).get(f"{LIST}?q=<script>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>City" not in page


def test_pages_do_not_overlap_and_know_their_neighbours(browser_of, officer, unit):
    partner = InstitutionFactory()
    for number in range(51):
        AgreementFactory(responsible_unit=unit, title=f"Number {number}", partners=[partner])
    client = browser_of(officer)
    first, second = (client.get(f"{LIST}?page={page}").context for page in (1, 2))
    assert (first["page"].first, first["page"].last, first["page"].total) == (1, 50, 51)
    assert (second["page"].first, second["page"].last, second["page"].next) == (51, 51, "")
    assert not {row.pk for row in first["rows"]} & {row.pk for row in second["rows"]}
    assert "page=2" in first["page"].next


def test_sorting_by_the_last_day(titles, officer, unit):
    AgreementFactory(responsible_unit=unit, title="Late", ends_on=date(2031, 1, 1))
    AgreementFactory(responsible_unit=unit, title="Early", ends_on=date(2027, 1, 1))
    assert titles(officer, "sort=ends") == ["Early", "Late"]
    assert titles(officer, "sort=-ends") == ["Late", "Early"]


def test_figures_and_tabs_count_what_their_addresses_show(browser_of, titles, officer, unit):
    today = timezone.localdate()
    for title, days in [("Past", -3), ("Soon", 30), ("Later", 600)]:
        AgreementFactory(responsible_unit=unit, title=title, ends_on=today + timedelta(days=days))
    context = browser_of(officer).get(LIST).context
    figures = {figure["text"]: figure["url"] for figure in context["figures"]}
    assert list(figures) == ["3 in force", "1 ends within six months", "1 past its last day"]
    assert titles(officer, figures["1 ends within six months"].removeprefix("?")) == ["Soon"]
    assert titles(officer, figures["1 past its last day"].removeprefix("?")) == ["Past"]
    for tab in context["tabs"]:
        assert len(titles(officer, tab["url"].partition("?")[2])) == tab["count"], tab


def test_figures_follow_every_write_at_once(browser_of, officer, unit):
    client = browser_of(officer)
    agreement = AgreementFactory(responsible_unit=unit)
    assert client.get(LIST).context["page"].total == 1
    type(agreement).objects.filter(pk=agreement.pk).update(state=AgreementState.ENDED)
    assert client.get(LIST).context["page"].total == 0


def test_an_empty_list_says_what_to_do(browser_of, officer, reader):
    assert "New agreement" in browser_of(officer).get(LIST).content.decode()
    assert "New agreement" not in browser_of(reader).get(LIST).content.decode()
    assert "Nothing matches" in browser_of(officer).get(f"{LIST}?q=zzz").content.decode()


def fill(unit, count):
    for number in range(count):
        country = CountryFactory(iso2=f"A{'ABCDEF'[number]}")
        partner = InstitutionFactory(country=country)
        agreement = AgreementFactory(responsible_unit=unit, partners=[partner, InstitutionFactory(country=country)])
        condition = ConditionFactory(agreement=agreement)
        field = IscedFieldFactory(code=f"061{number}")
        ConditionField.objects.create(condition=condition, isced_field=field)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries(browser_of, unit, officer, django_assert_num_queries, count):
    fill(unit, count)
    client = browser_of(officer)
    client.get(LIST)  # figures, options and the rail are remembered from here on
    with django_assert_num_queries(9):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_the_results_alone_ask_fewer(browser_of, unit, officer, django_assert_num_queries, count):
    fill(unit, count)
    client = browser_of(officer)
    client.get(f"{LIST}?q=partner")
    with django_assert_num_queries(7):
        response = client.get(f"{LIST}?q=partner", headers={"HX-Request": "true"})
    page = response.content.decode()
    assert "<html" not in page
    assert page.count("<tr>") == count + 1
    assert 'hx-swap-oob="innerHTML"' in page


def test_a_view_is_kept_as_a_tab_and_taken_off(browser_of, officer, reader, registered):
    client = browser_of(officer)
    kept = client.post(
        "/saved-views/agreements/",
        {"name": " Poland ", "query": "country=PL&page=3", "next": "/agreements/?country=PL"},
    )
    assert kept["Location"] == "/agreements/?country=PL"
    context = client.get("/agreements/?country=PL").context
    assert [(tab["label"], tab["is_current"]) for tab in context["tabs"]][-1] == ("Poland", True)
    view = SavedView.objects.get()
    assert browser_of(reader).post(f"/saved-views/{view.pk}/remove/").status_code == 404
    assert (
        client.post(f"/saved-views/{view.pk}/remove/", {"next": "https://evil.example/"})["Location"] == "/agreements/"
    )
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "given", [{"name": "", "query": "a=b"}, {"name": "x", "query": ""}, {"name": "x", "query": "q=" + "a" * 3000}]
)
def test_a_view_without_name_or_filters_is_refused_in_words(browser_of, officer, given):
    response = browser_of(officer).post("/saved-views/agreements/", {**given, "next": LIST}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not SavedView.objects.exists()


def test_kinds_have_a_short_word_and_an_explanation():
    assert all(kind.short and kind.explanation for kind in AgreementKind)


def test_units_of_the_filter_are_those_in_use(browser_of, officer, unit, other_unit):
    Unit.objects.filter(pk=other_unit.pk).update(is_active=False)
    chips = {chip.name: chip for chip in browser_of(officer).get(LIST).context["chips"]}
    labels = [option.label.strip() for option in chips["unit"].options]
    assert "Computer Science" in labels
    assert "Mechanical Engineering" not in labels
