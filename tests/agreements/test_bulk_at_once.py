"""Two bulk edits, or two presses, at the same moment, in two real connections."""

import pytest

from accounts.enums import Role
from agreements.bulk.kind import AgreementsAtOnce
from agreements.models import Agreement
from core.bulk.doing import carry_out, undo
from core.bulk.enums import BulkOutcome, BulkState
from core.bulk.models import BulkEdit
from core.bulk.preparing import prepare_edit
from tests.agreements.factories import AgreementFactory
from tests.agreements.test_two_at_once import both

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rows(unit):
    return [AgreementFactory(responsible_unit=unit) for _number in range(4)]


def prepared(actor, rows, **wanted):
    return prepare_edit(AgreementsAtOnce(), [row.pk for row in rows], wanted=wanted, actor=actor)


def test_pressed_twice_at_once_it_is_done_once(rows, officer, coordinator):
    edit = prepared(officer, rows, coordinator=coordinator.pk)
    results = both(lambda: carry_out(edit, actor=officer), lambda: carry_out(edit, actor=officer))
    assert [result.state for result in results] == [BulkState.DONE, BulkState.DONE]
    assert Agreement.pgh_event_model.objects.filter(pgh_label="update", coordinator=coordinator).count() == 4


def test_undone_twice_at_once_it_is_undone_once(rows, officer, coordinator):
    edit = carry_out(prepared(officer, rows, coordinator=coordinator.pk), actor=officer)
    results = both(lambda: undo(edit, actor=officer), lambda: undo(edit, actor=officer))
    assert [result.state for result in results] == [BulkState.UNDONE, BulkState.UNDONE]
    assert not Agreement.objects.filter(coordinator=coordinator).exists()


def test_of_two_people_at_the_same_rows_each_row_belongs_to_the_first(rows, officer, person, university, coordinator):
    """Nothing is overwritten unseen: whoever locks a row second leaves it and is told so."""
    other = person(Role.OFFICER, university, name="Other officer")
    mine = prepared(officer, rows, coordinator=coordinator.pk)
    theirs = prepared(other, rows, coordinator=other.pk)
    both(lambda: carry_out(mine, actor=officer), lambda: carry_out(theirs, actor=other))
    assert set(BulkEdit.objects.values_list("state", flat=True)) == {BulkState.DONE}
    for row in Agreement.objects.all():
        found = [edit.rows.get(object_id=row.pk).outcome for edit in (mine, theirs)]
        assert sorted(found) == [BulkOutcome.DONE, BulkOutcome.LEFT]
        assert row.coordinator == (coordinator if found[0] == BulkOutcome.DONE else other)
