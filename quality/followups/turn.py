"""Whose turn it is: the one question every page about a follow-up answers first (QA-06)."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from quality.enums import FollowUpState, StepKind
from quality.models import FollowUp, FollowUpStep

STEPS_OF_STATE = {
    FollowUpState.PLANNED: (StepKind.REVIEWERS, StepKind.COLLECT, StepKind.SELF_EVALUATION),
    FollowUpState.COLLECTING: (StepKind.REVIEWERS, StepKind.COLLECT, StepKind.SELF_EVALUATION),
    FollowUpState.IN_DIALOGUE: (StepKind.DIALOGUE, StepKind.REVIEW_REPORT),
    FollowUpState.PLANNING_ACTIONS: (StepKind.RESPONSE, StepKind.ACTION_PLAN, StepKind.ADOPTION),
    FollowUpState.ADOPTED: (StepKind.ONE_YEAR,),
    FollowUpState.SKIPPED: (),
}


@dataclass(frozen=True)
class Turn:
    """Who is asked for what now, and since when. ``step`` None: nothing is open, whoever runs it moves it on."""

    person: object | None
    step: FollowUpStep | None
    since: date
    owner_id: int | None = None

    @property
    def name(self) -> str:
        """In words: to adopt is the quality office's, unless somebody else was asked for it; "" for nobody."""
        return who_is_asked(self.step, self.owner_id) or str(self.person or "")

    @property
    def due_on(self) -> date | None:
        return self.step.due_on if self.step else None

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()


def who_is_asked(step: FollowUpStep | None, owner_id: int | None) -> str:
    """For a step that is nobody's in particular: the words for whose it is; else ""."""
    is_of_office = step is not None and step.kind == StepKind.ADOPTION and step.person_id in (None, owner_id)
    return _("the quality office") if is_of_office else ""


def open_steps(follow_up: FollowUp) -> list[FollowUpStep]:
    """Its steps that can be done in the present state and are not, in their order. Reads prefetched ``steps``."""
    kinds = STEPS_OF_STATE[FollowUpState(follow_up.state)]
    return sorted((step for step in follow_up.steps.all() if step.is_open and step.kind in kinds), key=_place)


def turn_of(follow_up: FollowUp) -> Turn | None:
    """None where it is over and nothing is left to do."""
    step = next(iter(open_steps(follow_up)), None)
    if step is None and not follow_up.is_editable:
        return None
    days = [timezone.localdate(follow_up.state_since)]
    days += [step.done_on for step in follow_up.steps.all() if step.done_on]
    return Turn(
        person=(step and step.person) or follow_up.owner, step=step, since=max(days), owner_id=follow_up.owner_id
    )


def _place(step: FollowUpStep):
    return step.position, step.due_on, step.pk
