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


def test_slow_index_is_used_for_a_while_after_a_change(offer, lodz, kyoto):
    offer(lodz)
    index = current.current_index()
    current._kept = replace(current._kept, took=2.0)
    offer(kyoto)
    assert current.current_index() is index
    current._kept = replace(current._kept, made_at=current._kept.made_at - 21)
    assert current.current_index() is not index


def test_no_index_outlives_a_minute(offer, lodz):
    offer(lodz)
    index = current.current_index()
    current._kept = replace(current._kept, made_at=current._kept.made_at - current.LONGEST_SECONDS - 1)
    assert current.current_index() is not index
