"""A person writes the report by the address they were sent: without an account."""

from django.core.exceptions import ValidationError

from core.errors import PortalError
from core.one_act_pages import OneActPages
from mobility.reports.answering import questions_for, receive_report
from mobility.reports.asking import report_of
from mobility.reports.forms import ReportForm

pages = OneActPages("report", "mobility/reports/public")


@pages.view
def answer(request, token: str):
    """The questions, the thanks after them, or that the address does nothing: the same words whatever the reason."""
    report = report_of(token)
    if report is None:
        return pages.unknown(request)
    if not report.is_open:
        return pages.page(request, "thanks") if report.answered_at else pages.gone(request)
    form = ReportForm(request.POST if request.method == "POST" else None, questions=questions_for(report))
    if form.is_valid():
        try:
            receive_report(report, form.said(), may_be_shown=form.cleaned_data["may_be_shown"])
        except ValidationError as error:
            form.refuse(error)
        except PortalError as error:
            form.add_error(None, error.sentence)
        else:
            return pages.page(request, "thanks")
    return pages.page(request, "form", status=422 if form.is_bound else 200, report=report, form=form)
