"""The pages of the calendar: what month, list and export show, what they say is not shown, what bad input meets."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models.expressions import RawSQL
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.enums import Role
from reminders.arrangements import settle_date
from reminders.calendar.months import Month
from reminders.dates import DateQuestion, Whose
from reminders.sources import _sources, source
from reminders.views import calendar_list
from tests.agreements.factories import AgreementFactory, DocumentFactory
from tests.reference.factories import CallDeadlineFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_factsheets")]

MONTH = "2031-03"


@pytest.fixture
def agreement(unit, coordinator):
    """Make one that ends on a day of March 2031, the coordinator's unless said."""

    def make(day, **fields):
        given = {"responsible_unit": unit, "coordinator": coordinator, "ends_on": date(2031, 3, day), **fields}
        return AgreementFactory(**given)

    return make


def text_of(response) -> str:
    return response.content.decode()


def figures(response) -> list[str]:
    return [figure["text"] for figure in response.context["figures"]]


def shown(response) -> list[str]:
    """The titles in the cells of a month, in order."""
    return [each.row.title for week in response.context["shown"].weeks for day in week for each in day.dates]


def test_the_first_page_is_ones_own_present_month(agreement, coordinator, browser_of):
    today = timezone.localdate()
    agreement(1, title="Ends today", ends_on=today)
    agreement(1, title="Another year", ends_on=today + timedelta(days=800))
    page = browser_of(coordinator).get("/calendar/")
    assert page.context["month"] == Month.of(today)
    assert shown(page) == ["Ends today"]
    assert 'aria-current="date"' in text_of(page)
    assert [tab["label"] for tab in page.context["tabs"] if tab["is_current"]] == ["Mine"]


def test_a_date_leads_to_its_very_object(agreement, coordinator, browser_of):
    ends = agreement(9, title="Ends")
    DocumentFactory(agreement=ends, title="Annex", review_on=date(2031, 3, 10))
    page = text_of(browser_of(coordinator).get(f"/calendar/?month={MONTH}"))
    assert f'href="/agreements/{ends.pk}/"' in page
    assert f'href="/agreements/{ends.pk}/documents/"' in page


def test_a_month_is_a_table_with_weeks_and_weekdays(coordinator, browser_of):
    page = text_of(browser_of(coordinator).get(f"/calendar/?month={MONTH}"))
    assert page.count('scope="row">w. ') == 6
    assert "w. 9</th>" in page
    assert page.index('abbr="Monday"') < page.index('abbr="Sunday"')


def test_a_month_is_swedish_for_who_reads_swedish(agreement, coordinator, browser_of):
    coordinator.language = "sv"
    coordinator.save(update_fields=["language"])
    agreement(9)
    page = text_of(browser_of(coordinator).get(f"/calendar/?month={MONTH}"))
    assert "Mars 2031" in page
    assert page.index('abbr="Måndag"') < page.index('abbr="Söndag"')


def test_the_day_that_holds_more_leads_to_the_list_of_that_day(agreement, coordinator, browser_of):
    for number in range(5):
        agreement(9, title=f"Agreement {number}")
    client = browser_of(coordinator)
    page = text_of(client.get(f"/calendar/?month={MONTH}&kind=agreements.end"))
    link = "/calendar/list/?kind=agreements.end&amp;since=2031-03-09&amp;until=2031-03-09"
    assert "+2 more" in page
    assert link in page
    listed = client.get(link.replace("&amp;", "&"))
    assert [each.row.title for each in listed.context["dates"]] == [f"Agreement {number}" for number in range(5)]


def test_a_chosen_day_is_listed_beneath(agreement, coordinator, browser_of, monkeypatch):
    for number in range(5):
        agreement(9, title=f"Agreement {number}")
    client = browser_of(coordinator)
    page = client.get(f"/calendar/?month={MONTH}&day=2031-03-09")
    assert [each.row.title for each in page.context["day_dates"]] == [f"Agreement {number}" for number in range(5)]
    assert "All dates of this day" not in text_of(page)
    monkeypatch.setattr("reminders.calendar.month_of_dates.MOST_OF_A_DAY", 2)
    page = client.get(f"/calendar/?month={MONTH}&day=2031-03-09")
    assert [each.row.title for each in page.context["day_dates"]] == ["Agreement 0", "Agreement 1"]
    assert "All dates of this day" in text_of(page)


def test_the_sentence_says_what_is_not_shown(agreement, coordinator, outsider, other_unit, browser_of):
    today = timezone.localdate()
    agreement(9, title="Mine")
    agreement(10, title="Not needed")
    agreement(11, title="Theirs", responsible_unit=other_unit, coordinator=outsider)
    agreement(1, title="Overdue", ends_on=today - timedelta(days=3))
    row = next(row for row in DateQuestion(coordinator, today).rows(9) if row.title == "Not needed")
    settle_date(row, actor=coordinator, reason="renewed by mail")
    client = browser_of(coordinator)

    page = client.get(f"/calendar/?month={MONTH}")
    assert shown(page) == ["Mine"]
    assert figures(page) == [
        "1 date in March 2031",
        "1 overdue before it",
        "1 rests or is not needed, not shown",
        "1 other not shown",
    ]
    links = {figure["text"]: figure["url"] for figure in page.context["figures"]}

    aside = client.get("/calendar/" + links["1 rests or is not needed, not shown"])
    assert sorted(shown(aside)) == ["Mine", "Not needed"]
    assert "renewed by mail" in text_of(aside)
    assert figures(aside)[2:4] == ["1 of them rests or is not needed", "hide these"]

    everything = client.get("/calendar/" + links["1 other not shown"])
    assert sorted(shown(everything)) == ["Mine", "Theirs"]
    assert "not shown" in figures(everything)[2]

    overdue = client.get(links["1 overdue before it"])
    assert [each.row.title for each in overdue.context["dates"]] == ["Overdue"]


def test_filters_narrow_and_say_how_many_they_leave_out(agreement, officer, other_unit, outsider, unit, browser_of):
    kept = agreement(9, title="Computer Science")
    agreement(10, title="Engineering", responsible_unit=other_unit, coordinator=outsider)
    DocumentFactory(agreement=kept, title="Annex", review_on=date(2031, 3, 11))
    client = browser_of(officer)
    asked = {
        "whose=all": ["Computer Science", "Engineering", "Annex · Computer Science"],
        "whose=all&kind=agreements.end": ["Computer Science", "Engineering"],
        f"whose=all&unit={unit.pk}": ["Computer Science", "Annex · Computer Science"],
        f"whose=all&unit={unit.parent_id}&kind=agreements.document_review": ["Annex · Computer Science"],
        f"person={outsider.pk}": ["Engineering"],
        "whose=units": ["Computer Science", "Engineering", "Annex · Computer Science"],
        "whose=mine": [],
        "whose=followed": [],
    }
    found = {}
    for query, expected in asked.items():
        page = client.get(f"/calendar/?month={MONTH}&{query}")
        found[query] = shown(page)
        left_out = 3 - len(expected)
        assert any(f"{left_out} other" in text for text in figures(page)) is bool(left_out), query
    assert found == asked


def test_my_units_are_those_of_ones_roles_and_below(agreement, outsider, head, other_unit, browser_of):
    agreement(9, title="Computer Science")
    agreement(10, title="Engineering", responsible_unit=other_unit, coordinator=None)
    address = f"/calendar/?month={MONTH}&whose=units"
    assert shown(browser_of(head).get(address)) == ["Computer Science"]
    assert shown(browser_of(outsider).get(address)) == ["Engineering"]


def test_a_colleagues_calendar_is_for_those_who_may_see_colleagues(agreement, coordinator, officer, reader, browser_of):
    agreement(9, title="The coordinator's")
    address = f"/calendar/?month={MONTH}&person={coordinator.pk}"
    theirs = browser_of(officer).get(address)
    assert (shown(theirs), theirs.context["title"]) == (["The coordinator's"], "Calendar of Coordinator")
    assert not any(tab["is_current"] for tab in theirs.context["tabs"])
    own = browser_of(reader).get(address)
    assert (shown(own), own.context["title"]) == ([], "Calendar")
    assert "person" not in own.context["filterset"].filters


def test_an_empty_month_says_so_with_the_next_date(agreement, coordinator, browser_of):
    client = browser_of(coordinator)
    empty = text_of(client.get(f"/calendar/?month={MONTH}"))
    assert "Nothing in March 2031." in empty
    assert "No later date is known either." in empty
    agreement(9, title="Next", ends_on=date(2031, 6, 14))
    page = text_of(client.get(f"/calendar/?month={MONTH}"))
    assert 'href="?month=2031-06"' in page
    assert "The next date is 14 Jun 2031: Next" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("month=2026-13", "“2026-13” is no month"),
        ("month=99999", "“99999” is no month"),
        ("month=%F0%9F%98%80", "is no month"),
        ("month=2031-03&day=2031-02-30", "“2031-02-30” is no day"),
        ("month=2031-03&kind=zz", "The filter “Kind” was left out"),
        ("month=2031-03&unit=zz", "The filter “Unit” was left out"),
        ("month=2031-03&unit=99999999999999999999", "The filter “Unit” was left out"),
        ("month=2031-03&whose=zz", "The filter “Whose” was left out"),
        ("month=2031-03&person=zz", "The filter “Person” was left out"),
    ],
)
def test_what_cannot_be_understood_is_said_and_left_out(officer, browser_of, query, said):
    page = browser_of(officer).get(f"/calendar/?{query}")
    assert page.status_code == 200
    assert said in text_of(page)


@pytest.mark.parametrize("query", ["since=zz", "until=2026-02-30", "page=0", "page=x", "page=99999999999", "day=x"])
def test_the_list_bears_bad_input_too(agreement, officer, browser_of, query):
    agreement(9, ends_on=timezone.localdate())
    page = browser_of(officer).get(f"/calendar/list/?whose=all&{query}")
    assert page.status_code == 200
    assert len(page.context["dates"]) == 1


@pytest.mark.parametrize(("month", "beside"), [("2000-01", ["2000-02"]), ("2099-12", ["2099-11"]), (MONTH, None)])
def test_the_calendar_ends_where_its_years_end(coordinator, browser_of, month, beside):
    page = browser_of(coordinator).get(f"/calendar/?month={month}")
    near = [page.context["previous"], page.context["next"]]
    expected = beside or ["2031-02", "2031-04"]
    assert [other["url"].removeprefix("?month=") for other in near if other] == expected


def test_the_list_is_parted_by_months_and_turned_by_pages(agreement, coordinator, browser_of, monkeypatch):
    monkeypatch.setattr(calendar_list, "PAGE_SIZE", 2)
    for day in (9, 10):
        agreement(day, title=f"March {day}")
    agreement(1, title="April", ends_on=date(2031, 4, 1))
    client = browser_of(coordinator)
    first, second = (
        client.get("/calendar/list/?until=2031-12-31"),
        client.get("/calendar/list/?until=2031-12-31&page=2"),
    )
    assert [each.row.title for each in first.context["dates"]] == ["March 9", "March 10"]
    assert [each.row.title for each in second.context["dates"]] == ["April"]
    assert text_of(first).count('scope="rowgroup"') == 1
    assert "1–2 of 3" in text_of(first)
    assert "April 2031" in text_of(second)


def test_the_list_shows_a_year_and_says_what_follows(agreement, coordinator, browser_of):
    today = timezone.localdate()
    agreement(1, title="Overdue", ends_on=today - timedelta(days=900))
    agreement(1, title="Within the year", ends_on=today + timedelta(days=365))
    agreement(1, title="After it", ends_on=today + timedelta(days=367))
    client = browser_of(coordinator)
    page = client.get("/calendar/list/")
    assert [each.row.title for each in page.context["dates"]] == ["Overdue", "Within the year"]
    (later,) = [figure for figure in page.context["figures"] if "after" in figure["text"]]
    assert later["text"].startswith("1 after ")
    assert [each.row.title for each in client.get("/calendar/list/" + later["url"]).context["dates"]][2:] == [
        "After it"
    ]
    assert not any("after" in text for text in figures(client.get("/calendar/list/" + later["url"])))


def test_the_list_says_an_hour_and_who_keeps_a_date(officer, browser_of):
    CallDeadlineFactory(due_on=date(2031, 3, 6), call_year=2031)
    page = text_of(browser_of(officer).get("/calendar/list/?until=2031-12-31"))
    assert "12:00" in page
    assert "The international office" in page


def test_the_export_holds_what_the_list_shows(agreement, officer, coordinator, unit, browser_of, settings):
    settings.SITE_URL = "https://portal.example.org"
    ends = agreement(9, title="=Ends; Łódź", coordinator=coordinator)
    agreement(10, title="Left out", responsible_unit=unit.parent)
    CallDeadlineFactory(due_on=date(2031, 3, 6), call_year=2031)
    client = browser_of(officer)
    answer = client.get(f"/calendar/list/export/?format=csv&until=2031-12-31&whose=all&unit={unit.pk}")
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:4] == ["Date", "Hour", "Kind", "What it is about"]
    assert rows[1:] == [
        [
            "2031-03-09",
            "",
            "Agreement ends",
            "'=Ends; Łódź",
            "Last day 9 Mar 2031: decide whether to renew it",
            str(unit),
            str(coordinator),
            "Later",
            "",
            "",
            f"https://portal.example.org/agreements/{ends.pk}/",
        ]
    ]
    everything = client.get("/calendar/list/export/?format=csv&until=2031-12-31&whose=all").getvalue().decode()
    assert "12:00, Europe/Brussels" in everything
    assert everything.count("\n") == 4
    workbook = client.get("/calendar/list/export/?whose=all&until=2031-12-31")
    assert workbook.getvalue().startswith(b"PK")
    assert "attachment" in workbook["Content-Disposition"]


def test_an_export_of_nothing_has_its_headings(coordinator, browser_of):
    assert browser_of(coordinator).get("/calendar/list/export/?format=csv").getvalue().decode().count("\n") == 1


def test_a_strangers_draft_is_in_no_part_of_the_calendar(agreement, outsider, browser_of):
    secret = agreement(9, title="Secret draft", state="draft", notice_on=date(2031, 3, 8))
    DocumentFactory(agreement=secret, title="Secret paper", review_on=date(2031, 3, 9))
    client = browser_of(outsider)
    for path in (
        f"/calendar/?month={MONTH}&whose=all&day=2031-03-09",
        "/calendar/list/?whose=all&until=2031-12-31",
        "/calendar/list/export/?whose=all&until=2031-12-31&format=csv",
    ):
        assert "Secret" not in client.get(path).getvalue().decode()


def test_the_calendar_is_for_those_who_work_here(browser_of, person, university):
    assert browser_of().get("/calendar/").status_code == 302
    reviewer = person(Role.EXTERNAL_REVIEWER, university)
    assert browser_of(reviewer).get("/calendar/").status_code == 403
    assert browser_of(reviewer).get("/calendar/list/export/").status_code == 403


def test_looking_changes_nothing(agreement, officer, browser_of):
    agreement(9)
    client = browser_of(officer)
    pages = ["/calendar/", "/calendar/list/", "/calendar/list/export/?format=csv", "/calendar/subscribe/"]
    with CaptureQueriesContext(connection) as asked:
        for page in pages:
            client.get(page).getvalue()
    writes = ("INSERT", "UPDATE", "DELETE")
    assert [query["sql"] for query in asked if query["sql"].startswith(writes)] == []
    assert {client.post(page).status_code for page in pages} == {405}


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        (f"/calendar/?month={MONTH}&whose=all&day=2031-03-09", 8),
        (f"/calendar/?month={MONTH}&day=2031-03-09", 13),
        ("/calendar/list/?whose=all&until=2031-12-31", 9),
        ("/calendar/list/?until=2031-12-31", 14),
    ],
)
@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_queries_however_many_dates(
    agreement, coordinator, browser_of, django_assert_num_queries, address, queries, count
):
    for number in range(count):
        DocumentFactory(agreement=agreement(9 + number), review_on=date(2031, 3, 9))
    client = browser_of(coordinator)
    client.get(address)  # counts of the navigation and options of the filters are remembered for a minute
    with django_assert_num_queries(queries):
        client.get(address)


def test_the_overdue_of_a_month_gone_by_stay_in_it(agreement, coordinator, browser_of):
    last_month = Month.of(timezone.localdate()).after(-1)
    agreement(1, title="Forgotten", ends_on=last_month.first)
    page = browser_of(coordinator).get(f"/calendar/?month={last_month}")
    assert shown(page) == ["Forgotten"]
    assert "Overdue: " in text_of(page)
    assert DateQuestion(coordinator, timezone.localdate(), Whose.KEPT).count() == 1


@pytest.mark.logs_errors
@pytest.mark.parametrize("path", ["/calendar/", "/calendar/list/", "/calendar/list/export/?format=csv"])
def test_a_room_at_fault_takes_no_other_rooms_dates_away(agreement, coordinator, browser_of, monkeypatch, path):
    def broken(on):
        raise RuntimeError("the room is on fire")

    agreement(1, title="Still there", ends_on=timezone.localdate())
    monkeypatch.setitem(_sources, "agreements.notice", replace(source("agreements.notice"), rows=broken))
    answer = browser_of(coordinator).get(path).getvalue().decode()
    assert "Still there" in answer
    assert "export" in path or "These dates cannot be read at the moment" in answer


@pytest.mark.logs_errors
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/calendar/", "/calendar/list/", "/calendar/list/export/?format=csv", "/desk/"])
def test_rows_that_the_database_refuses_take_no_other_dates_away(agreement, coordinator, browser_of, monkeypatch, path):
    def refused(on):
        nothing = RawSQL("1 / (agreements_agreement.id - agreements_agreement.id)", ())
        return old.rows(on).alias(broken=nothing).filter(broken=1)

    today, old = timezone.localdate(), source("agreements.end")
    DocumentFactory(agreement=agreement(1, ends_on=today), title="Still there", review_on=today)
    monkeypatch.setitem(_sources, old.name, replace(old, rows=refused))
    answer = browser_of(coordinator).get(path).getvalue().decode()
    assert "Still there" in answer
    assert "export" in path or "cannot be read at the moment" in answer
