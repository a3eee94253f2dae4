"""A person writes the report by the address they were sent: without an account. Opening it changes nothing."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.errors import PortalError
from core.limits import is_within
from core.one_act_links import one_act_page
from mobility.reports.answering import questions_for, receive_report
from mobility.reports.asking import report_of
from mobility.reports.forms import ReportForm

TEN_MINUTES = 600
MOST_OF_A_PLACE, MOST_WRONG_OF_A_PLACE = 120, 20  # in ten minutes


@csrf_exempt  # the address itself is the secret, nobody is signed in; without a referrer no origin can be checked
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, token: str):
    """The questions, the thanks after them, or that the address does nothing: the same words whatever the reason."""
    place = get_adapter(request).get_client_ip(request)
    if not is_within("report-place", place, most=MOST_OF_A_PLACE, seconds=TEN_MINUTES):
        return _page(request, "later", status=429)
    report = report_of(token)
    if report is None:
        may_go_on = is_within("report-wrong", place, most=MOST_WRONG_OF_A_PLACE, seconds=TEN_MINUTES)
        return _page(request, "gone", status=404) if may_go_on else _page(request, "later", status=429)
    if not report.is_open:
        return _page(request, "thanks") if report.answered_at else _page(request, "gone", status=404)
    form = ReportForm(request.POST if request.method == "POST" else None, questions=questions_for(report))
    if form.is_valid():
        try:
            receive_report(report, form.said(), may_be_shown=form.cleaned_data["may_be_shown"])
        except ValidationError as error:
            form.refuse(error)
        except PortalError as error:
            form.add_error(None, error.sentence)
        else:
            return _page(request, "thanks")
    return _page(request, "form", status=422 if form.is_bound else 200, report=report, form=form)


def _page(request, name: str, *, status: int = 200, **context):
    return one_act_page(request, f"mobility/reports/public/{name}.html", status=status, **context)
