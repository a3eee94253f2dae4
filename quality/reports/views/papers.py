"""The files of a report: how far they are, having them made, downloading them."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.jobs import is_lost, progress_of
from core.private_files import download_response
from core.views.actions import ActionView
from core.views.details import ObjectPage
from quality.models import QualityReport, ReportPaper
from quality.querysets import VIEW_ADOPTED
from quality.reports.papers import file_stem, make_papers

FORMATS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class PaperOnPage:
    """How far the papers of the reader's language are."""

    paper: ReportPaper | None
    is_working: bool = False
    is_failed: bool = False
    done: int = 0
    total: int = 0

    @property
    def is_final(self) -> bool:
        """Made of what was adopted: there is nothing to make again."""
        report = self.paper.report if self.paper else None
        return report is not None and bool(report.sha256) and self.paper.sha256 == report.sha256

    @property
    def is_of_draft(self) -> bool:
        return self.paper is not None and self.paper.is_ready and not self.is_final


def paper_of(report: QualityReport) -> PaperOnPage:
    paper = ReportPaper.objects.filter(report=report, language=get_language()).select_related("job").first()
    if paper is None:
        return PaperOnPage(None)
    paper.report = report
    is_lost_now = paper.is_working and is_lost(paper.job)
    done, total = progress_of(paper.job) if paper.job else (0, 0)
    is_failed = is_lost_now or not (paper.is_working or paper.is_ready)
    return PaperOnPage(paper, paper.is_working and not is_lost_now, is_failed, done, total)


class PapersMakeView(ActionView):
    """Has the papers made in the language of the page."""

    model = QualityReport
    right = VIEW_ADOPTED

    def perform(self, note):
        make_papers(self.object, language=get_language(), actor=self.request.user)


class OfReport(ObjectPage, SingleObjectMixin, View):
    model = QualityReport
    right = VIEW_ADOPTED
    http_method_names = ["get", "head"]


class PapersProgressView(OfReport):
    """How far the worker is; when it is done the whole page is to be read again."""

    def get(self, request, pk):
        report = self.get_object()
        paper = paper_of(report)
        if not paper.is_working:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return TemplateResponse(request, "quality/reports/progress.html", {"report": report, "paper": paper})


@dataclass(frozen=True)
class PaperFile:
    """A file as ``download_response`` wants it."""

    file: object
    original_name: str
    content_type: str


class PaperDownloadView(OfReport):
    def get(self, request, pk, file_format):
        paper = paper_of(self.get_object()).paper
        if file_format not in FORMATS or paper is None or not paper.is_ready:
            raise Http404
        name = f"{file_stem(paper)}.{file_format}"
        return download_response(PaperFile(getattr(paper, file_format), name, FORMATS[file_format]))
