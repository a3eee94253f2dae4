"""A student or a partner signs a version by the address they were sent: without an account.

The page shows all that is signed, with its checksum, and one button signs it.
Who, when and by which address is kept, never from which computer.
"""

from core.errors import PortalError
from core.one_act_pages import OneActPages
from mobility.learning.contents import content_of, funding_of
from mobility.learning.forms import SignForm
from mobility.learning.links import link_of
from mobility.learning.sections import sections_of, signatures_section
from mobility.learning.signing import reject_by_link, sign_by_link, why_gone
from mobility.models import LearningAgreementVersion

pages = OneActPages("learning", "mobility/learning/public")


@pages.view
def sign(request, token: str):
    """What is to be signed, the thanks after it, or in one sentence why the address does nothing more."""
    link = link_of(token)
    if link is None:
        return pages.unknown(request)
    if sentence := why_gone(link):
        return pages.page(request, "gone", status=200 if link.used_at else 404, sentence=sentence)
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
    return pages.page(request, "thanks", link=link, version=version, is_rejection=is_rejection)


def _form(request, link, form, status=200):
    version = LearningAgreementVersion.objects.for_page().get(pk=link.version_id)
    content = content_of(version)
    sections = [*sections_of(content.values), signatures_section(version)]
    shown = [section for section in sections if section.facts or section.rows]
    context = {"link": link, "version": version, "form": form, "sections": shown, "sha256": content.sha256}
    context["funding"] = funding_of(content.values)
    return pages.page(request, "sign", status=status, **context)
