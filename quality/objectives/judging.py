"""Whether objectives are met: by one follow-up, or by all follow-ups of a year."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quality.enums import Comparator
from quality.indicators.numbers import figure_words
from quality.models import FollowUp, IndicatorValue, Objective


class Outcome(models.TextChoices):
    MET = "met", gettext_lazy("Met")
    NOT_MET = "not_met", gettext_lazy("Not met")
    NO_VALUE = "no_value", gettext_lazy("No value")

    @property
    def tone(self) -> str:
        return {"met": "ok", "not_met": "bad"}.get(self.value, "off")


@dataclass(frozen=True)
class Judged:
    """One objective held against one number; None where there is no value."""

    objective: Objective
    number: Decimal | None

    @property
    def outcome(self) -> Outcome:
        if self.number is None:
            return Outcome.NO_VALUE
        return Outcome.MET if self.objective.is_met_by(self.number) else Outcome.NOT_MET

    @property
    def target(self) -> str:
        """ "at least 50 %"."""
        return target_words(self.objective)

    @property
    def reached(self) -> str:
        return figure_words(self.number, self.objective.indicator, with_unit=True)


def target_words(objective: Objective) -> str:
    figure = figure_words(objective.target, objective.indicator, with_unit=True)
    if objective.comparator == Comparator.AT_MOST:
        return _("at most %(figure)s") % {"figure": figure}
    return _("at least %(figure)s") % {"figure": figure}


def objectives_of(follow_up: FollowUp) -> list[Judged]:
    """The objectives of its year that its process serves, national ones first, each met, not met or without a value.

    Two queries.
    """
    objectives = list(_of_processes([follow_up.process_id], follow_up.academic_year))
    if not objectives:
        return []
    found = follow_up.values.filter(indicator__in={objective.indicator_id for objective in objectives})
    numbers = dict(found.values_list("indicator", "number"))
    return [Judged(objective, numbers.get(objective.indicator_id)) for objective in objectives]


def judged_in(follow_ups: Collection[FollowUp]) -> dict[int, list[Judged]]:
    """``objectives_of`` of several follow-ups at once, by their keys: three queries however many there are."""
    processes = {follow_up.process_id for follow_up in follow_ups}
    by_process = defaultdict(list)
    for objective in Objective.objects.filter(indicator__process__in=processes).select_related("indicator"):
        by_process[objective.indicator.process_id].append(objective)
    numbers = {
        (key, indicator): number
        for key, indicator, number in IndicatorValue.objects.filter(
            follow_up__in=follow_ups, indicator__objectives__isnull=False
        ).values_list("follow_up", "indicator", "number")
    }
    return {
        each.pk: [
            Judged(objective, numbers.get((each.pk, objective.indicator_id)))
            for objective in by_process[each.process_id]
            if holds_in(objective, each.academic_year)
        ]
        for each in follow_ups
    }


def holds_in(objective: Objective, year: int) -> bool:
    return objective.valid_from <= year and (objective.valid_to is None or objective.valid_to >= year)


def _of_processes(processes: Collection[int], year: int):
    objectives = Objective.objects.valid_in(year).filter(indicator__process__in=processes)
    return objectives.select_related("indicator").order_by("level", "indicator__position", "target")
