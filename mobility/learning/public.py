"""A student or a partner signs a version by the address they were sent: without an account.

Opening the address changes nothing; the page shows all that is signed, with its checksum, and one button signs it.
Who, when and by which address is kept, never from which computer.
"""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.errors import PortalError
from core.limits import is_within
from core.one_act_links import one_act_page
from mobility.learning.contents import content_of, funding_of
from mobility.learning.forms import SignForm
from mobility.learning.links import link_of
from mobility.learning.sections import sections_of, signatures_section
from mobility.learning.signing import reject_by_link, sign_by_link, why_gone
from mobility.models import LearningAgreementVersion

TEN_MINUTES = 600
MOST_OF_A_PLACE, MOST_WRONG_OF_A_PLACE = 120, 20  # in ten minutes


@csrf_exempt  # the address itself is the secret, nobody is signed in; without a referrer no origin can be checked
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request, token: str):
    """What is to be signed, the thanks after it, or in one sentence why the address does nothing more."""
    place = get_adapter(request).get_client_ip(request)
    if not is_within("learning-place", place, most=MOST_OF_A_PLACE, seconds=TEN_MINUTES):
        return _page(request, "later", status=429)
    link = link_of(token)
    if link is None:
        may_go_on = is_within("learning-wrong", place, most=MOST_WRONG_OF_A_PLACE, seconds=TEN_MINUTES)
        return _page(request, "gone", status=404) if may_go_on else _page(request, "later", status=429)
    if sentence := why_gone(link):
        return _page(request, "gone", status=200 if link.used_at else 404, sentence=sentence)
    if request.method == "POST":
        return _answer(request, link)
    return _form(request, link, SignForm())


def _answer(request, link):
    form = SignForm(request.POST)
    if not form.is_valid():
        return _form(request, link, form, status=422)
    given = form.cleaned_data
    is_rejection = "reject" in request.POST
    try:
        if is_rejection:
            version = reject_by_link(link, note=given["note"])
        else:
            version = sign_by_link(link, name=given["name"], seen=given["seen"])
    except PortalError as error:
        form.add_error("note" if is_rejection else None, error.sentence)
        return _form(request, link, form, status=422)
    return _page(request, "thanks", link=link, version=version, is_rejection=is_rejection)


def _form(request, link, form, status=200):
    version = LearningAgreementVersion.objects.for_page().get(pk=link.version_id)
    content = content_of(version)
    sections = [*sections_of(content.values), signatures_section(version)]
    shown = [section for section in sections if section.facts or section.rows]
    context = {"link": link, "version": version, "form": form, "sections": shown, "sha256": content.sha256}
    context["funding"] = funding_of(content.values)
    return _page(request, "sign", status=status, **context)


def _page(request, name: str, *, status: int = 200, **context):
    return one_act_page(request, f"mobility/learning/public/{name}.html", status=status, **context)
