"""Two people merge in the same moment: the second sees what the first has done."""

import threading
import time

import pytest
from django.db import connection, transaction

from core.errors import PortalError
from partners.models import Contact, Institution, Merge
from partners.services.merging import merge_institutions
from tests.partners.factories import InstitutionFactory
from tests.partners.test_at_the_same_time import PATIENCE_S, somebody_waits_for_us

pytestmark = pytest.mark.django_db(transaction=True)


def while_merging(survivor, absorbed, act) -> list[str]:
    """``act`` in a thread of its own, begun while a merger is not yet committed; what refused it."""
    refusals = []

    def acting():
        try:
            act()
        except PortalError as error:
            refusals.append(str(error))
        finally:
            connection.close()

    thread = threading.Thread(target=acting)
    with transaction.atomic():
        merge_institutions(survivor, absorbed, actor=None)
        thread.start()
        give_up_at = time.monotonic() + PATIENCE_S
        while not somebody_waits_for_us():
            assert time.monotonic() < give_up_at
            time.sleep(0.01)
    thread.join(PATIENCE_S)
    assert not thread.is_alive()
    return refusals


@pytest.fixture
def three():
    return [InstitutionFactory(name=name) for name in ("A", "B", "C")]


def test_the_same_two_are_merged_once(three):
    a, b, _c = three
    refusals = while_merging(a, b, lambda: merge_institutions(a, b, actor=None))
    assert refusals == ["“B” has already been merged into “A”."]
    assert Merge.objects.count() == 1


def test_the_other_way_round_at_once_is_refused(three):
    a, b, _c = three
    refusals = while_merging(a, b, lambda: merge_institutions(b, a, actor=None))
    assert refusals == ["“B” has already been merged into “A”."]


def test_of_a_into_b_and_b_into_c_the_second_finds_what_the_first_moved(three):
    a, b, c = three
    Contact.objects.create(institution=a, name="Desk")
    assert while_merging(b, a, lambda: merge_institutions(c, b, actor=None)) == []
    assert [contact.institution for contact in Contact.objects.all()] == [c]
    assert set(Institution.objects.filter(merged_into=c)) == {a, b}


def test_of_b_into_c_and_a_into_b_the_second_is_refused(three):
    a, b, c = three
    assert while_merging(c, b, lambda: merge_institutions(b, a, actor=None)) == [
        "“B” has already been merged into “C”."
    ]


def test_a_contact_entered_in_the_same_moment_goes_along(three):
    a, b, _c = three
    assert while_merging(a, b, lambda: Contact.objects.create(institution_id=b.pk, name="Desk")) == []
    assert Contact.objects.get().institution == a
