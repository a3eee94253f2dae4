"""Two people hand over at the same moment, in two real connections."""

import pytest

from accounts.models import User
from agreements.models import Agreement
from agreements.services.agreements import update_agreement
from core.errors import PortalError
from reminders.enums import HandedOutcome
from reminders.leaving.hand_overs import carry_out, hand_back
from reminders.models import HandedThing, HandOver, OutgoingMail
from tests.agreements.test_two_at_once import both
from tests.reminders.leaving.words import keeper_of, plan_for

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(person) -> User:
    """The person as another request reads them."""
    return User.objects.get(pk=person.pk)


def test_one_plan_is_carried_out_once(agreement_of, anna, bo, officer):
    agreements = [agreement_of(f"Agreement {number}") for number in range(20)]
    plan = plan_for(bo, anna, officer)
    results = both(lambda: carry_out(plan, actor=fresh(officer)), lambda: carry_out(plan, actor=fresh(officer)))
    assert sorted(type(result).__name__ for result in results) == ["HandOver", "PortalError"]
    events = Agreement.pgh_event_model.objects.filter(pgh_label="update", coordinator=bo)
    assert events.count() == len(agreements)
    assert OutgoingMail.objects.count() == 1
    assert {keeper_of(agreement) for agreement in agreements} == {"Bo Ek"}


def test_of_two_plans_each_thing_goes_to_one_colleague(agreement_of, anna, bo, cecilia, officer, administrator):
    agreements = [agreement_of(f"Agreement {number}") for number in range(20)]
    first, second = plan_for(bo, anna, officer), plan_for(cecilia, anna, cecilia)
    both(lambda: carry_out(first, actor=fresh(officer)), lambda: carry_out(second, actor=fresh(cecilia)))
    done = HandedThing.objects.filter(kind="agreements.in_force", outcome=HandedOutcome.DONE)
    assert done.count() == len(agreements)
    assert {keeper_of(agreement) for agreement in agreements} == set(done.values_list("receiver__name", flat=True))
    assert len({keeper_of(agreement) for agreement in agreements}) == 1


def test_a_change_at_the_same_moment_is_not_overwritten(agreement_of, anna, bo, cecilia, officer):
    agreement = agreement_of("Wanted")
    plan = plan_for(bo, anna, officer)
    both(
        lambda: carry_out(plan, actor=fresh(officer)),
        lambda: update_agreement(agreement, actor=fresh(cecilia), coordinator=fresh(cecilia)),
    )
    thing = plan.things.get(kind="agreements.in_force")
    if thing.outcome == HandedOutcome.STAYED:
        assert thing.why == "Cecilia Ström keeps it meanwhile."
    assert keeper_of(agreement) == "Cecilia Ström"  # whoever came second saw the other's change


@pytest.mark.logs_errors  # no queue answers: the mail goes without it
def test_what_is_handed_back_twice_goes_back_once(agreement_of, anna, bo, officer):
    agreement_of("Agreement")
    plan = carry_out(plan_for(bo, anna, officer), actor=officer)
    results = both(lambda: hand_back(plan, actor=fresh(officer)), lambda: hand_back(plan, actor=fresh(officer)))
    assert sorted(type(result) for result in results if isinstance(result, PortalError)) == [PortalError]
    assert sum(isinstance(result, HandOver) for result in results) == 1
