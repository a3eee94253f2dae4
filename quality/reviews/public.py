"""The page behind an invitation to review: without an account. Opening it changes nothing."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.invitations import invitation_link
from core.errors import PortalError
from core.one_act_pages import OneActPages
from quality.enums import ReviewerState
from quality.models import Reviewer
from quality.reviews.answering import accept, can_answer, decline, state_conflict
from quality.reviews.forms import AnswerForm
from quality.reviews.mails import reviewer_of

pages = OneActPages("reviewer", "quality/reviews/public")


@pages.view
def answer(request, token: str):
    """The question, the thanks after it, or that the address does not work."""
    reviewer = reviewer_of(token)
    if reviewer is None:
        return pages.unknown(request)
    if not can_answer(reviewer):
        return _after(request, reviewer)
    form = AnswerForm(request.POST or None)
    if request.method != "POST":
        return pages.page(request, "answer", reviewer=reviewer, form=form)
    if not pages.may_answer(token):
        return pages.later(request)
    if form.is_valid() and (answered := _carry_out(reviewer, form)):
        return _after(request, answered)
    return pages.page(request, "answer", reviewer=reviewer, form=form, status=422)


def _carry_out(reviewer: Reviewer, form: AnswerForm) -> Reviewer | None:
    """The row as it stands after the answer; None where it was refused, with the reason in the form."""
    try:
        match form.cleaned_data["answer"]:
            case "accept":
                return accept(reviewer)
            case "conflict":
                return state_conflict(reviewer, words=form.cleaned_data["words"])
            case _:
                return decline(reviewer)
    except ValidationError as error:
        form.refuse(error)
    except PortalError as error:
        form.add_error(None, error.sentence)
    return None


def _after(request, reviewer: Reviewer):
    """What comes after an answer: for who takes part, the way to their account."""
    person = reviewer.user
    if reviewer.state in (ReviewerState.CONFLICTED, ReviewerState.DECLINED):
        return pages.page(request, "thanks", reviewer=reviewer, link="", takes_part=False)
    if reviewer.state not in ReviewerState.taking_part or person is None or not person.is_active:
        return pages.gone(request)
    if not person.has_usable_password() and reviewer.expires_at < timezone.now():
        return pages.gone(request)
    link = "" if person.has_usable_password() else invitation_link(person)
    return pages.page(request, "thanks", reviewer=reviewer, link=link, takes_part=True)
