"""Whatever is chosen, what is done is what the page showed before, and everything else stays as it was."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from accounts.enums import Role
from accounts.models import User
from agreements.enums import AgreementState
from agreements.models import Agreement
from reminders.leaving.hand_overs import carry_out
from reminders.leaving.pages import parts_of, what_stays
from reminders.leaving.person import groups_of
from reminders.leaving.plans import Wish, plan_hand_over
from reminders.models import HandOver
from tests.agreements.factories import AgreementFactory

KINDS = {
    "agreements.drafts": AgreementState.editable,
    "agreements.under_way": ("in_review", "approved"),
    "agreements.in_force": AgreementState.watched,
}
RECEIVERS = ("Bo Ek", "Cecilia Ström", "International officer")


@pytest.fixture
def register(anna, bo, cecilia, officer, unit, person):
    """A row in each state, half of them Anna's; put back as they were for each example."""
    dag = person(Role.COORDINATOR, unit, name="Dag")
    rows = [
        AgreementFactory(responsible_unit=unit, state=state, coordinator=keeper, title=f"{state} of {keeper}")
        for state in AgreementState
        for keeper in (anna, dag)
    ]
    before = {row.pk: row.coordinator_id for row in rows}
    people = {user.name: user.pk for user in User.objects.all()}

    def put_back():
        HandOver.objects.all().delete()
        for key, keeper in before.items():
            Agreement.objects.filter(pk=key).update(coordinator=keeper)
        return before, people

    return put_back


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.data())
@pytest.mark.django_db
def test_what_is_shown_before_is_what_is_done(register, anna, officer, data):
    before, people = register()
    rows = [(group.things.name, row.key) for group in groups_of(anna, officer) for row in group.rows]
    rows = [(kind, key) for kind, key in rows if kind in KINDS]
    chosen = data.draw(some.dictionaries(some.sampled_from(rows), some.sampled_from(RECEIVERS), min_size=1))
    plan = plan_hand_over(
        anna, actor=officer, wishes=[Wish(kind, key, people[name]) for (kind, key), name in chosen.items()]
    )
    shown = Counter({part.receiver.name: sum(len(kind.things) for kind in part.kinds) for part in parts_of(plan)})
    stays = what_stays(plan)
    carry_out(plan, actor=officer)
    expected = before | {int(key): people[name] for (_kind, key), name in chosen.items()}
    assert dict(Agreement.objects.filter(pk__in=before).values_list("pk", "coordinator")) == expected
    assert shown == Counter(chosen.values())
    left = [group.things.words(len(group.rows)) for group in groups_of(anna, officer) if group.rows or group.beyond]
    assert stays == left
