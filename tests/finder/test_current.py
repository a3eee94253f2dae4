"""The index follows what is published, and a slow one is not built at every change."""

from dataclasses import replace

import pytest

from agreements.models import ConditionField
from agreements.services.agreements import publish_agreement
from finder import current
from partners.services import update_institution
from tests.reference.factories import IscedFieldFactory

pytestmark = pytest.mark.django_db


def listed() -> list[str]:
    return [partner.name for partner in current.current_index().partners]


def test_index_is_kept_while_nothing_changes(offer, lodz, django_assert_num_queries):
    offer(lodz)
    first = current.current_index()
    with django_assert_num_queries(1):
        assert current.current_index() is first


def test_unpublished_agreement_is_gone_at_the_next_question(offer, lodz, officer):
    agreement = offer(lodz)
    assert listed() == ["Politechnika Łódzka"]
    publish_agreement(agreement, actor=officer, is_published=False)
    assert listed() == []


def test_renamed_partner_and_changed_field_show_at_once(offer, lodz, officer):
    agreement = offer(lodz)
    assert listed() == ["Politechnika Łódzka"]
    update_institution(lodz, actor=officer, name="Lodz University of Technology")
    assert listed() == ["Lodz University of Technology"]
    ConditionField.objects.create(condition=agreement.conditions.get(), isced_field=IscedFieldFactory(code="0922"))
    assert "09" in current.current_index().facets["field"]


def test_next_day_is_another_index(offer, lodz, tomorrow, monkeypatch):
    offer(lodz, ends_on=tomorrow)
    first = current.current_index()
    monkeypatch.setattr("finder.current.timezone.localdate", lambda: tomorrow)
    assert current.current_index() is not first


def aged(seconds, **changes):
    """The kept index, as if it had been made so long ago."""
    kept = current._kept
    current._kept = replace(kept, made_at=kept.made_at - seconds, seen_at=kept.seen_at - seconds, **changes)


@pytest.mark.django_db(transaction=True)
def test_slow_index_is_used_for_a_while_and_renewed_behind_its_readers(offer, lodz, kyoto):
    offer(lodz)
    index = current.current_index()
    aged(0, took=2.0)
    offer(kyoto)
    assert current.current_index() is index
    aged(21)
    assert current.current_index() is index
    with current._renewing:  # the thread has given it back
        assert listed() == ["Kyoto University", "Politechnika Łódzka"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.logs_errors
def test_index_that_cannot_be_renewed_stays_in_use(offer, lodz, monkeypatch):
    offer(lodz)
    index = current.current_index()
    aged(61, took=2.0)
    monkeypatch.setattr("finder.current.build_index", None)
    assert current.current_index() is index
    with current._renewing:
        pass
    monkeypatch.undo()
    assert current.current_index() is index


def test_index_made_soon_after_a_change_is_made_once_more_and_then_trusted(offer, lodz):
    offer(lodz)
    first = current.current_index()
    aged(61)
    second = current.current_index()
    assert second is not first
    aged(100_000)
    assert current.current_index() is second
