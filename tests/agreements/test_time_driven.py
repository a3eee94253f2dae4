"""What time alone does to agreements, and what it leaves to people."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agreements.models import Agreement
from agreements.services.time_driven import make_moves_of_time
from reminders.nightly import run_night
from tests.agreements.factories import AgreementFactory


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def agreement_of_unit(unit):
    def make(**fields):
        return AgreementFactory(responsible_unit=unit, **fields)

    return make


def state_of(agreement) -> str:
    agreement.refresh_from_db()
    return agreement.state


@pytest.mark.parametrize(
    ("state", "starts", "ends", "afterwards"),
    [
        ("signed", 0, 100, "active"),
        ("signed", None, 100, "active"),
        ("signed", 1, 100, "signed"),
        ("signed", -100, -1, "ended"),  # begun and over while nobody looked
        ("active", -100, 0, "active"),  # the last day itself still counts
        ("active", -100, -1, "ended"),
        ("active", -100, None, "active"),
        ("suspended", -100, -1, "ended"),
        ("notice_given", -100, -1, "ended"),
        ("draft", -100, -1, "draft"),
        ("in_review", -100, -1, "in_review"),
        ("approved", -100, -1, "approved"),
        ("withdrawn", -100, -1, "withdrawn"),
    ],
)
def test_time_moves_what_has_begun_or_is_over(agreement_of_unit, today, state, starts, ends, afterwards):
    days = [None if days is None else today + timedelta(days=days) for days in (starts, ends)]
    agreement = agreement_of_unit(state=state, starts_on=days[0], ends_on=days[1])
    make_moves_of_time(today)
    assert state_of(agreement) == afterwards


def test_a_second_night_finds_nothing_to_move(agreement_of_unit, today):
    agreement_of_unit(state="active", ends_on=today - timedelta(days=1))
    assert [make_moves_of_time(today).moved for _night in range(2)] == [1, 0]


@pytest.mark.parametrize(
    ("state", "kind", "most", "made", "ends", "today", "afterwards"),
    [
        ("active", "moc", None, 0, "2027-06-30", "2027-07-01", ("active", "2028-06-30", 1)),
        ("suspended", "moc", None, 0, "2027-06-30", "2027-07-01", ("suspended", "2028-06-30", 1)),
        ("active", "moc", None, 0, "2027-06-30", "2027-06-30", ("active", "2027-06-30", 0)),
        ("active", "moc", None, 3, "2027-06-30", "2030-01-01", ("active", "2030-06-30", 6)),  # years nobody looked
        ("active", "moc", 2, 1, "2027-06-30", "2027-07-01", ("active", "2028-06-30", 2)),
        ("active", "moc", 2, 2, "2027-06-30", "2027-07-01", ("ended", "2027-06-30", 2)),
        ("active", "moc", 2, 0, "2027-06-30", "2031-01-01", ("ended", "2029-06-30", 2)),
        ("notice_given", "moc", None, 0, "2027-06-30", "2027-07-01", ("ended", "2027-06-30", 0)),
        ("active", "erasmus", None, 0, "2029-01-31", "2029-02-01", ("ended", "2029-01-31", 0)),  # AG-04
        ("active", "moc", None, 0, "2027-02-28", "2027-03-01", ("active", "2028-02-29", 1)),
    ],
)
def test_an_agreement_renews_as_often_as_its_terms_allow_and_then_ends(
    agreement_of_unit, state, kind, most, made, ends, today, afterwards
):
    agreement = agreement_of_unit(
        state=state, kind=kind, starts_on=None, ends_on=date.fromisoformat(ends), renewal="automatic",
        renewal_months=12, most_renewals=most, renewals_made=made,
    )  # fmt: skip
    make_moves_of_time(date.fromisoformat(today))
    agreement.refresh_from_db()
    assert (agreement.state, agreement.ends_on.isoformat(), agreement.renewals_made) == afterwards


@pytest.mark.parametrize(("made", "said"), [(1, "Renews by itself"), (2, "Renews no more")])
def test_the_page_says_when_it_renews_no_more(agreement_of_unit, browser_of, officer, made, said):
    terms = {"renewal": "automatic", "renewal_months": 12, "most_renewals": 2, "renewals_made": made}
    agreement = agreement_of_unit(state="active", ends_on=date(2031, 6, 30), **terms)
    assert f"<dd>{said}<small" in browser_of(officer).get(agreement.get_absolute_url()).content.decode()


def test_a_renewal_by_its_own_terms_has_a_new_notice_date_and_its_history(agreement_of_unit):
    agreement = agreement_of_unit(
        state="active", ends_on=date(2027, 6, 30), renewal="automatic", renewal_months=12,
        notice_rule="months", notice_months=6, notice_on=date(2026, 12, 30),
    )  # fmt: skip
    assert [make_moves_of_time(date(2027, 7, 1)).moved for _night in range(2)] == [1, 0]
    agreement.refresh_from_db()
    assert agreement.notice_on == date(2027, 12, 30)
    event = Agreement.pgh_event_model.objects.filter(pgh_obj=agreement).latest("pgh_id")
    assert (event.pgh_context["action"], event.pgh_context["actor"]) == ("agreement.renew_by_itself", None)


@pytest.mark.logs_errors
def test_a_renewal_that_fails_does_not_end_the_agreement(agreement_of_unit):
    most = 32_767  # the column holds no more
    agreement = agreement_of_unit(
        state="active", ends_on=date(2027, 6, 30), renewal="automatic", renewal_months=12, renewals_made=most
    )
    [failure] = make_moves_of_time(date(2027, 7, 1)).failures
    assert failure["fault"].startswith("DataError")
    assert failure["url"] == agreement.get_absolute_url()
    assert state_of(agreement) == "active"


def test_one_that_cannot_be_moved_is_listed_and_holds_up_no_other(agreement_of_unit, today):
    tomorrow = today + timedelta(days=1)
    refused = agreement_of_unit(state="signed", starts_on=tomorrow, ends_on=None)
    moved = agreement_of_unit(state="signed", starts_on=today, ends_on=None)
    report = make_moves_of_time(tomorrow)
    [failure] = report.failures
    assert failure["title"] == refused.title
    assert failure["why"]["en"].startswith("It begins on ")
    assert failure["why"]["sv"] != failure["why"]["en"]
    assert report.examples == [{"action": "agreement.activate", "title": moved.title, "url": moved.get_absolute_url()}]
    assert (state_of(refused), state_of(moved), report.moved) == ("signed", "active", 1)


def test_history_says_that_the_machine_did_it(agreement_of_unit, today):
    agreement = agreement_of_unit(state="active", ends_on=today - timedelta(days=1))
    make_moves_of_time(today)
    event = Agreement.pgh_event_model.objects.filter(pgh_obj=agreement, state="ended").get()
    assert (event.pgh_context["action"], event.pgh_context["actor"]) == ("agreement.end", None)


def test_looking_ahead_moves_no_state(agreement_of_unit, today):
    agreement = agreement_of_unit(state="active", ends_on=today + timedelta(days=10))
    run_night(today + timedelta(days=30))
    assert state_of(agreement) == "active"
