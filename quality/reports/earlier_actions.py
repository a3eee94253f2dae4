"""Where the actions of the years before stand, as a report says it: counted, and the open ones of last year by name."""

from django.db.models import Count

from quality.enums import ActionState
from quality.models import Action, QualityReport
from reference.academic_years import AcademicYear


def earlier_actions(year: int, *, most: int | None = None) -> dict:
    """How many of the actions agreed before the year stand where, and the open ones of the year before one by one.

    With ``most``, only as many of these, those due first; ``open_count`` then says how many there are.
    """
    before = Action.objects.filter(follow_up__academic_year__lt=year)
    counts = dict(before.order_by().values_list("state").annotate(Count("pk")))
    told = {
        "states": {state: counts.get(state, 0) for state in ActionState.values},
        "overdue": before.overdue(AcademicYear(year).ends_on).count(),
        "open_of_last_year": [_action(row) for row in _open_of_last(year)[:most]],
    }
    return told if most is None else told | {"open_count": _open_of_last(year).count()}


def first_of(told: dict, most: int) -> dict:
    """The same of an adopted report, whose values hold every one of them."""
    rows = told["open_of_last_year"]
    return told | {"open_of_last_year": rows[:most], "open_count": len(rows)}


def open_actions_of(report: QualityReport, part: slice) -> list[dict]:
    """The rows of ``part`` among the open actions of the year before, as the report has them."""
    if report.frozen is not None:
        return report.frozen["actions"]["open_of_last_year"][part]
    return [_action(row) for row in _open_of_last(report.academic_year)[part]]


def open_action_count(report: QualityReport) -> int:
    if report.frozen is not None:
        return len(report.frozen["actions"]["open_of_last_year"])
    return _open_of_last(report.academic_year).count()


def _open_of_last(year: int):
    rows = Action.objects.open().filter(follow_up__academic_year=year - 1)
    return rows.for_list().soonest_first()


def _action(row: Action) -> dict:
    return {
        "title": row.title,
        "code": row.process.code if row.process_id else "",
        "unit": row.unit.code,
        "owner": str(row.owner or ""),
        "due_on": row.due_on.isoformat() if row.due_on else "",
        "state": row.state,
    }
