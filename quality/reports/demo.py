"""The demonstration's reports: of the years in which nothing is open, adopted; and the next, being written."""

from datetime import date, timedelta

from accounts.models import User
from core.demo_history import as_if_on, date_by_history
from core.jobs import carry_out
from core.models import Job
from quality.enums import Area
from quality.models import QualityReport, ReportPaper
from quality.reports.contents import open_follow_ups
from quality.reports.services import adopt_report, begin_report, change_text
from reference.academic_years import AcademicYear

DAYS_TO_WRITE, DAYS_TO_ADOPT = 30, 70  # after the year is over
YEARS_BACK = 2
TEXTS = {
    "": (
        "The cycles of the year were carried through, and each has one named person who answers for it.\n\n"
        "Three things stand out:\n\n"
        "- More students answer course evaluations, and more of them learn what came of it.\n"
        "- Study plans are revised in time. The work now lies in using them during the year.\n"
        "- Actions are agreed sooner than they are verified. From this year an action is closed only when somebody "
        "other than its owner has seen the result."
    ),
    Area.EDUCATION: (
        "Courses and programmes were followed up in every department. Where figures fall, the dialogue names why, "
        "and the action plan says who does what."
    ),
    Area.RESEARCH: "Both faculties followed up how their research develops and renews itself.",
    Area.CONDITIONS: (
        "The academic environments and the supply of competence were followed up together with the departments' "
        "own plans, so that one conversation serves both."
    ),
    Area.SYSTEM: (
        "The national review of 2023 approved the university with reservations and asked for clearer "
        "responsibility. Every process now has one accountable person; what lacks one is shown by the checks."
    ),
}


def build_reports(today: date, officer: User) -> int:
    """Returns how many reports there are."""
    this_year = AcademicYear.of(today).first_year
    closed = [year for year in range(this_year - YEARS_BACK, this_year) if not open_follow_ups(year).exists()]
    for year in map(AcademicYear, closed):
        report = _begun(year, today, officer)
        with as_if_on(min(today, year.ends_on + timedelta(days=DAYS_TO_ADOPT))):
            adopt_report(report, actor=officer)
    if closed:
        _begun(AcademicYear(closed[-1]).next, today, officer)
    return QualityReport.objects.count()


def date_reports():
    """Instants as history tells them, once the past was put back; then the papers, which name the day."""
    date_by_history(QualityReport, "adopted_at", state="adopted")
    for job in Job.objects.filter(kind="quality.report_paper").values_list("pk", flat=True):
        carry_out(job)
    for report in QualityReport.objects.filter(adopted_at__isnull=False):
        ReportPaper.objects.filter(report=report).update(made_at=report.adopted_at)


def _begun(year: AcademicYear, today: date, officer: User) -> QualityReport:
    with as_if_on(min(today, year.ends_on + timedelta(days=DAYS_TO_WRITE))):
        report = begin_report(
            actor=officer,
            academic_year=year.first_year,
            title_en=f"Quality report {year}",
            title_sv=f"Kvalitetsrapport {year}",
            kept_by=officer,
            due_on=year.ends_on + timedelta(days=DAYS_TO_ADOPT),
        )
        for text in report.blocks.all():
            change_text(text, actor=officer, body=TEXTS[text.area])
    return report
