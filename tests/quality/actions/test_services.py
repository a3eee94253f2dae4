"""What actions may be planned and changed into, what is carried into the next cycle, and every refusal in words."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.enums import Role
from core.bulk.kinds import kind_of_list
from core.errors import ChangedElsewhere, PortalError, RightMissing
from quality.actions.carrying import carry_over, check_result
from quality.actions.moves import move_action
from quality.actions.services import add_action, change_action, note_progress
from quality.enums import ActionState, FollowUpState
from quality.models import Action, ActionCheck, FollowUp
from tests.quality.factories import ActionFactory, FindingFactory, FollowUpFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def soon():
    return timezone.localdate() + timedelta(days=30)


def test_an_action_on_a_finding_takes_what_the_follow_up_knows(follow_up, process_owner, contributor, soon):
    finding = FindingFactory(follow_up=follow_up)
    action = add_action(actor=process_owner, finding=finding, title="Read them sooner", owner=contributor, due_on=soon)
    assert (action.follow_up, action.process, action.unit) == (follow_up, follow_up.process, follow_up.unit)
    assert list(Action.objects.matching("sooner dida")) == [action]


def test_only_who_runs_it_plans_actions(follow_up, contributor, outsider, reader, head, unit, quality_officer):
    for person in (contributor, outsider, reader, head):
        with pytest.raises(RightMissing):
            add_action(actor=person, follow_up=follow_up, title="Mine")
    with pytest.raises(RightMissing):
        add_action(actor=follow_up.owner, unit=unit, title="By hand")
    assert add_action(actor=quality_officer, unit=unit, title="By hand").unit == unit


def refused(field, **given) -> str:
    with pytest.raises(ValidationError) as caught:
        add_action(**given)
    return " ".join(caught.value.message_dict[field])


def test_what_cannot_be_meant_is_refused_beside_its_field(follow_up, process_owner, person, unit, other_unit, soon):
    given = {"actor": process_owner, "follow_up": follow_up, "title": "Talk about it"}
    yesterday = timezone.localdate() - timedelta(days=1)
    assert "has passed" in refused("due_on", **given, due_on=yesterday)
    assert "before the year 2100" in refused("due_on", **given, due_on=date(9999, 1, 1))
    left = person(Role.CONTRIBUTOR, unit, name="Gone Away", is_active=False)
    assert "Gone Away does not work here any more" in refused("owner", **given, owner=left)
    guest = person(Role.EXTERNAL_REVIEWER, unit)
    assert "no role in which to work on actions" in refused("owner", **given, owner=guest)
    assert "which is followed up, or a unit below it" in refused("unit", **given, unit=other_unit)
    assert refused("description", **given, description="x" * 20_000)
    assert refused("title", **given | {"title": ""})
    other_unit.is_active = False
    other_unit.save(update_fields=["is_active"])
    assert "is not there any more" in refused("unit", **given, unit=other_unit)
    assert not Action.objects.exists()


def test_the_office_gives_an_action_to_another_unit(follow_up, quality_officer, other_unit, soon):
    assert add_action(actor=quality_officer, follow_up=follow_up, title="Rooms", unit=other_unit).unit == other_unit


def test_nothing_is_added_where_nothing_is_done_or_all_is_over(follow_up, process_owner):
    finding = FindingFactory(follow_up=follow_up, no_action_because="It is the law.")
    with pytest.raises(PortalError, match="says why nothing is done"):
        add_action(actor=process_owner, finding=finding, title="Anyway")
    FollowUp.objects.filter(pk=follow_up.pk).update(state=FollowUpState.SKIPPED)
    follow_up.refresh_from_db()
    with pytest.raises(PortalError, match="no action is added to it any more"):
        add_action(actor=process_owner, follow_up=follow_up, title="Too late")


def test_terms_change_by_who_runs_it_as_long_as_it_is_to_be_done(action, action_in, process_owner, contributor, soon):
    with pytest.raises(RightMissing):
        change_action(action, actor=contributor, due_on=soon)
    seen_at = action.updated_at
    assert change_action(action, actor=process_owner, seen_at=seen_at, due_on=soon).due_on == soon
    with pytest.raises(ChangedElsewhere):
        change_action(action, actor=process_owner, seen_at=seen_at, title="Over it")
    done = move_action(action, "finish", actor=contributor, result="Done.")
    with pytest.raises(PortalError, match="its terms do not change any more"):
        change_action(done, actor=process_owner, due_on=soon)


def test_a_date_that_has_passed_may_stand_when_something_else_changes(follow_up, process_owner):
    late = ActionFactory(follow_up=follow_up, unit=follow_up.unit, due_on=date(2020, 1, 1))
    assert change_action(late, actor=process_owner, due_on=late.due_on, title="Late").title == "Late"


def test_progress_is_noted_by_who_works_on_it_while_it_is_open(action, action_in, follow_up, contributor, reader):
    note = note_progress(action, actor=contributor, text=" Two of three done. ")
    assert (note.text, note.written_by) == ("Two of three done.", contributor)
    with pytest.raises(RightMissing):
        note_progress(action, actor=reader, text="I, too")
    with pytest.raises(ValidationError):
        note_progress(action, actor=contributor, text="x" * 20_000)
    closed = action_in(ActionState.CANCELLED, follow_up=follow_up, unit=follow_up.unit, owner=contributor)
    with pytest.raises(PortalError, match="The action is “Cancelled”"):
        note_progress(closed, actor=contributor, text="Still")


def test_the_next_cycle_takes_over_what_is_open_once(action_in, follow_up, unit, other_unit, contributor):
    """Of the same process and unit; what the last cycle closed is looked at again, what an older one closed is not."""
    oldest = FollowUpFactory(unit=unit, academic_year=2025)
    following = FollowUpFactory(unit=unit, academic_year=2027)
    elsewhere = FollowUpFactory(unit=other_unit, academic_year=2026)
    still = action_in(ActionState.UNDER_WAY, follow_up=oldest, unit=unit)
    shut = action_in(ActionState.VERIFIED, follow_up=follow_up, unit=unit, owner=contributor)
    dropped = action_in(ActionState.CANCELLED, follow_up=follow_up, unit=unit)
    action_in(ActionState.VERIFIED, follow_up=oldest, unit=unit)
    action_in(ActionState.PLANNED, follow_up=elsewhere, unit=other_unit)
    assert {check.action for check in carry_over(following)} == {still, shut, dropped}
    assert carry_over(following) == []
    late = action_in(ActionState.PLANNED, follow_up=follow_up, unit=unit)
    assert [check.action for check in carry_over(following)] == [late]
    assert ActionCheck.objects.count() == 4


def test_a_result_that_was_looked_at_is_not_carried_any_further(action_in, follow_up, unit, process_owner):
    earlier = FollowUpFactory(unit=unit, academic_year=2025)
    seen = action_in(ActionState.VERIFIED, follow_up=earlier, unit=unit)
    unseen = action_in(ActionState.VERIFIED, follow_up=earlier, unit=unit)
    action_in(ActionState.CANCELLED, follow_up=earlier, unit=unit)
    check = next(check for check in carry_over(follow_up) if check.action == seen)
    check_result(check, actor=process_owner, result="It holds.")
    following = FollowUpFactory(unit=unit, academic_year=2027)
    assert [check.action for check in carry_over(following)] == [unseen]


def test_results_are_checked_by_who_runs_the_later_cycle(action_in, follow_up, unit, process_owner, reader):
    earlier = FollowUpFactory(unit=unit, academic_year=2025)
    action_in(ActionState.VERIFIED, follow_up=earlier, unit=unit)
    check = carry_over(follow_up)[0]
    with pytest.raises(RightMissing):
        check_result(check, actor=reader, result="Fine.")
    seen = check_result(check, actor=process_owner, result="Answers come in May now.")
    assert (seen.result, seen.checked_by) == ("Answers come in May now.", process_owner)
    assert check_result(check, actor=process_owner, result=" ").checked_by is None


def test_many_change_hands_and_days_at_once(action, process_owner, reader, soon):
    kind = kind_of_list("actions", process_owner)
    form = kind.form_class({"owner": str(reader.pk), "due_on": soon.isoformat()}, user=process_owner)
    assert form.is_valid()
    kind.write(kind.fetched().get(pk=action.pk), form.wanted(), actor=process_owner)
    now = kind.fetched().get(pk=action.pk)
    assert kind.values(now, ("owner", "due_on")) == {"owner": reader.pk, "due_on": soon.isoformat()}
    assert kind_of_list("actions", reader) is None
