"""The reports there are, one of them as a page, its files."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from django.views.generic.detail import SingleObjectMixin

from core.jobs import is_lost, progress_of
from core.private_files import download_response
from core.steps import steps_of
from core.views.actions import ActionView, MoveView
from core.views.details import ObjectPage, PortalDetailView, PortalHistoryView, Tab
from core.views.rights import RightRequired
from quality.enums import ReportState
from quality.models import QualityReport, ReportPaper
from quality.querysets import HISTORY, VIEW_ADOPTED, WRITE_REPORT
from quality.reports.contents import open_follow_ups, outline_of, process_of
from quality.reports.freezing import is_unchanged
from quality.reports.papers import file_stem, make_papers
from quality.reports.services import adopt_report
from quality.reports.story import REPORT_STORY
from quality.reports.words import chapters_of, process_in_words
from quality.reports.workflow import report_workflow

FORMATS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
MOST_OPEN = 12  # follow-ups that are named; the others are counted


def crumbs() -> list[dict]:
    return [{"label": _("Quality reports"), "url": reverse("quality:report_list")}]


class ReportListView(RightRequired, TemplateView):
    """One line a year, newest first."""

    right = VIEW_ADOPTED
    template_name = "quality/reports/list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        reports = QualityReport.objects.visible_to(user).select_related("kept_by", "adopted_by").defer("frozen")
        may_begin = user.has_perm(WRITE_REPORT)
        return super().get_context_data(title=_("Quality reports"), reports=reports, may_begin=may_begin, **kwargs)


class ReportPage(PortalDetailView):
    """What both tabs of a report show above themselves."""

    model = QualityReport
    right = VIEW_ADOPTED
    context_object_name = "report"

    def get_queryset(self):
        return super().get_queryset().select_related("kept_by", "adopted_by", "begun_from")

    def get_context_data(self, **kwargs):
        report, user = self.object, self.request.user
        return super().get_context_data(
            crumbs=crumbs(),
            steps=steps_of(report, ReportState),
            moves=report_workflow.moves_for(user, report),
            may_write=self.may_write(),
            **kwargs,
        )

    def may_write(self) -> bool:
        return self.object.state == ReportState.DRAFT and self.request.user.has_perm(WRITE_REPORT)

    def tabs(self):
        named = [("overview", _("Report"), "report_detail")]
        if self.request.user.has_perm(HISTORY):
            named.append(("history", _("History"), "report_history"))
        pk = self.object.pk
        return [
            Tab(name, label, reverse(f"quality:{url}", args=[pk]), is_current=name == self.tab)
            for name, label, url in named
        ]


class ReportDetailView(ReportPage):
    """The whole report to be read; its writers change the texts here."""

    template_name = "quality/reports/detail.html"

    def get_context_data(self, **kwargs):
        report = self.object
        contents = outline_of(report)
        still_open = list(open_follow_ups(report.academic_year)[: MOST_OPEN + 1]) if report.frozen is None else []
        return super().get_context_data(
            chapters=chapters_of(contents, is_written=self.may_write()),
            is_unchanged=is_unchanged(report),
            still_open=still_open[:MOST_OPEN],
            more_open=len(still_open) > MOST_OPEN,
            is_outline=is_outline(contents),
            paper=paper_of(report),
            **kwargs,
        )


def is_outline(contents: dict) -> bool:
    """Whether what the units came to stands on pages of its own."""
    processes = [process for area in contents["areas"] for process in area["processes"]]
    return any(process["count"] and not process["follow_ups"] for process in processes)


class ReportPartView(ReportPage):
    """One process of a long report, with what each of its units came to."""

    template_name = "quality/reports/part.html"

    def get_context_data(self, **kwargs):
        process = process_of(self.object, self.kwargs["code"])
        if process is None:
            raise Http404
        return super().get_context_data(sections=process_in_words(process), **kwargs)


class ReportHistoryView(ReportPage, PortalHistoryView):
    template_name = "quality/reports/history.html"
    object_right = HISTORY
    story = REPORT_STORY


class ReportMoveView(MoveView):
    model = QualityReport
    right = VIEW_ADOPTED
    workflow = report_workflow
    needs_confirmation = True

    def prepare(self):
        super().prepare()
        self.needs_confirmation = True
        self.explanation = _("It is frozen as it stands now, for good, and everybody on the staff may read it.")
        self.done = _("The report is adopted. Its files are being made.")

    def perform_move(self, name, note):
        adopt_report(self.object, actor=self.request.user)


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
