"""The office's answer to a request, as it is offered for editing: in the language of whoever asked, or another."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.institution_name import institution_name
from partners.models import PartnershipRequest

LONGEST_SUBJECT = 200


def offered_answer(partnership_request: PartnershipRequest, *, accepted: bool, language: str = "") -> dict[str, str]:
    """``answer_subject`` and ``answer_text`` to begin with."""
    known = dict(settings.LANGUAGES)
    with override(language if language in known else partnership_request.language):
        words = {
            "asked": partnership_request,
            "institution": institution_name(),
            "office_email": settings.OFFICE_EMAIL,
        }
        subject = _("Your request for a partnership: %(organisation)s") % {
            "organisation": partnership_request.organisation
        }
        template = f"partners/requests/mail/{'accepted' if accepted else 'declined'}.txt"
        return {
            "answer_subject": subject[:LONGEST_SUBJECT],
            "answer_text": render_to_string(template, words).strip(),
        }
