"""What the report of an academic year says: composed from adopted follow-ups and reviews, as plain values (QA-05).

The same values are shown on the page, set as PDF and Word, and frozen on adoption. They hold no words of the portal:
states and kinds as their codes, titles in both languages, dates as ISO text, figures as decimal text.
"""

from collections import defaultdict
from collections.abc import Callable

from django.db.models import Count, F

from core.in_languages import in_every_language
from core.institution_name import institution_name
from quality.enums import Area, FollowUpState
from quality.models import AgreedStatement, Finding, FollowUp, QualityReport
from quality.reports.earlier_actions import earlier_actions, first_of
from quality.reports.figures import figures_of, objectives_of

MOST_TOGETHER = 40  # follow-ups that one page tells with all they came to
MOST_ACTIONS = 20  # open ones of the year before that the page of a report names
FORMAT = 1  # of these values; a later one may say more


def contents_of(report: QualityReport) -> dict:
    """Everything ``report`` says now: the frozen values of an adopted one, else composed anew."""
    if report.frozen is not None:
        return report.frozen
    return _composed(report, _whole)


def outline_of(report: QualityReport) -> dict:
    """``contents_of`` for a page: of a long year only how many each process has and the first open actions."""
    if report.frozen is None:
        is_short = FollowUp.objects.of_year(report.academic_year).adopted().count() <= MOST_TOGETHER
        return _composed(report, _whole if is_short else _counted, most_actions=MOST_ACTIONS)
    outline = report.frozen | {"actions": first_of(report.frozen["actions"], MOST_ACTIONS)}
    processes = [process for area in report.frozen["areas"] for process in area["processes"]]
    if sum(process["count"] for process in processes) <= MOST_TOGETHER:
        return outline
    areas = [
        area | {"processes": [process | {"follow_ups": []} for process in area["processes"]]}
        for area in report.frozen["areas"]
    ]
    return outline | {"areas": areas}


def process_of(report: QualityReport, code: str) -> dict | None:
    """One process with each of its follow-ups; None where the report has none of it."""
    if report.frozen is None:
        rows = _adopted_in(report.academic_year).filter(process__code=code)
        areas = _whole(list(rows), figures_of(report.academic_year))
    else:
        areas = report.frozen["areas"]
    return next((each for area in areas for each in area["processes"] if each["code"] == code), None)


def _composed(report: QualityReport, areas_of, *, most_actions: int | None = None) -> dict:
    year = report.academic_year
    found, figures = list(_adopted_in(year)), figures_of(year)
    return {
        "format": FORMAT,
        "institution": in_every_language(institution_name),
        "academic_year": year,
        "title_en": report.title_en,
        "title_sv": report.title_sv,
        "blocks": list(report.blocks.values("id", "area", "heading", "body")),
        "areas": areas_of(found, figures),
        "skipped": _skipped_in(year),
        "objectives": objectives_of(year, figures),
        "actions": earlier_actions(year, most=most_actions),
    }


def open_follow_ups(year: int):
    """Those of the year that stand in the way of its report."""
    return FollowUp.objects.of_year(year).open().for_list().order_by("process__position", "unit__code")


def _adopted_in(year: int):
    rows = FollowUp.objects.of_year(year).adopted().for_list().select_related("review")
    return rows.order_by("process__position", "unit__code")


def _whole(follow_ups: list[FollowUp], figures: dict[int, list[dict]]) -> list[dict]:
    """Area by area, process by process: its figures over the years, and what each unit came to."""
    statements, findings = _statements_of(follow_ups), _findings_of(follow_ups)
    return _areas(follow_ups, figures, lambda row: [_follow_up(row, statements[row.pk], findings[row.pk])])


def _counted(follow_ups: list[FollowUp], figures: dict[int, list[dict]]) -> list[dict]:
    """The same without what the units came to."""
    return _areas(follow_ups, figures, lambda row: [])


def _areas(follow_ups: list[FollowUp], figures: dict[int, list[dict]], told: Callable[[FollowUp], list[dict]]):
    by_process: dict[int, list[FollowUp]] = defaultdict(list)
    for each in follow_ups:
        by_process[each.process_id].append(each)
    areas: dict[str, list[dict]] = {area: [] for area in Area.values}
    for process, rows in by_process.items():
        version = rows[0].version
        areas[rows[0].process.area].append(
            {
                "code": rows[0].process.code,
                "title_en": version.title_en,
                "title_sv": version.title_sv,
                "kind": version.kind,
                "count": len(rows),
                "figures": figures.get(process, []),
                "follow_ups": [each for row in rows for each in told(row)],
            }
        )
    return [{"area": area, "processes": processes} for area, processes in areas.items() if processes]


def _follow_up(row: FollowUp, statements: list[str], findings: list[dict]) -> dict:
    return {
        "id": row.pk,
        "unit": row.unit.code,
        "unit_en": row.unit.name_en,
        "unit_sv": row.unit.name_sv,
        "summary": row.summary,
        "review": _review(row),
        "statements": statements,
        "findings": findings,
    }


def _review(row: FollowUp) -> dict:
    """What an external review summed up, and the university's answer; {} for a follow-up."""
    review = getattr(row, "review", None)
    return {"report": review.report_summary, "answer": review.response} if review else {}


def _statements_of(follow_ups: list[FollowUp]) -> dict[int, list[str]]:
    said = AgreedStatement.objects.filter(meeting__follow_up__in=follow_ups).order_by("meeting__meets_on", "position")
    found: dict[int, list[str]] = defaultdict(list)
    for follow_up, text in said.values_list("meeting__follow_up", "text"):
        found[follow_up].append(text)
    return found


def _findings_of(follow_ups: list[FollowUp]) -> dict[int, list[dict]]:
    rows = Finding.objects.filter(follow_up__in=follow_ups).order_by("number")
    found: dict[int, list[dict]] = defaultdict(list)
    for row in rows.annotate(action_count=Count("actions")):
        found[row.follow_up_id].append(
            {
                "number": row.number,
                "kind": row.kind,
                "category": row.category,
                "text": row.text,
                "response": row.response or row.no_action_because,
                "actions": row.action_count,
            }
        )
    return found


def _skipped_in(year: int) -> list[dict]:
    skipped = FollowUp.objects.of_year(year).filter(state=FollowUpState.SKIPPED)
    return list(
        skipped.order_by("process__position", "unit__code").values(
            code=F("process__code"),
            title_en=F("version__title_en"),
            title_sv=F("version__title_sv"),
            unit_en=F("unit__name_en"),
            unit_sv=F("unit__name_sv"),
        )
    )
