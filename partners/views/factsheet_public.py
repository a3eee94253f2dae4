"""A partner looks through its factsheet by the address it was sent: without an account, remembered by nobody."""

from django.http import HttpResponseRedirect

from core.errors import PortalError
from core.one_act_pages import OneActPages
from partners.enums import LinkState
from partners.factsheets.answers import answer_factsheet
from partners.factsheets.links import link_of
from partners.forms.factsheets import FactsheetForms

pages = OneActPages("factsheet", "partners/factsheet")


@pages.view
def factsheet(request, token: str):
    """The form, the thanks after it, or that the address does not work: the same words whatever the reason."""
    link = link_of(token)
    if link is None:
        return pages.unknown(request)
    if not link.is_open:
        answered = link.state == LinkState.ANSWERED
        return pages.page(request, "thanks", link=link) if answered else pages.gone(request)
    forms = FactsheetForms(link.institution, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return pages.page(request, "form", link=link, forms=forms)
    if not pages.may_answer(token):
        return pages.later(request)
    return _answer(request, link, forms)


def _answer(request, link, forms: FactsheetForms):
    if forms.are_valid():
        try:
            answer_factsheet(link, forms.answer())
        except PortalError as error:
            forms.refuse(error.sentence)
        else:
            return HttpResponseRedirect(request.path)  # where the answered link says thanks
    return pages.page(request, "form", link=link, forms=forms, status=422)
