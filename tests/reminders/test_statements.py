"""What is remembered of the desk's questions is their statement alone, and it follows from its key."""

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.services import grant_role
from agreements.models import Agreement
from reminders.dates import DateQuestion, Whose
from reminders.decisions import _longest_waiting
from reminders.keepers import Keeper
from tests.agreements.factories import AgreementFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("whose", [Whose.KEPT, Whose.FOLLOWED, Whose.ALL])
def test_to_write_the_statement_reads_nothing(coordinator, officer, django_assert_num_queries, whose):
    for person in (coordinator, officer):
        today = timezone.localdate()
        question = DateQuestion(person, today, whose, keeper=Keeper(person, today))
        person.rights  # noqa: B018 (read once a request)
        with django_assert_num_queries(0):
            question._in_order(10, 0).query.sql_with_params()


def test_to_write_that_of_decisions_reads_nothing(head, officer, django_assert_num_queries):
    for person in (head, officer):
        person.rights  # noqa: B018 (read once a request)
        with django_assert_num_queries(0):
            _longest_waiting(person, 10).query.sql_with_params()


def test_other_rights_and_other_dates_are_other_rows(coordinator, person, unit, other_unit):
    today = timezone.localdate()
    both = [AgreementFactory(responsible_unit=each, ends_on=today) for each in (unit, other_unit)]
    titles = lambda user: [row.title for row in DateQuestion(user, today).rows(10)]  # noqa: E731
    assert titles(coordinator) == titles(coordinator) == [both[0].title]
    grant_role(coordinator, unit=other_unit, role=Role.COORDINATOR, actor=None)
    again = type(coordinator).objects.get(pk=coordinator.pk)
    assert sorted(titles(again)) == sorted(each.title for each in both)
    both[0].title = "Renamed"
    both[0].save(update_fields=["title"])
    assert "Renamed" in titles(again)


def test_the_dates_of_a_page_are_its_own_though_its_statement_serves_every_page(officer, unit):
    today = timezone.localdate()
    first, second = (AgreementFactory(responsible_unit=unit, ends_on=today, title=title) for title in ("One", "Two"))
    asked = lambda *pages: DateQuestion(officer, today, Whose.ALL, pages=(Agreement, [each.pk for each in pages]))  # noqa: E731
    told = {title: {row.title for row in asked(page).rows(20)} for title, page in (("One", first), ("Two", second))}
    assert told == {"One": {"One"}, "Two": {"Two"}}
    assert [asked(page).count() for page in (first, second)] == [len(asked(page).rows(20)) for page in (first, second)]
    assert {row.title for row in asked(first, second).rows(20)} == {"One", "Two"}
