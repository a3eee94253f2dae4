"""Twenty people at once, and failures among them: no gap, no double."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from agreements.models import Agreement, NumberSeries
from agreements.registry.numbers import give_number, number_if_needed
from tests.agreements.factories import AgreementFactory

AT_ONCE = 20
FAILS_EVERY = 4


class FallsOver(Exception):
    """Something of the same transaction fails after the number was taken."""


def all_at_once(acts) -> list:
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            start.wait(timeout=30)
            results[place] = act()
        except Exception as error:  # noqa: BLE001 (whatever it is, the test looks at it)
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_and_every_fourth_fails_leave_no_gap(unit):
    NumberSeries.objects.create(code="all", name_en="All", pattern="N-{number:04}-{year}")
    agreements = [AgreementFactory(responsible_unit=unit) for _one in range(AT_ONCE)]

    def take(place):
        with transaction.atomic():
            locked = Agreement.objects.select_for_update().get(pk=agreements[place].pk)
            number_if_needed(locked)
            if place % FAILS_EVERY == 0:
                raise FallsOver
        return locked.number

    results = all_at_once([lambda place=place: take(place) for place in range(AT_ONCE)])
    failed = [result for result in results if isinstance(result, Exception)]
    given = sorted(result for result in results if isinstance(result, str))
    assert {type(error) for error in failed} == {FallsOver}
    year = timezone.localdate().year
    assert given == [f"N-{count:04}-{year}" for count in range(1, AT_ONCE - len(failed) + 1)]
    assert len(failed) == AT_ONCE // FAILS_EVERY
    assert sorted(Agreement.objects.exclude(number="").values_list("number", flat=True)) == given


@pytest.mark.django_db(transaction=True)
def test_a_number_written_by_hand_at_the_same_moment_is_passed_over(unit, officer):
    NumberSeries.objects.create(code="all", name_en="All", pattern="N-{number:04}-{year}")
    by_hand, *others = [AgreementFactory(responsible_unit=unit) for _one in range(4)]
    second = f"N-0002-{timezone.localdate().year}"
    acts = [lambda: give_number(by_hand, actor=officer, number=second, note="on the paper")]
    acts += [lambda agreement=agreement: give_number(agreement, actor=officer) for agreement in others]
    results = all_at_once(acts)
    numbers = list(Agreement.objects.exclude(number="").values_list("number", flat=True))
    assert len(numbers) == len(set(numbers)) == sum(isinstance(result, Agreement) for result in results) >= 3
