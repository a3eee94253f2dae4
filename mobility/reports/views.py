"""Reports as the office reads them: the list by state, one report with its two buttons, and asking for more."""

from collections import defaultdict

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from core.errors import PortalError
from core.paging import page_of
from core.views.actions import ActionView, MoveView
from core.views.details import PortalDetailView
from core.views.rights import RightRequired
from mobility.models import GrantProject, Mobility, ParticipantReport
from mobility.people.views.persons import crumbs
from mobility.querysets import MODERATE
from mobility.reports.answering import move_report
from mobility.reports.asking import ask_everybody_back, ask_for_report, not_yet_asked
from mobility.reports.enums import ReportState
from mobility.reports.moderating import leave_out
from mobility.reports.on_page import ask_url_of
from mobility.reports.workflow import report_workflow

ON_A_PAGE = 50
LONGEST_VALUE = 20  # of a ticked sentence
BY_HAND = ("show", "keep_back")  # a report arrives by its own address, with its answers, and in no other way


class ReportListView(RightRequired, TemplateView):
    """Those that wait to be read first; a tab for each state."""

    right = MODERATE
    template_name = "mobility/reports/report_list.html"

    def get_context_data(self, **kwargs):
        reports = ParticipantReport.objects.visible_to(self.request.user)
        asked = self.request.GET.get("state", "")
        state = asked if asked in ReportState.values else ReportState.RECEIVED
        rows = reports.filter(state=state).select_related("mobility__participant", "mobility__partner", "project")
        counts = dict(reports.order_by().values_list("state").annotate(Count("pk")))
        page = page_of(counts.get(state, 0), self.request.GET.get("page", ""), self.request.GET, ON_A_PAGE)
        return super().get_context_data(
            title=_("Reports of participants"),
            rows=list(rows[max(page.first - 1, 0) : page.last]),
            page=page,
            tabs=[
                {
                    "label": each.label,
                    "url": f"?state={each}",
                    "count": counts.get(each, 0),
                    "is_current": each == state,
                }
                for each in ReportState
            ],
            to_ask=not_yet_asked(self.request.user).count(),
            crumbs=crumbs(),
            **kwargs,
        )


class ReportDetailView(PortalDetailView):
    model = ParticipantReport
    right = MODERATE
    context_object_name = "report"
    template_name = "mobility/reports/report_detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("mobility__participant", "mobility__partner", "project")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            answers=(answers := list(self.object.answers.select_related("question"))),
            has_words=any(answer.text for answer in answers),
            moves=[move for move in report_workflow.moves_for(self.request.user, self.object) if move.name in BY_HAND],
            ask_url=ask_url_of(self.object),
            crumbs=[*crumbs(), {"label": _("Reports of participants"), "url": reverse("mobility:report_list")}],
            **kwargs,
        )


class ReportMoveView(MoveView):
    model = ParticipantReport
    right = MODERATE
    workflow = report_workflow

    def prepare(self):
        if self.kwargs["move"] not in BY_HAND:
            raise Http404
        super().prepare()

    def perform_move(self, name, note):
        moved = move_report(self.object, name, actor=self.request.user)
        self.done = _("The state is now “%(state)s”.") % {"state": moved.get_state_display()}


class LeaveOutView(ActionView):
    """Which sentences others do not read: those ticked, and no others."""

    model = ParticipantReport
    right = MODERATE

    def perform(self, note):
        leave_out(self.object, actor=self.request.user, sentences=_ticked(self.request.POST.getlist("sentence")))
        self.done = _("Saved. What is ticked is left out for everybody outside the office.")


def _ticked(values: list[str]) -> dict[int, list[int]]:
    """Answer → positions, of values like "12-0"."""
    found: dict[int, list[int]] = defaultdict(list)
    for value in values:
        answer, _dash, position = value.partition("-")
        if not (answer.isdecimal() and position.isdecimal() and len(value) < LONGEST_VALUE):
            raise PortalError(_("This sentence is not in the report."))
        found[int(answer)].append(int(position))
    return found


class _Ask(ActionView):
    right = MODERATE

    def perform(self, note):
        report = ask_for_report(self.object, actor=self.request.user)
        self.done = _("A mail with an address of its own goes to %(address)s.") % {"address": report.to_address}


class AskOfStayView(_Ask):
    model = Mobility


class AskOfProjectView(_Ask):
    model = GrantProject


class AskEverybodyView(RightRequired, View):
    """One press for everybody who is back and was never asked."""

    right = MODERATE
    http_method_names = ["post"]

    def post(self, request):
        count = ask_everybody_back(actor=request.user)
        words = ngettext("%(count)s person is asked by mail.", "%(count)s people are asked by mail.", count)
        messages.success(request, words % {"count": count})
        return HttpResponseRedirect(reverse("mobility:report_list") + f"?state={ReportState.ASKED}")
