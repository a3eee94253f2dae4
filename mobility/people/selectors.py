"""What a page says about one person."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.functional import cached_property

from mobility.enums import Activity, MobilityState
from mobility.models import Mobility, Participant
from mobility.rules.periods import funded_days
from mobility.rules.stays import level_of_cycle
from reference.enums import EqfLevel
from reference.models import CallYearParameter

CAP, CAP_OF_ONE_CYCLE = "student_cap_per_cycle_days", "student_cap_one_cycle_days"  # KA131-24


@dataclass(frozen=True)
class Cycle:
    """Erasmus days used in one study cycle, of all stays of the person, those of other units too.

    ``cap`` is what the newest call allows; None where the tables have no limit.
    """

    level: int
    days: int
    cap: int | None

    @property
    def level_words(self) -> str:
        return str(EqfLevel(self.level).label)

    @property
    def left(self) -> int | None:
        return None if self.cap is None else max(self.cap - self.days, 0)

    @property
    def is_over(self) -> bool:
        return self.cap is not None and self.days > self.cap


class PersonFacts:
    """One participant as ``user`` may know them."""

    def __init__(self, participant: Participant, user):
        self.participant = participant
        self.user = user

    @cached_property
    def stays(self) -> list[Mobility]:
        """Those of the stays that ``user`` may read, newest first."""
        mine = Mobility.objects.visible_to(self.user).filter(participant=self.participant)
        return list(mine.for_list().in_order_of_start())

    @cached_property
    def cycles(self) -> list[Cycle]:
        """Each study cycle in which days were used, lowest level first."""
        stays = Mobility.objects.filter(
            participant=self.participant, state__in=MobilityState.takes_place, eqf_level__isnull=False
        )
        stays = stays.exclude(scheme__rules="").exclude(activity__in=Activity.of_staff)
        levels: dict[int, list[Mobility]] = defaultdict(list)
        for stay in stays:
            levels[level_of_cycle(stay)].append(stay)
        caps = newest_caps()
        return [_cycle(level, stays, caps) for level, stays in sorted(levels.items())]


def newest_caps() -> dict[str, int]:
    """The most days of a cycle by the newest call that the tables know, by the name of the parameter."""
    rows = CallYearParameter.objects.filter(name__in=(CAP, CAP_OF_ONE_CYCLE), value__regex=r"^\d+$")
    return {row.name: int(row.value) for row in rows.order_by("call_year")}


def _cycle(level: int, stays: list[Mobility], caps: dict[str, int]) -> Cycle:
    used = sum(funded_days(*stay.presence, in_months=stay.activity in Activity.long_stays) for stay in stays)
    elsewhere = max(stay.earlier_days_elsewhere for stay in stays)
    is_one_cycle = any(stay.is_one_cycle_programme for stay in stays)
    return Cycle(level, used + elsewhere, caps.get(CAP_OF_ONE_CYCLE if is_one_cycle else CAP))
