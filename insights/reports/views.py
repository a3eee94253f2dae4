"""Reports: which there are, one asked for, how far it is, the page of it and its files."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import DetailView, FormView, TemplateView

from core.exports import XLSX_TYPE
from core.jobs import is_lost, progress_of
from core.views.forms import ServiceForm
from core.views.rights import RightRequired, require
from insights.enums import ReportKind
from insights.home.reach import reach_of
from insights.models import MadeReport, ReportSchedule
from insights.querysets import VIEW
from insights.reports.forms import FORMS
from insights.reports.kinds import KINDS, kinds_of, may_have
from insights.reports.making import REACH, start_report
from insights.reports.scheduling import schedule_report, stop_schedule

SHOWN = 50
FILES = {"pdf": "application/pdf", "xlsx": XLSX_TYPE}


class ReportListView(RightRequired, TemplateView):
    right = VIEW
    template_name = "insights/reports/list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            title=_("Dossiers and reports"),
            subtitle=_("Made in the background as page, PDF and workbook; yours are kept for a week."),
            crumbs=[{"label": _("Insights"), "url": reverse("insights:home")}],
            kinds=kinds_of(user),
            schedules=ReportSchedule.objects.visible_to(user),
            reports=MadeReport.objects.visible_to(user).select_related("job").defer("on_page", "handed_out")[:SHOWN],
            **kwargs,
        )


def crumbs() -> list[dict]:
    return [{"label": _("Dossiers and reports"), "url": reverse("insights:report_list")}]


class ReportCreateView(RightRequired, ServiceForm, FormView):
    """``?subject=7`` is asked about at once by pages of partners, units and countries."""

    right = VIEW
    template_name = "insights/reports/create.html"
    submit_label = gettext_lazy("Make the report")

    @property
    def kind(self) -> ReportKind:
        if self.kwargs["kind"] not in KINDS:
            raise Http404
        if not may_have(self.request.user, self.kwargs["kind"]):
            raise PermissionDenied
        return ReportKind(self.kwargs["kind"])

    def get_form_class(self):
        return FORMS[self.kind]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        subject = KINDS[self.kind].subject_of(self.request.GET.get("subject", ""), self.request.user)
        return {"subject": self.get_form_class().shown(subject)} if subject else {}

    def perform(self, form):
        asked = {"subject": form.subject_key, "actor": self.request.user, "language": get_language()}
        report = start_report(self.kind, year=form.year, **asked)
        if rhythm := form.cleaned_data["rhythm"]:
            schedule_report(self.kind, rhythm=rhythm, **asked)
        return report

    def success_url_for(self, written):
        return written.get_absolute_url()

    def cancel_url(self):
        return reverse("insights:report_list")

    @property
    def title(self):
        return self.kind.label

    def crumbs(self):
        return crumbs()

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=self.kind.explanation, **kwargs)


class ReportView(RightRequired, DetailView):
    right = VIEW
    template_name = "insights/reports/detail.html"
    context_object_name = "report"

    def get_queryset(self):
        return MadeReport.objects.visible_to(self.request.user).select_related("job")

    def get_context_data(self, **kwargs):
        files = [
            {"label": label, "url": reverse("insights:report_file", args=[self.object.pk, name])}
            for name, label in (("pdf", _("PDF")), ("xlsx", _("Workbook (XLSX)")))
        ]
        may_read = _may_read(self.object)
        return super().get_context_data(
            title=self.object.title,
            crumbs=crumbs(),
            actions=files if may_read else [],
            may_read=may_read,
            sections=self.object.sections(reach_of(self.request.user, REACH)) if may_read else [],
            again_url=reverse("insights:report_create", args=[self.object.kind]),
            **_standing(self.object),
            **kwargs,
        )


def _may_read(report: MadeReport) -> bool:
    """Ready, and about what its maker may still read."""
    kind, user = report.kind, report.made_for
    return report.is_ready and may_have(user, kind) and KINDS[kind].subject_of(report.subject, user) is not None


def _standing(report: MadeReport) -> dict:
    done, total = progress_of(report.job) if report.job else (0, 0)
    is_working = report.is_working and not is_lost(report.job)
    return {
        "report": report,
        "is_working": is_working,
        "is_failed": report.made_at is None and not is_working,
        "done": done,
        "total": total,
        "percent": round(100 * done / total) if total else None,
    }


@require_safe
def report_progress(request, pk: int):
    """The progress bar alone; when the work is over the whole page is to be read again."""
    standing = _standing(_report(request, pk))
    if not standing["is_working"]:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return TemplateResponse(request, "insights/reports/progress.html", standing)


@require_safe
def report_file(request, pk: int, file_format: str):
    report = _report(request, pk)
    if file_format not in FILES or not _may_read(report):
        raise Http404
    name = f"{slugify(report.title)[:80] or report.kind}-{report.made_at:%Y-%m-%d}.{file_format}"
    file = getattr(report, file_format).open("rb")
    response = FileResponse(file, as_attachment=True, filename=name, content_type=FILES[file_format])
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def schedule_stop(request, pk: int):
    require(request.user, VIEW)
    schedule = get_object_or_404(ReportSchedule.objects.visible_to(request.user), pk=pk)
    stop_schedule(schedule, actor=request.user)
    messages.success(request, _("“%(title)s” is not made again.") % {"title": schedule.title})
    return HttpResponseRedirect(reverse("insights:report_list"))


def _report(request, pk: int) -> MadeReport:
    require(request.user, VIEW)
    return get_object_or_404(MadeReport.objects.visible_to(request.user).select_related("job", "made_for"), pk=pk)
