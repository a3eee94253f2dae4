"""The checklist as pages show it: every step with what it is now, how far the whole is, what comes next."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mobility.models import Mobility, StayStep
from reference.enums import Confidence


@dataclass(frozen=True)
class ShownStep:
    step: StayStep
    is_overdue: bool

    @property
    def is_unverified(self) -> bool:
        """Whether the rule behind the day is known from memory alone."""
        return self.step.kind.confidence not in Confidence.verified


@dataclass(frozen=True)
class Checklist:
    steps: list[ShownStep]

    @property
    def done_count(self) -> int:
        return sum(not each.step.is_open for each in self.steps)

    @property
    def count(self) -> int:
        return len(self.steps)

    @property
    def overdue(self) -> list[ShownStep]:
        return [each for each in self.steps if each.is_overdue]


def shown_steps(stay: Mobility, on: date | None = None) -> Checklist:
    on = on or timezone.localdate()
    owed = set(StayStep.objects.overdue(on).filter(mobility=stay).values_list("pk", flat=True))
    steps = stay.steps.select_related("kind", "done_by", "document")
    return Checklist([ShownStep(step, step.pk in owed) for step in steps])


def checklist_on_page(stay: Mobility, user) -> dict | None:
    """How far the checklist is; what comes next stands among the watched dates of the page."""
    checklist = shown_steps(stay)
    if not checklist.count:
        return None
    return {"checklist": checklist, "stay": stay}
