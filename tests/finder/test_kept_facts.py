"""Facts of a page are remembered under one stamp, by few enough, and never longer than what they were made from."""

from threading import Barrier, Thread

import pytest
from django.urls import reverse

from finder import freshness
from finder.current import forget
from finder.freshness import forget_stamp
from finder.kept_facts import KeptFacts
from finder.views.institutions import facts
from tests.agreements.factories import AgreementFactory
from tests.finder.test_freshness import as_at_the_beginning, later  # noqa: F401 - fixtures


def test_under_one_stamp_a_fact_is_made_once_and_under_another_anew():
    kept, made = KeptFacts(), []

    def make():
        made.append(len(made))
        return made[-1]

    assert [kept.of("a", stamp=stamp, make=make) for stamp in ("one", "one", "two", None, None)] == [0, 0, 1, 2, 3]


def test_those_asked_for_longest_ago_are_forgotten():
    kept = KeptFacts(most=2)
    for key in "aabac":
        kept.of(key, stamp="one", make=lambda: key)  # noqa: B023 - called at once
    assert kept.of("a", stamp="one", make=lambda: "anew") == "a"
    assert kept.of("b", stamp="one", make=lambda: "anew") == "anew"


def test_what_was_made_while_the_stamp_moved_on_is_not_remembered():
    kept, both = KeptFacts(), Barrier(2)

    def slow():
        both.wait(timeout=10)  # the other one comes with a newer stamp now
        both.wait(timeout=10)
        return "of the old stamp"

    worker = Thread(target=lambda: kept.of("a", stamp="old", make=slow))
    worker.start()
    both.wait(timeout=10)
    kept.of("b", stamp="new", make=lambda: "newer")
    both.wait(timeout=10)
    worker.join()
    assert kept.of("a", stamp="new", make=lambda: "made anew") == "made anew"


@pytest.mark.django_db
def test_a_partner_page_asks_one_question_and_is_gone_as_soon_as_it_is_unpublished(
    client,
    unit,
    later,  # noqa: F811 - the fixture
    django_assert_num_queries,
):
    agreement = AgreementFactory(responsible_unit=unit, is_published=True)
    partner = agreement.partner_parties[0].institution
    forget()
    address = reverse("finder:institution_detail", args=[partner.pk, partner.slug])
    client.get(address)
    later(freshness.TRUSTED_AFTER + 1)
    client.get(address)
    with django_assert_num_queries(1):
        assert partner.name in client.get(address).content.decode()
    client.get(f"/sv{address}")
    assert {language for _key, language in facts._facts} == {"en", "sv"}
    agreement.is_published = False
    agreement.save()
    assert client.get(address).status_code == 404
    forget_stamp()
