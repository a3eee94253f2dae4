"""Two people save the data of one follow-up in the same moment, and one asks the portal for its figures."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from core.errors import ChangedElsewhere
from quality.enums import ValueOrigin
from quality.indicators.values import Entry, save_values
from quality.models import FollowUp, IndicatorValue
from tests.quality.factories import IndicatorFactory


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_the_same_value_the_second_is_told(follow_up, contributor, process_owner, rate):
    both = Barrier(2)

    def write(person, number):
        try:
            both.wait(timeout=10)
            row = FollowUp.objects.get(pk=follow_up.pk)
            save_values(row, actor=person, entries={rate.pk: Entry(Decimal(number))}, seen={rate.pk: Entry()})
        except ChangedElsewhere:
            return "told"
        finally:
            connection.close()
        return number

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(write, (contributor, process_owner), (40, 50)))
    assert outcomes.count("told") == 1
    assert IndicatorValue.objects.get().number == next(each for each in outcomes if each != "told")


@pytest.mark.django_db
def test_computing_anew_is_for_who_fills_in_and_takes_what_the_portal_knows(client, follow_up, contributor, head):
    IndicatorFactory(code="abroad", computed_by="mobility.students_out")
    address = reverse("quality:follow_up_compute", args=[follow_up.pk])
    client.force_login(head)
    assert client.post(address).status_code == 403
    client.force_login(contributor)
    page = client.post(address, follow=True)
    assert "1 figure was taken from the portal." in page.content.decode()
    value = follow_up.values.get()
    assert (value.number, value.origin, value.filled_by) == (0, ValueOrigin.COMPUTED, contributor)
