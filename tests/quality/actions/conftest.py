import pytest

from quality.enums import ActionState
from quality.models import Action
from tests.quality.factories import ActionFactory, FollowUpFactory, FollowUpStepFactory

WAYS = {
    ActionState.PLANNED: (),
    ActionState.UNDER_WAY: (ActionState.UNDER_WAY,),
    ActionState.DONE: (ActionState.UNDER_WAY, ActionState.DONE),
    ActionState.VERIFIED: (ActionState.UNDER_WAY, ActionState.DONE, ActionState.VERIFIED),
    ActionState.CANCELLED: (ActionState.CANCELLED,),
}


@pytest.fixture
def follow_up(unit, process_owner, contributor):
    """Run by the process owner; the contributor was asked for a step."""
    made = FollowUpFactory(unit=unit, owner=process_owner)
    FollowUpStepFactory(follow_up=made, person=contributor)
    return made


@pytest.fixture
def action_in():
    """Make an action in a state, on the edges the database knows."""

    def make(state, **fields):
        action = ActionFactory(**fields)
        for step in WAYS[state]:
            Action.objects.filter(pk=action.pk).update(state=step)
        action.refresh_from_db()
        return action

    return make


@pytest.fixture
def action(action_in, follow_up, contributor):
    """The contributor's, under way."""
    return action_in(ActionState.UNDER_WAY, follow_up=follow_up, unit=follow_up.unit, owner=contributor)
