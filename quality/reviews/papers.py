"""The papers of a review that leave the house, as a tagged PDF."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.institution_name import institution_name
from core.papers.pdf import paper_pdf
from core.papers.sections import Section, paragraphs_of
from quality.models import FollowUp
from quality.reviews.self_evaluation import given_on, parts_of


def self_evaluation_pdf(follow_up: FollowUp) -> bytes:
    """The self-evaluation as it stands, in the reader's language."""
    words = {"title": follow_up.version.title, "unit": follow_up.unit}
    return paper_pdf(
        title=_("Self-evaluation: %(title)s, %(unit)s") % words,
        number=str(follow_up),
        institution=institution_name(),
        made=_given_words(follow_up),
        language=get_language() or "en",
        sections=[Section(part.heading, paragraphs=_paragraphs(part.text)) for part in parts_of(follow_up)],
    )


def _paragraphs(text: str) -> list[str]:
    return paragraphs_of(text) or [_("Nothing is written here yet.")]


def _given_words(follow_up: FollowUp) -> str:
    if day := given_on(follow_up):
        return _("Given to the reviewers on %(day)s") % {"day": date_format(day)}
    return _("Draft of %(day)s") % {"day": date_format(timezone.localdate())}
