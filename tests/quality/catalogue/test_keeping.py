"""Who answers for a process leaves: a colleague takes the role and the units over, whoever may run follow-ups."""

import pytest

from accounts.enums import Role
from core.keeping import kept_things
from quality.models import ProcessUnit, ProcessVersion
from tests.quality.factories import ProcessFactory, ProcessUnitFactory, ProcessVersionFactory

pytestmark = pytest.mark.django_db
KINDS = ("quality.processes", "quality.process_units")


def of_kind(name):
    return next(things for things in kept_things() if things.name == name)


def test_the_role_and_the_units_change_hands_and_what_is_over_stays(process_owner, person, unit, officer, reader):
    version = ProcessVersionFactory(accountable=process_owner)
    ProcessVersionFactory(process=ProcessFactory(code="QU-3"), valid_to=2021, accountable=process_owner)
    ProcessUnitFactory(version=version, unit=unit, owner=process_owner)
    colleague = person(Role.PROCESS_OWNER, unit, name="Bo Ek")
    for name in KINDS:
        things = of_kind(name)
        (row,) = things.rows(process_owner, officer)
        assert things.counts([process_owner.pk]) == {process_owner.pk: 1}
        assert things.hand_over([row.key], person=process_owner, to=colleague, actor=reader) != {}
        assert things.hand_over([row.key], person=process_owner, to=reader, actor=officer) != {}
        assert things.hand_over([row.key], person=process_owner, to=colleague, actor=officer) == {}
    assert ProcessVersion.objects.get(pk=version.pk).accountable == colleague
    assert ProcessUnit.objects.get().owner == colleague
    assert ProcessVersion.objects.get(valid_to=2021).accountable == process_owner
