"""The papers of a review that leave the house, as a tagged PDF or a Word file."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.institution_name import institution_name
from core.papers.pdf import paper_pdf
from core.papers.sections import Section, paragraphs_of
from core.papers.word import paper_docx
from quality.models import FollowUp
from quality.reviews.self_evaluation import given_on, parts_of
from quality.reviews.table import headings, table_of


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


def table_paper(follow_up: FollowUp, user, *, file_format: str) -> bytes:
    """The table of the action plan as "pdf" or "docx", with the answer as a whole above it."""
    words = {"title": follow_up.version.title, "unit": follow_up.unit}
    title = _("Action plan after the review: %(title)s, %(unit)s") % words
    rows = [row.cells for row in table_of(follow_up, user)]
    sections = [Section(_("What follows from the recommendations"), head=headings(), rows=rows)]
    if not rows:
        sections = [Section(sections[0].heading, paragraphs=[_("No finding asks for an action.")])]
    if answer := paragraphs_of(getattr(getattr(follow_up, "review", None), "response", "")):
        sections.insert(0, Section(_("The university’s answer"), paragraphs=answer))
    made = _("As of %(day)s") % {"day": date_format(timezone.localdate())}
    paper = {"title": title, "institution": institution_name(), "made": made, "language": get_language() or "en"}
    if file_format == "docx":
        return paper_docx(sections=sections, **paper)
    return paper_pdf(number=str(follow_up), sections=sections, **paper)


def _paragraphs(text: str) -> list[str]:
    return paragraphs_of(text) or [_("Nothing is written here yet.")]


def _given_words(follow_up: FollowUp) -> str:
    if day := given_on(follow_up):
        return _("Given to the reviewers on %(day)s") % {"day": date_format(day)}
    return _("Draft of %(day)s") % {"day": date_format(timezone.localdate())}
