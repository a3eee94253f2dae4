"""The page behind a partner's address: without an account, and without being remembered.

Opening the address changes nothing, for mail programs open what they are sent; only the button of the form does.
"""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.errors import PortalError
from core.limits import is_within
from core.one_act_links import one_act_page
from mobility.nominations.forms import NomineeFormSet, SenderForm
from mobility.nominations.links import link_of
from mobility.nominations.receiving import NotTaken, closed_words, receive_nominations

TEN_MINUTES = 600
MOST_OF_A_PLACE, MOST_WRONG_OF_A_PLACE, MOST_ANSWERS = 120, 20, 20  # in ten minutes


@csrf_exempt  # the address itself is the secret, nobody is signed in; without a referrer no origin can be checked
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, token: str):
    """The form, the thanks after it, why nothing is taken now, or that the address does not work."""
    place = get_adapter(request).get_client_ip(request)
    if not is_within("nominations-place", place, most=MOST_OF_A_PLACE, seconds=TEN_MINUTES):
        return _page(request, "later", status=429)
    link = link_of(token)
    if link is None or not link.is_usable:
        return _unknown(request, place)
    if closed := closed_words(link.window):
        return _page(request, "closed", link=link, closed=closed)
    data = request.POST if request.method == "POST" else None
    students, sender = NomineeFormSet(data, prefix="students"), SenderForm(data)
    if data is None:
        return _page(request, "form", link=link, students=students, sender=sender)
    if not is_within("nominations-answer", token, most=MOST_ANSWERS, seconds=TEN_MINUTES):
        return _page(request, "later", status=429)
    return _answer(request, link, students, sender)


def _unknown(request, place: str):
    """Who guesses addresses is soon told to wait."""
    may_go_on = is_within("nominations-wrong", place, most=MOST_WRONG_OF_A_PLACE, seconds=TEN_MINUTES)
    return _page(request, "gone", status=404) if may_go_on else _page(request, "later", status=429)


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
            return _page(request, "thanks", link=link, names=names)
    return _page(request, "form", link=link, students=students, sender=sender, status=422)


def _page(request, name: str, *, status: int = 200, **context):
    return one_act_page(request, f"mobility/nominations/{name}.html", status=status, **context)
