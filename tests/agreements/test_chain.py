"""The chain of an agreement: who sees which links, in what order, drawn where, in how many queries."""

from datetime import date

import pytest

from agreements.cockpit.chain import WIDTH, chain_of
from agreements.models import Agreement
from tests.agreements.factories import AgreementFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def chain(unit):
    """Three in a row: one that ended, one in force, a draft; beside them a draft that was withdrawn."""

    def make(length=3):
        rows, previous = [], None
        for number in range(length):
            state = ("ended", "active", "draft", "withdrawn")[min(number, 3)]
            row = AgreementFactory(
                responsible_unit=unit,
                title=f"Link {number}",
                predecessor=previous if number < 3 else rows[1],
                state=state,
                starts_on=date(2018 + 5 * number, 1, 1),
                ends_on=date(2022 + 5 * number, 12, 31),
            )
            rows.append(row)
            previous = row
        return rows

    return make


def test_every_link_shows_the_same_chain_in_order(chain, officer):
    rows = chain(4)
    for this in rows[:3]:
        found = chain_of(this, officer, TODAY)
        assert [link.agreement for link in found.links] == rows[:3]
        assert [link.is_this for link in found.links] == [row == this for row in rows[:3]]
        assert [link.is_planned for link in found.links] == [False, False, True]
        assert found.finding == "Since 2018, renewed once. The next one is at work: draft."
        assert (found.first_year, found.last_year) == (2018, 2032)


def test_the_bars_lie_one_after_the_other_on_the_line(chain, officer):
    found = chain_of(chain()[0], officer, TODAY)
    first, second, third = found.links
    assert first.left == 0
    assert abs(first.left + first.width - second.left) <= 1
    assert abs(third.left + third.width - WIDTH) <= 1
    assert second.left < found.today < third.left


def test_a_reader_sees_no_draft_in_it(chain, reader, outsider):
    rows = chain()
    assert [link.agreement for link in chain_of(rows[1], reader, TODAY).links] == rows[:2]
    assert [link.agreement for link in chain_of(rows[0], outsider, TODAY).links] == rows[:2]


def test_one_that_stands_alone_has_no_chain(unit, officer, reader):
    alone = AgreementFactory(responsible_unit=unit)
    assert chain_of(alone, officer) is None
    AgreementFactory(responsible_unit=unit, predecessor=alone, state="draft")
    assert chain_of(alone, reader) is None


def test_unknown_starts_open_ends_and_circles_are_drawn_all_the_same(unit, officer):
    first = AgreementFactory(responsible_unit=unit, starts_on=None, ends_on=date(2020, 12, 31), state="ended")
    second = AgreementFactory(responsible_unit=unit, starts_on=None, is_open_ended=True, predecessor=first)
    Agreement.objects.filter(pk=first.pk).update(predecessor=second)
    found = chain_of(second, officer, TODAY)
    assert {link.agreement for link in found.links} == {first, second}
    assert all(0 <= link.left <= WIDTH and link.width > 0 for link in found.links)


@pytest.mark.parametrize("length", [2, 3])
def test_it_is_found_in_two_queries(chain, officer, django_assert_num_queries, length):
    this = chain(length)[0]
    officer.has_perm("agreements.view_agreement")
    with django_assert_num_queries(2):
        assert len(chain_of(this, officer, TODAY).links) == length


def test_the_page_has_the_chain_as_a_table_and_the_way_to_renew(chain, unit, coordinator, reader, browser_of):
    rows = chain()
    page = browser_of(coordinator).get(rows[1].get_absolute_url()).content.decode()
    assert "What this agreement renews, and what renews it" in page
    assert "Link 0" in page and "Link 2" in page  # noqa: PT018
    assert "Renew it" not in page  # its renewal is a draft already
    alone = AgreementFactory(responsible_unit=unit, ends_on=date(2027, 12, 31))
    assert f"/agreements/renewals/many/?agreement={alone.pk}" in (
        browser_of(coordinator).get(alone.get_absolute_url()).content.decode()
    )
    assert "Renew it" not in browser_of(reader).get(alone.get_absolute_url()).content.decode()
