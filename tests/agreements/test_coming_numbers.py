"""The numbers of the coming year: watched until 31 January, confirmed once, by whoever keeps the agreement (AG-06)."""

from datetime import date

import pytest
from django.utils import timezone

from agreements.models import NumbersConfirmed
from agreements.services.coming_numbers import coming_year, confirm_numbers, due_on, unconfirmed
from core.errors import PortalError, RightMissing
from reference.academic_years import AcademicYear
from tests.agreements.factories import AgreementFactory, ConditionFactory

FOUND, FORBIDDEN = 302, 403


@pytest.fixture
def iia(unit, coordinator):
    agreement = AgreementFactory(responsible_unit=unit, kind="erasmus", coordinator=coordinator)
    ConditionFactory(agreement=agreement)
    return agreement


@pytest.mark.parametrize(
    ("on", "year", "due"),
    [
        (date(2026, 9, 1), 2027, date(2027, 1, 31)),
        (date(2027, 1, 31), 2027, date(2027, 1, 31)),
        (date(2027, 8, 31), 2027, date(2027, 1, 31)),
        (date(2027, 9, 1), 2028, date(2028, 1, 31)),
    ],
)
def test_the_day_lies_in_the_year_before(on, year, due):
    assert (coming_year(on), due_on(coming_year(on))) == (AcademicYear(year), due)


def test_only_erasmus_agreements_whose_conditions_hold_then_are_watched(iia, unit):
    year = coming_year().first_year
    ConditionFactory(agreement=AgreementFactory(responsible_unit=unit))
    ConditionFactory(agreement=AgreementFactory(responsible_unit=unit, kind="erasmus"), last_year=year - 1)
    ConditionFactory(agreement=AgreementFactory(responsible_unit=unit, kind="erasmus"), first_year=year + 1)
    ConditionFactory(agreement=AgreementFactory(responsible_unit=unit, kind="erasmus", state="suspended"))
    assert list(unconfirmed()) == [iia]
    assert unconfirmed().get().numbers_due_on == date(year, 1, 31)


def test_confirming_ends_the_watch_and_twice_is_once(iia, coordinator):
    first = confirm_numbers(iia, actor=coordinator)
    assert confirm_numbers(iia, actor=coordinator) == first
    assert not unconfirmed().exists()
    assert unconfirmed(coming_year().starts_on).exists()  # the year after is another one


def test_another_year_than_the_one_seen_is_not_confirmed(iia, coordinator):
    with pytest.raises(PortalError, match="asked for now"):
        confirm_numbers(iia, actor=coordinator, year=timezone.localdate().year + 5)
    assert not NumbersConfirmed.objects.exists()


def test_where_nothing_is_to_be_confirmed_it_says_so(iia, coordinator):
    iia.conditions.all().delete()
    with pytest.raises(PortalError, match="No numbers"):
        confirm_numbers(iia, actor=coordinator)


def test_the_button_on_the_page_confirms_and_goes(browser_of, iia, coordinator):
    browser = browser_of(coordinator)
    words = f"Confirm the numbers of {coming_year()}"
    assert words in browser.get(iia.get_absolute_url()).content.decode()
    response = browser.post(f"/agreements/{iia.pk}/numbers/", {"year": coming_year().first_year}, follow=True)
    assert f"The numbers of {coming_year()} are confirmed." in response.content.decode()
    assert words not in response.content.decode()


@pytest.mark.parametrize("who", ["reader", "outsider", "auditor"])
def test_others_may_not(request, browser_of, iia, who):
    person = request.getfixturevalue(who)
    assert browser_of(person).post(f"/agreements/{iia.pk}/numbers/").status_code == FORBIDDEN
    with pytest.raises(RightMissing):
        confirm_numbers(iia, actor=person)
