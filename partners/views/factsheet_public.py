"""A partner looks through its factsheet by the address it was sent: without an account, and without being remembered.

Opening the address changes nothing, for mail programs open what they are sent; only the button of the form does.
"""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.errors import PortalError
from core.limits import is_within
from core.one_act_links import one_act_page
from partners.enums import LinkState
from partners.factsheets.answers import answer_factsheet
from partners.factsheets.links import link_of
from partners.forms.factsheets import FactsheetForms

TEN_MINUTES = 600
MOST_OF_A_PLACE, MOST_WRONG_OF_A_PLACE, MOST_ANSWERS = 120, 20, 20  # in ten minutes


@csrf_exempt  # the address itself is the secret, nobody is signed in; without a referrer no origin can be checked
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def factsheet(request, token: str):
    """The form, the thanks after it, or that the address does not work: the same words whatever the reason."""
    place = get_adapter(request).get_client_ip(request)
    if not is_within("factsheet-place", place, most=MOST_OF_A_PLACE, seconds=TEN_MINUTES):
        return _page(request, "later", status=429)
    link = link_of(token)
    if link is None:
        return _unknown(request, place)
    if not link.is_open:
        answered = link.state == LinkState.ANSWERED
        return _page(request, "thanks", link=link) if answered else _page(request, "gone", status=404)
    forms = FactsheetForms(link.institution, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, "form", link=link, forms=forms)
    if not is_within("factsheet-answer", token, most=MOST_ANSWERS, seconds=TEN_MINUTES):
        return _page(request, "later", status=429)
    return _answer(request, link, forms)


def _unknown(request, place: str):
    """Who guesses addresses is soon told to wait."""
    may_go_on = is_within("factsheet-wrong", place, most=MOST_WRONG_OF_A_PLACE, seconds=TEN_MINUTES)
    return _page(request, "gone", status=404) if may_go_on else _page(request, "later", status=429)


def _answer(request, link, forms: FactsheetForms):
    if forms.are_valid():
        try:
            answer_factsheet(link, forms.answer())
        except PortalError as error:
            forms.refuse(error.sentence)
        else:
            return HttpResponseRedirect(request.path)  # where the answered link says thanks
    return _page(request, "form", link=link, forms=forms, status=422)


def _page(request, name: str, *, status: int = 200, **context):
    return one_act_page(request, f"partners/factsheet/{name}.html", status=status, **context)
