"""The reports there are, one of them as a page, its files."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.paging import page_of
from core.steps import steps_of
from core.views.actions import MoveView
from core.views.details import PortalDetailView, PortalHistoryView, Tab
from core.views.rights import RightRequired
from quality.enums import ReportState
from quality.models import FollowUp, QualityReport
from quality.querysets import HISTORY, VIEW_ADOPTED, WRITE_REPORT
from quality.reports.contents import open_follow_ups, outline_of, process_of
from quality.reports.earlier_actions import open_action_count, open_actions_of
from quality.reports.freezing import is_unchanged
from quality.reports.services import adopt_report
from quality.reports.story import REPORT_STORY
from quality.reports.views.papers import paper_of
from quality.reports.words import Chapter, chapters_of, process_in_words
from quality.reports.words_of_actions import open_actions
from quality.reports.workflow import report_workflow

ACTIONS_ON_A_PAGE = 100
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
        chapters = chapters_of(contents, is_written=self.may_write())
        still_open = open_follow_ups(report.academic_year) if report.frozen is None else FollowUp.objects.none()
        named = list(still_open[: MOST_OPEN + 1])
        return super().get_context_data(
            chapters=[self.with_the_rest(chapter, contents["actions"]) for chapter in chapters],
            is_unchanged=is_unchanged(report),
            still_open=named[:MOST_OPEN],
            more_open=still_open.count() - MOST_OPEN if len(named) > MOST_OPEN else 0,
            is_outline=is_outline(contents),
            paper=paper_of(report),
            **kwargs,
        )

    def with_the_rest(self, chapter: Chapter, actions: dict) -> Chapter:
        """The chapter of earlier actions leads to all of them, where the page names only the first."""
        if chapter.key == "actions" and actions["open_count"] > len(actions["open_of_last_year"]):
            label = _("All %(count)s open actions") % {"count": actions["open_count"]}
            chapter.further = {"label": label, "url": reverse("quality:report_actions", args=[self.object.pk])}
        return chapter


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


class ReportActionsView(ReportPage):
    """The open actions of the year before, every one, as the report has them."""

    template_name = "quality/reports/part.html"

    def get_context_data(self, **kwargs):
        report, query = self.object, self.request.GET
        page = page_of(open_action_count(report), query.get("page", ""), query, ACTIONS_ON_A_PAGE)
        section = open_actions(report.academic_year, open_actions_of(report, page.part))
        return super().get_context_data(sections=[section], page=page, **kwargs)


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
