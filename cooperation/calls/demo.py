"""The demonstration's calls: Cooperation Partnerships from 2023 to the coming one, with the deadlines of the tables."""

from datetime import date

from cooperation.calls.services import PriorityValues, announce_call
from cooperation.models import FundingCall
from core.demo_history import as_if_on
from reference.models import CallDeadline

ACTION = "KA220-HED"
FIRST = 2023
LUMP_SUMS = [120_000, 250_000, 400_000]
HORIZONTAL = (
    "Inclusion and diversity",
    "Digital transformation",
    "Environment and fight against climate change",
    "Participation in democratic life",
)
OF_FIELD = (
    "Inter-connected higher education systems",
    "Innovative learning and teaching",
    "STEM and STEAM, and women in them",
    "Rewarding excellence",
    "Digital and green capabilities",
    "Inclusive higher education systems",
    "Entrepreneurship",
)


def build_calls(today: date, officer) -> list[FundingCall]:
    """One for each deadline of the tables, the coming one among them (which may not be verified)."""
    found = CallDeadline.objects.filter(action=ACTION, call_year__gte=FIRST).order_by("due_on")
    return [_call(deadline, today, officer) for deadline in found]


def _call(deadline: CallDeadline, today: date, officer) -> FundingCall:
    priorities = [PriorityValues("horizontal", title) for title in HORIZONTAL]
    priorities += [PriorityValues("field", title) for title in OF_FIELD]
    with as_if_on(min(today, date(deadline.call_year - 1, 11, 28))):
        return announce_call(
            actor=officer,
            deadline=deadline,
            title=f"Cooperation Partnerships in higher education (KA220-HED) {deadline.call_year}",
            lump_sums=LUMP_SUMS,
            contact="The Swedish Council for Higher Education",
            priorities=priorities,
        )
