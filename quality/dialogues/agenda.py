"""What a dialogue should talk about, proposed from the data, the objectives and what earlier cycles left open."""

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from quality.enums import ActionState, FindingKind
from quality.indicators.numbers import figure_words
from quality.models import ActionCheck, Finding, FollowUp, IndicatorValue, Objective
from quality.objectives.judging import target_words

MOST_LINES, LONGEST_FINDING = 12, 240


def proposed_agenda(follow_up: FollowUp) -> str:
    """Numbered headings with a line for each thing to talk about, in the reader's language."""
    last = earlier_cycle(follow_up)
    values = figures_of(follow_up)
    parts = [
        (_("What the data say"), _value_lines(values, figures_of(last) if last else {})),
        (_("Objectives that are not met"), _objective_lines(follow_up, values)),
        (_("Actions of earlier cycles that are open"), _action_lines(follow_up)),
        (_("What the last dialogue found"), _finding_lines(last)),
        (_("What we agree on"), []),
    ]
    told = [(heading, lines) for heading, lines in parts if lines or heading == parts[-1][0]]
    return "\n".join(_part(number, heading, lines) for number, (heading, lines) in enumerate(told, start=1)).strip()


def earlier_cycle(follow_up: FollowUp) -> FollowUp | None:
    """The last follow-up of the same process and unit before this one."""
    rows = FollowUp.objects.filter(process=follow_up.process_id, unit=follow_up.unit_id)
    return rows.filter(academic_year__lt=follow_up.academic_year).order_by("-academic_year").first()


def figures_of(follow_up: FollowUp) -> dict[int, IndicatorValue]:
    """Its figures by the key of their indicator, in the order of the indicators."""
    rows = IndicatorValue.objects.filter(follow_up=follow_up, number__isnull=False).select_related("indicator")
    return {row.indicator_id: row for row in rows.order_by("indicator__position", "indicator__code")}


def _value_lines(values: dict, before: dict) -> list[str]:
    return [_value_line(value, before.get(key)) for key, value in values.items()]


def _value_line(value: IndicatorValue, last: IndicatorValue | None) -> str:
    words = {"indicator": value.indicator.name, "value": _figure(value)}
    if last is None:
        return _("%(indicator)s: %(value)s") % words
    return _("%(indicator)s: %(value)s, in the last cycle %(last)s") % {**words, "last": _figure(last)}


def _figure(value: IndicatorValue) -> str:
    return figure_words(value.number, value.indicator, with_unit=True)


def _objective_lines(follow_up: FollowUp, values: dict) -> list[str]:
    year = follow_up.academic_year
    valid = Objective.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=year), valid_from__lte=year)
    rows = valid.filter(indicator__in=values).select_related("indicator")
    return [
        _("%(objective)s: %(target)s, it is %(value)s")
        % {"objective": row.name, "target": target_words(row), "value": _figure(values[row.indicator_id])}
        for row in rows
        if not row.is_met_by(values[row.indicator_id].number)
    ]


def _action_lines(follow_up: FollowUp) -> list[str]:
    carried = ActionCheck.objects.filter(follow_up=follow_up, action__state__in=ActionState.open)
    return [str(check.action) for check in carried.select_related("action").order_by("action__due_on", "pk")]


def _finding_lines(last: FollowUp | None) -> list[str]:
    if last is None:
        return []
    found = Finding.objects.filter(follow_up=last, kind__in=FindingKind.asks_for_action)
    return [Truncator(finding.text).chars(LONGEST_FINDING) for finding in found]


def _part(number: int, heading: str, lines: list[str]) -> str:
    shown = [f"   – {line}" for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown.append("   – " + _("and %(count)s more") % {"count": len(lines) - MOST_LINES})
    return "\n".join([f"{number}. {heading}", *shown])
