"""Two people at the same moment: an edition is planned once, a task is done once, and each keeps their goal."""

import pytest
from django.core.exceptions import ValidationError

from accounts.enums import Role
from accounts.models import Unit
from accounts.services import grant_role, save_unit
from cooperation.activities.services import plan_activity
from cooperation.activities.tasks_after import finish_task
from cooperation.models import Activity
from cooperation.one_row import put_row
from cooperation.plans.views.forms import GOALS
from core.errors import PortalError
from tests.accounts.factories import UserFactory
from tests.agreements.test_two_at_once import both
from tests.cooperation.factories import FollowUpTaskFactory, SeriesFactory, WorkPlanFactory, held


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

    task = FollowUpTaskFactory(activity=past)
    outcomes = both(lambda: finish_task(task, actor=officer), lambda: finish_task(task, actor=officer))
    assert len([each for each in outcomes if isinstance(each, PortalError)]) == 1
