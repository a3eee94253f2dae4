"""What the report of an academic year says: composed from adopted follow-ups and reviews, as plain values (QA-05).

The same values are shown on the page, set as PDF and Word, and frozen on adoption. They hold no words of the portal:
states and kinds as their codes, titles in both languages, dates as ISO text, figures as decimal text.
"""

from collections import defaultdict

from django.db.models import Count, F, Min

from core.in_languages import in_every_language
from core.institution_name import institution_name
from quality.enums import Area, FollowUpState
from quality.models import AgreedStatement, Finding, FollowUp, Process, ProcessVersion, QualityReport
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
        areas = _whole(report.academic_year, figures_of(report.academic_year), process__code=code)
    else:
        areas = report.frozen["areas"]
    return next((each for area in areas for each in area["processes"] if each["code"] == code), None)


def _composed(report: QualityReport, areas_of, *, most_actions: int | None = None) -> dict:
    year = report.academic_year
    figures = figures_of(year)
    return {
        "format": FORMAT,
        "institution": in_every_language(institution_name),
        "academic_year": year,
        "title_en": report.title_en,
        "title_sv": report.title_sv,
        "blocks": list(report.blocks.values("id", "area", "heading", "body")),
        "areas": areas_of(year, figures),
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


def _whole(year: int, figures: dict[int, list[dict]], **which) -> list[dict]:
    """Area by area, process by process: its figures over the years, and what each unit came to."""
    rows = list(_adopted_in(year).filter(**which))
    statements, findings = _statements_of(rows), _findings_of(rows)
    told: dict[int, list[dict]] = defaultdict(list)
    for row in rows:
        told[row.process_id].append(_follow_up(row, statements[row.pk], findings[row.pk]))
    first = {row.process_id: row for row in reversed(rows)}
    processes = [(first[key].process, first[key].version, len(told[key])) for key in told]
    return _areas(processes, figures, told)


def _counted(year: int, figures: dict[int, list[dict]]) -> list[dict]:
    """The same without what the units came to, and without reading them."""
    adopted = FollowUp.objects.of_year(year).adopted().order_by()
    counts = adopted.values_list("process").annotate(Min("version"), Count("pk"))
    by_version = {version: count for _process, version, count in counts}
    versions = ProcessVersion.objects.filter(pk__in=by_version).select_related("process")
    ordered = versions.order_by("process__position")
    return _areas([(each.process, each, by_version[each.pk]) for each in ordered], figures, defaultdict(list))


def _areas(processes: list[tuple[Process, ProcessVersion, int]], figures, told) -> list[dict]:
    areas: dict[str, list[dict]] = {area: [] for area in Area.values}
    for process, version, count in processes:
        areas[process.area].append(
            {
                "code": process.code,
                "title_en": version.title_en,
                "title_sv": version.title_sv,
                "kind": version.kind,
                "count": count,
                "figures": figures.get(process.pk, []),
                "follow_ups": told[process.pk],
            }
        )
    return [{"area": area, "processes": rows} for area, rows in areas.items() if rows]


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
