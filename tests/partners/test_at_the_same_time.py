"""Two people enter the same code at the same moment: the second is told so beside the field."""

import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from partners.models import Institution
from partners.services import create_institution
from tests.reference.factories import CountryFactory

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE_S = 10


def somebody_waits_for_us() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))")
        return cursor.fetchone() is not None


@pytest.mark.parametrize("code", [{"erasmus_code": "S  LUND01"}, {"pic": "999901318"}])
def test_second_of_two_who_enter_one_code_at_once_is_refused_in_words(code):
    country = CountryFactory()
    refusals = []

    def enter_as_well():
        try:
            create_institution(actor=None, name="Entered second", country=country, **code)
        except ValidationError as error:
            refusals.append(error.message_dict)
        finally:
            connection.close()

    second = threading.Thread(target=enter_as_well)
    with transaction.atomic():
        create_institution(actor=None, name="Entered first", country=country, **code)
        second.start()
        give_up_at = time.monotonic() + PATIENCE_S
        while not somebody_waits_for_us():
            assert time.monotonic() < give_up_at
            time.sleep(0.01)
    second.join(PATIENCE_S)
    assert refusals == [{next(iter(code)): ["Another institution has just been given this code."]}]
    assert [str(institution) for institution in Institution.objects.all()] == ["Entered first"]
