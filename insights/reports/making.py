"""Reports are asked for, made by the worker, kept for a week, and dropped."""

from dataclasses import asdict
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.errors import PortalError, RightMissing
from core.institution_name import institution_name
from core.jobs import Progress, job_kind, start_job
from core.models import Job
from core.papers.pdf import paper_pdf
from core.papers.sections import Section
from insights.home.reach import RIGHTS, reach_of
from insights.models import MadeReport, ReportSchedule
from insights.querysets import CHANGE_NUMBERS
from insights.reports.asked import Asked
from insights.reports.kinds import KINDS, may_have
from insights.reports.mails import tell_by_mail
from insights.reports.workbook import report_workbook
from mobility.bips.querysets import VIEW_BIP
from quality.querysets import VIEW as VIEW_QUALITY

JOB = "insights.report"
KEPT = timedelta(days=7)
REACH = (*RIGHTS, VIEW_BIP, VIEW_QUALITY, CHANGE_NUMBERS)  # every right that the parts of reports ask about
FILES = 2  # steps of the work beside those of the parts


@transaction.atomic
def start_report(
    kind: str,
    *,
    subject: str = "",
    year: int | None = None,
    actor,
    language: str,
    schedule: ReportSchedule | None = None,
    job: Job | None = None,
) -> MadeReport:
    """Ask the worker for a report, or whoever carries out ``job``.

    Raises ``RightMissing``, and ``PortalError`` where what it is about is not there.
    """
    title = title_for(kind, subject, year, actor)
    return MadeReport.objects.create(
        made_for=actor,
        kind=kind,
        subject=subject,
        academic_year=year,
        language=language,
        title=title,
        schedule=schedule,
        job=job or start_job(JOB, actor=actor),
        kept_until=timezone.now() + KEPT,
    )


def _asked(kind: str, subject: str, year: int | None, actor) -> Asked:
    if not may_have(actor, kind):
        raise RightMissing(_("You do not have the right to this report."))
    found = KINDS[kind].subject_of(subject, actor)
    if found is None:
        raise PortalError(_("What the report is about is not there any more, or not yours to read."))
    return Asked(found, actor, year)


def title_for(kind: str, subject: str, year: int | None, actor) -> str:
    """What the report will be called. Raises as ``start_report``."""
    return _title(kind, _asked(kind, subject, year, actor))


def _title(kind: str, asked: Asked) -> str:
    return KINDS[kind].title(asked)[:400]


@job_kind(JOB)
def make_report(job: Job, progress: Progress) -> dict:
    """The work of the worker. Rights are asked again: they may have gone since."""
    report = MadeReport.objects.select_related("made_for").get(job=job)
    with override(report.language):
        asked = _asked(report.kind, report.subject, report.academic_year, report.made_for)
        report.title = _title(report.kind, asked)
        parts, counted = KINDS[report.kind].parts, Counting(progress, 2 * len(KINDS[report.kind].parts) + FILES)
        shown = composed(parts, asked, counted)
        leaving = Asked(asked.subject, asked.reader, asked.year, is_leaving=True)
        handed_out = composed(parts, leaving, counted)
        _keep(report, shown, handed_out, counted)
    return {"report": report.pk}


class Counting:
    """How many steps are done, told after each."""

    def __init__(self, progress: Progress, total: int):
        self.progress, self.total, self.done = progress, total, 0

    def step(self):
        self.done += 1
        self.progress(self.done, self.total)


def composed(parts, asked: Asked, counted: Counting) -> list[Section]:
    """Every part that has something to say."""
    sections = []
    for part in parts:
        sections.append(part(asked))
        counted.step()
    return [section for section in sections if not section.is_empty]


def _keep(report: MadeReport, shown: list[Section], handed_out: list[Section], counted: Counting):
    """The sections and both files, which begin with when and for whom they were made."""
    today = timezone.localdate()
    made = _("As of %(day)s, as %(person)s may see it") % {"day": date_format(today), "person": report.made_for.name}
    name = f"{report.kind}-{today:%Y-%m-%d}"
    pdf = paper_pdf(
        title=report.title,
        number=f"{report.title[:80]} · {today:%Y-%m-%d}",
        institution=institution_name(),
        made=made,
        language=report.language,
        sections=handed_out,
    )
    counted.step()
    report.pdf.save(f"{name}.pdf", ContentFile(pdf), save=False)
    report.xlsx.save(f"{name}.xlsx", ContentFile(report_workbook(report.title, made, handed_out)), save=False)
    report.on_page, report.handed_out = [asdict(each) for each in shown], [asdict(each) for each in handed_out]
    report.made_at, report.reach = timezone.now(), reach_of(report.made_for, REACH)
    report.save(update_fields=["title", "reach", "pdf", "xlsx", "on_page", "handed_out", "made_at"])
    if report.schedule_id:
        tell_by_mail(report)
    counted.step()


def drop_old_reports():
    """Every night: rows past their day, and their files."""
    for report in MadeReport.objects.filter(kept_until__lt=timezone.now()):
        for file in filter(None, (report.pdf, report.xlsx)):
            file.delete(save=False)
        report.delete()
