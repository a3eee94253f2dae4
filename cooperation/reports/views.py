"""The report of a year, asked for on the page of a work plan, an agreement or a unit."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.views.generic import View

from accounts.models import Unit
from agreements.models import Agreement
from cooperation.activities.tables import ActivityTable
from cooperation.models import WorkPlan
from cooperation.reports.papers import report_pdf
from cooperation.reports.yearly import YEARS, YearOfCooperation
from cooperation.rights import VIEW
from core.exports import spreadsheet_response
from core.views.rights import RightRequired


def subjects(user) -> dict:
    """What a report is about, by the word of its address."""
    return {
        "plan": WorkPlan.objects.visible_to(user),
        "agreement": Agreement.objects.visible_to(user),
        "unit": Unit.objects.all(),
    }


class YearReportView(RightRequired, View):
    """``/cooperation/reports/plan/7/2026/?format=xlsx``; a PDF where no format is asked for."""

    right = VIEW
    http_method_names = ["get", "head"]

    def get(self, request, about, pk, year):
        known = subjects(request.user)
        if about not in known or year not in YEARS:
            raise Http404
        report = YearOfCooperation(get_object_or_404(known[about], pk=pk), year, request.user)
        file_format = request.GET.get("format", "pdf")
        if file_format in ("xlsx", "csv"):
            columns = ActivityTable.exported_columns()
            return spreadsheet_response(report.title, columns, report.activities, file_format=file_format)
        response = HttpResponse(report_pdf(report), content_type="application/pdf")
        name = f"{slugify(report.title)[:80] or 'report'}-{timezone.localdate():%Y-%m-%d}.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
