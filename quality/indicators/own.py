"""The follow-ups whose data are somebody's to fill in, and a spreadsheet of what they ask."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from quality.enums import FollowUpState, IndicatorKind
from quality.indicators.asking import STEPS_OF_DATA
from quality.models import FollowUp, FollowUpStep, Indicator, IndicatorValue
from quality.objectives.judging import holds_in


def own_follow_ups(user) -> QuerySet[FollowUp]:
    """Those the person runs, or was asked to collect the data of (as ``asking.may_fill`` says of one)."""
    asked = FollowUpStep.objects.filter(person=user, kind__in=STEPS_OF_DATA)
    run = FollowUp.objects.editable_by(user).order_by().values("pk")
    reach = FollowUp.objects.filter(Q(pk__in=run) | Q(pk__in=asked.values("follow_up")))
    return reach.filter(pk__in=FollowUp.objects.visible_to(user).order_by().values("pk")).select_related(
        "process", "unit"
    )


def headings() -> list[str]:
    return [_("Process"), _("Unit"), _("Academic year"), _("Indicator"), _("Value"), _("Remark"), _("What is asked")]


def rows_to_fill(user) -> Iterator[list]:
    """A row for each indicator of the person's follow-ups that are being collected, with what is there already."""
    follow_ups = list(own_follow_ups(user).filter(state=FollowUpState.COLLECTING).order_by("process__position", "unit"))
    asked = Indicator.objects.filter(process__in={row.process_id for row in follow_ups})
    typed = [row for row in asked.exclude(kind=IndicatorKind.FILE).order_by("position", "code") if not row.figure]
    values = IndicatorValue.objects.filter(follow_up__in=follow_ups)
    known = {(value.follow_up_id, value.indicator_id): value for value in values}
    for follow_up in follow_ups:
        for indicator in typed:
            if indicator.process_id == follow_up.process_id and holds_in(indicator, follow_up.academic_year):
                yield _row(follow_up, indicator, known.get((follow_up.pk, indicator.pk)))


def _row(follow_up: FollowUp, indicator: Indicator, value: IndicatorValue | None) -> list:
    said = (value.number if indicator.has_figure else value.text) if value else None
    return [
        follow_up.process.code,
        follow_up.unit.code,
        str(follow_up.year),
        indicator.code,
        said,
        value.note if value else "",
        indicator.help or indicator.name,
    ]
