"""Whoever leaves hands over the stays, projects, programmes and rounds they keep."""

import pytest

from core.keeping import kept_things
from mobility.enums import MobilityState
from tests.accounts.factories import UserFactory
from tests.mobility.factories import ApplicationRoundFactory, BipFactory, GrantProjectFactory, MobilityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("mobility.stays", MobilityFactory),
        ("mobility.projects", GrantProjectFactory),
        ("mobility.programmes", BipFactory),
        ("mobility.rounds", ApplicationRoundFactory),
    ],
)
def test_what_a_person_keeps_changes_hands(name, make, unit, officer, coordinator, reader):
    kind = next(each for each in kept_things() if each.name == name)
    leaver = UserFactory()
    row = make(unit=unit, coordinator=leaver)
    make(unit=unit, coordinator=coordinator)
    assert kind.counts([leaver.pk]) == {leaver.pk: 1}
    (shown,) = kind.rows(leaver, officer)
    assert "right to keep" in kind.hand_over([shown.key], person=leaver, to=reader, actor=officer)[shown.key]
    assert kind.hand_over([shown.key], person=leaver, to=officer, actor=officer) == {}
    row.refresh_from_db()
    assert row.coordinator == officer


def test_what_is_over_stays(unit, officer):
    leaver = UserFactory()
    row = MobilityFactory(unit=unit, coordinator=leaver, state=MobilityState.CANCELLED)
    kind = next(each for each in kept_things() if each.name == "mobility.stays")
    assert kind.rows(leaver, officer) == []
    assert "over" in kind.hand_over([str(row.pk)], person=leaver, to=officer, actor=officer)[str(row.pk)]
