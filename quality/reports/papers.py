"""A report as PDF and Word, made by the worker: a long year takes seconds that no page should wait for."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.errors import RightMissing
from core.in_languages import in_readers_language
from core.jobs import Progress, is_lost, job_kind, start_job
from core.models import Job
from core.papers.pdf import paper_pdf
from core.papers.word import paper_docx
from quality.models import QualityReport, ReportPaper
from quality.reports.contents import contents_of
from quality.reports.freezing import checksum
from quality.reports.words import sections_for_paper, title_of
from reference.academic_years import AcademicYear

PARTS = 4  # of the work, as its progress counts them: composing, PDF, Word, keeping


@transaction.atomic
def make_papers(report: QualityReport, *, language: str, actor) -> ReportPaper:
    """Ask the worker for the papers of what the report says now. Who may read a report may have it as a file.

    Two who ask at once are answered by one piece of work.
    """
    readable = QualityReport.objects.visible_to(actor).filter(pk=report.pk)
    if not readable.exists():
        raise RightMissing(_("You do not have the right to read this report."))
    ReportPaper.objects.get_or_create(report=report, language=language)
    paper = ReportPaper.objects.select_for_update(of=("self",)).get(report=report, language=language)
    if paper.job is None or not paper.is_working or is_lost(paper.job):
        paper.job = start_job("quality.report_paper", actor=actor)
        paper.save(update_fields=["job"])
    return paper


@job_kind("quality.report_paper")
def set_papers(job: Job, progress: Progress) -> dict:
    """The work of the worker, in the language of the paper and not of who asked for it."""
    paper = ReportPaper.objects.select_related("report").get(job=job)
    progress(0, PARTS)
    with override(paper.language):
        contents = contents_of(paper.report)
        words = _words(paper, contents)
        progress(1, PARTS)
        pdf = paper_pdf(number=words["title"], **words)
        progress(2, PARTS)
        docx = paper_docx(**words)
        progress(3, PARTS)
    _keep(paper, pdf=pdf, docx=docx, sha256=checksum(contents))
    progress(PARTS, PARTS)
    return {"report": paper.report_id}


def _words(paper: ReportPaper, contents: dict) -> dict:
    day = date_format(timezone.localdate(), "DATE_FORMAT")
    adopted = paper.report.adopted_at
    made = (
        _("Adopted on %(day)s. SHA-256 of what it says: %(sum)s")
        % {"day": date_format(timezone.localtime(adopted), "DATE_FORMAT"), "sum": paper.report.sha256}
        if adopted
        else _("Draft of %(day)s") % {"day": day}
    )
    return {
        "title": title_of(contents),
        "institution": in_readers_language(contents["institution"]),
        "made": made,
        "language": paper.language,
        "sections": sections_for_paper(contents),
    }


def _keep(paper: ReportPaper, *, pdf: bytes, docx: bytes, sha256: str):
    """The new files in the place of the old ones, which go once the new ones stand."""
    old = [each for each in (paper.pdf, paper.docx) if each]
    stale = [(each.storage, each.name) for each in old]
    name = file_stem(paper)
    paper.pdf.save(f"{name}.pdf", ContentFile(pdf), save=False)
    paper.docx.save(f"{name}.docx", ContentFile(docx), save=False)
    paper.sha256, paper.made_at = sha256, timezone.now()
    paper.save(update_fields=["pdf", "docx", "sha256", "made_at"])
    for storage, gone in stale:
        transaction.on_commit(lambda storage=storage, gone=gone: storage.delete(gone))


def file_stem(paper: ReportPaper) -> str:
    year = str(AcademicYear(paper.report.academic_year)).replace("/", "-")
    return f"quality-report-{year}-{paper.language}"
