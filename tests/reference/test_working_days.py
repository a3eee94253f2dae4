"""Swedish public holidays against the calendars of past and coming years, and the days the university is closed."""

from datetime import date, timedelta

import pytest

from reference.models import ClosedDays
from reference.public_holidays import easter_sunday, swedish_holidays
from reference.working_days import WorkingDays

# As printed in Swedish almanacs: the red days, and the three eves.
PRINTED = {
    2016: "01-01 01-06 03-25 03-27 03-28 05-01 05-05 05-15 06-06 06-24 06-25 11-05 12-24 12-25 12-26 12-31",
    2024: "01-01 01-06 03-29 03-31 04-01 05-01 05-09 05-19 06-06 06-21 06-22 11-02 12-24 12-25 12-26 12-31",
    2026: "01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-06 06-19 06-20 10-31 12-24 12-25 12-26 12-31",
    2038: "01-01 01-06 04-23 04-25 04-26 05-01 06-03 06-13 06-06 06-25 06-26 11-06 12-24 12-25 12-26 12-31",
}
EASTERS = ["2008-03-23", "2019-04-21", "2025-04-20", "2027-03-28", "2049-04-18", "2076-04-19", "2100-03-28"]


@pytest.mark.parametrize("year", PRINTED)
def test_holidays_are_those_of_the_almanac(year):
    assert swedish_holidays(year) == {date.fromisoformat(f"{year}-{day}") for day in PRINTED[year].split()}


@pytest.mark.parametrize("day", EASTERS)
def test_easter_is_the_one_of_the_tables(day):
    assert easter_sunday(int(day[:4])) == date.fromisoformat(day)


@pytest.fixture
def christmas(db):
    return ClosedDays.objects.create(name_en="Between the years", starts_on="2026-12-23", ends_on="2027-01-05")


def test_working_days_are_neither_weekend_nor_holiday_nor_closed(christmas):
    days = WorkingDays.now()
    asked = [date(2026, 12, 18) + timedelta(days=number) for number in range(22)]
    assert [f"{day:%m-%d}" for day in asked if days.is_one(day)] == ["12-18", "12-21", "12-22", "01-07", "01-08"]
    assert days.on_or_after(date(2026, 12, 22)) == date(2026, 12, 22)
    assert days.on_or_after(date(2026, 12, 23)) == date(2027, 1, 7)


def test_a_house_that_never_opens_again_stops_nobody(db):
    ClosedDays.objects.create(name_en="For good", starts_on="2026-01-01", ends_on="9999-12-31")
    assert WorkingDays.now().on_or_after(date(2026, 5, 4)) == date(2026, 5, 4)


def test_without_a_law_only_weekends_and_closed_days_are_off(settings):
    settings.PUBLIC_HOLIDAYS = ""
    assert WorkingDays().is_one(date(2026, 12, 25))
    assert not WorkingDays().is_one(date(2026, 12, 26))


def test_an_administrator_enters_closed_days_and_a_period_the_wrong_way_round_is_refused_in_words(
    browser_of, administrator
):
    browser, address = browser_of(administrator), "/admin/reference/closeddays/add/"
    typed = {"name_en": "Summer", "name_sv": "Sommar", "starts_on": "2027-07-12", "ends_on": "2027-07-01"}
    assert "The last day lies before the first." in browser.post(address, typed).content.decode()
    browser.post(address, typed | {"ends_on": "2027-07-30"})
    assert [str(day) for day in ClosedDays.objects.values_list("ends_on", flat=True)] == ["2027-07-30"]
    assert ClosedDays.pgh_event_model.objects.get().pgh_context["actor_name"] == administrator.name
