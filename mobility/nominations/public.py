"""The page behind a partner's address: without an account, and without being remembered."""

from django.core.exceptions import ValidationError

from core.errors import PortalError
from core.one_act_pages import OneActPages
from mobility.nominations.forms import NomineeFormSet, SenderForm
from mobility.nominations.links import link_of
from mobility.nominations.receiving import NotTaken, closed_words, receive_nominations

pages = OneActPages("nominations", "mobility/nominations")


@pages.view
def answer(request, token: str):
    """The form, the thanks after it, why nothing is taken now, or that the address does not work."""
    link = link_of(token)
    if link is None or not link.is_usable:
        return pages.unknown(request)
    if closed := closed_words(link.window):
        return pages.page(request, "closed", link=link, closed=closed)
    data = request.POST if request.method == "POST" else None
    students, sender = NomineeFormSet(data, prefix="students"), SenderForm(data)
    if data is None:
        return pages.page(request, "form", link=link, students=students, sender=sender)
    if not pages.may_answer(token):
        return pages.later(request)
    return _answer(request, link, students, sender)


def _answer(request, link, students, sender):
    if students.is_valid() and sender.is_valid():
        filled = students.filled()
        nominees = [form.nominee() for form in filled]
        try:
            stays = receive_nominations(link, nominees, sender=sender.cleaned_data["sender"])
        except NotTaken as error:
            filled[error.index].add_error(None, error.sentence)
        except PortalError as error:
            sender.add_error(None, error.sentence)
        except ValidationError as error:
            sender.add_error(None, " ".join(error.messages))
        else:
            names = [stay.participant.name for stay in stays]
            return pages.page(request, "thanks", link=link, names=names)
    return pages.page(request, "form", link=link, students=students, sender=sender, status=422)
