"""Two people at the same moment: each lock of the room lets one of them through and tells the other."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.enums import Role
from accounts.models import Unit
from accounts.services import grant_role, save_unit
from cooperation.activities.results import remove_output
from cooperation.activities.series import change_series
from cooperation.activities.services import change_activity, move_activity, plan_activity, tell_how_it_was
from cooperation.activities.tasks_after import finish_task
from cooperation.activities.views.parts import PARTNERS, PEOPLE, PROGRAMME
from cooperation.models import Activity
from cooperation.one_row import put_row
from cooperation.plans.services import change_plan, move_plan
from cooperation.plans.views.forms import GOALS
from core.errors import ChangedElsewhere, PortalError, TransitionRefused
from tests.accounts.factories import UserFactory
from tests.agreements.factories import InstitutionFactory
from tests.agreements.test_two_at_once import both
from tests.cooperation.factories import FollowUpTaskFactory, OutputFactory, SeriesFactory, WorkPlanFactory, held


@pytest.mark.django_db(transaction=True)
def test_an_edition_and_a_task_are_written_once_and_no_goal_is_lost():
    unit = save_unit(Unit(code="DIDA", kind="university", name_en="Computing"), actor=None)
    officer = UserFactory()
    grant_role(officer, unit=unit, role=Role.OFFICER, actor=None)
    past = held(unit=unit, kind="summer_school")
    days = {"starts_on": past.starts_on, "ends_on": past.ends_on}
    fields = {"kind": "summer_school", "series": SeriesFactory(unit=unit), "edition": 1, "unit": unit, **days}
    outcomes = both(
        lambda: plan_activity(actor=officer, title="One", **fields),
        lambda: plan_activity(actor=officer, title="Other", **fields),
    )
    (refused,) = [each for each in outcomes if isinstance(each, ValidationError)]
    assert list(refused.message_dict) == ["edition"]
    assert Activity.objects.filter(edition=1).count() == 1

    plan = WorkPlanFactory(unit=unit)
    goal = {"text": "A goal", "planned_number": 1}
    both(
        lambda: put_row(GOALS, plan, actor=officer, fields=goal),
        lambda: put_row(GOALS, plan, actor=officer, fields=goal | {"text": "Another"}),
    )
    assert {each.text for each in plan.goals.all()} == {"A goal", "Another"}
    rows_of_an_activity = (
        (PARTNERS, [{"institution": InstitutionFactory()} for _each in range(2)]),
        (PROGRAMME, [{"day": past.starts_on, "kind": "lecture", "title": title} for title in ("Bogs", "Peat")]),
        (PEOPLE, [{"role": "member", "name": name} for name in ("Ada", "Bo")]),
    )
    for table, fields in rows_of_an_activity:
        outcomes = both(*(partial(put_row, table, past, actor=officer, fields=each) for each in fields))
        assert getattr(past, table.rows).count() == 2, outcomes

    task = FollowUpTaskFactory(activity=past)
    outcomes = both(lambda: finish_task(task, actor=officer), lambda: finish_task(task, actor=officer))
    assert len([each for each in outcomes if isinstance(each, PortalError)]) == 1

    output = OutputFactory(activity=past)
    outcomes = both(lambda: remove_output(output, actor=officer), lambda: remove_output(output, actor=officer))
    assert [str(each.sentence) for each in outcomes if each] == ["It was removed meanwhile."]

    outcomes = both(
        lambda: move_activity(past, "was_not_held", actor=officer, note="It rained."),
        lambda: tell_how_it_was(past, actor=officer, actual_own_staff=3),
    )
    assert len([each for each in outcomes if isinstance(each, PortalError)]) == 1
    past.refresh_from_db()
    assert (past.state, past.actual_own_staff) in {("confirmed", None), ("held", 3)}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_the_same_the_second_is_told():
    """Under the lock of a work plan, of an activity and of a series: what one wrote, the other does not overwrite."""
    unit = save_unit(Unit(code="DIDA", kind="university", name_en="Computing"), actor=None)
    officer = UserFactory()
    grant_role(officer, unit=unit, role=Role.OFFICER, actor=None)
    plan = WorkPlanFactory(unit=unit)
    rows = ((change_plan, plan), (change_activity, held(unit=unit)), (change_series, SeriesFactory(unit=unit)))
    for change, row in rows:
        row.refresh_from_db()
        acts = [partial(change, row, actor=officer, seen_at=row.updated_at, title=title) for title in ("One", "Other")]
        outcomes = both(*acts)
        assert len([each for each in outcomes if isinstance(each, ChangedElsewhere)]) == 1, outcomes
        row.refresh_from_db()
        assert row.title in {"One", "Other"}
    outcomes = both(
        lambda: move_plan(plan, "complete", actor=officer), lambda: move_plan(plan, "complete", actor=officer)
    )
    assert len([each for each in outcomes if isinstance(each, TransitionRefused)]) == 1
