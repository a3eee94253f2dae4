"""What happens next with an agreement, as dated points beside its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.amendments.states import AmendmentState
from agreements.approval_progress import Progress, words_of
from agreements.enums import AgreementState, Turn
from agreements.models import Agreement, Amendment, Document
from agreements.workflow import DECIDE


@dataclass(frozen=True)
class Point:
    """One dated point of "what happens next". ``is_hot``: it is late, or waits for the reader."""

    label: str
    on: date
    is_hot: bool = False
    since: bool = False  # the date is when the waiting began, not when it ends

    @property
    def text(self) -> str:
        day = date_format(self.on, "DATE_FORMAT")
        return _("since %(day)s") % {"day": day} if self.since else day


def timeline_of(
    agreement: Agreement, user, progress: Progress, amendments: Iterable[Amendment] = (), on: date | None = None
) -> list[Point]:
    """What happens next with ``agreement``, in the order of the dates.

    ``progress`` is that of its approval, ``amendments`` are those the reader may know of.
    """
    on = on or timezone.localdate()
    points = [
        *_waiting(agreement, user, progress),
        *_turn(agreement),
        *_dates(agreement, on),
        *_reviews(agreement, user, on),
        *_amendments(amendments, on),
    ]
    return sorted(points, key=lambda point: (not point.since, point.on))


def _waiting(agreement, user, progress):
    if step := progress.now and progress.now.waiting:
        is_mine = progress.may_decide
        label = _("Your decision") if is_mine else _("Waits for: %(step)s") % {"step": words_of(step)}
        yield Point(label, timezone.localtime(step.since).date(), is_hot=is_mine, since=True)
    elif agreement.state in AgreementState.waiting:
        is_mine = user.has_perm(DECIDE, agreement)
        label = _("Your decision") if is_mine else _("Waits for a decision")
        yield Point(label, timezone.localtime(agreement.state_since).date(), is_hot=is_mine, since=True)


def _turn(agreement):
    if agreement.turn and agreement.turn_since and agreement.state not in AgreementState.over:
        label = _("The partner’s turn") if agreement.turn == Turn.PARTNER else _("Our turn")
        yield Point(label, agreement.turn_since, is_hot=agreement.turn == Turn.OURS, since=True)


def _dates(agreement, on):
    if agreement.state in AgreementState.over:
        return
    if agreement.starts_on and agreement.starts_on > on:
        yield Point(_("Starts"), agreement.starts_on)
    if agreement.notice_on and agreement.notice_on >= on and agreement.state != AgreementState.NOTICE_GIVEN:
        yield Point(_("Last day to give notice"), agreement.notice_on)
    if agreement.ends_on:
        label = _("Renews by itself") if agreement.renews_by_itself else _("Last day")
        yield Point(label, agreement.ends_on, is_hot=agreement.ends_on < on)


def _reviews(agreement, user, on):
    documents = Document.objects.current().visible_to(user).filter(agreement=agreement, review_on__isnull=False)
    for document in documents.order_by("review_on"):
        label = _("Review “%(title)s”") % {"title": document.title}
        yield Point(label, document.review_on, is_hot=document.review_on < on)


def _amendments(amendments, on):
    """Those that are open; hot where one is due and not signed."""
    for amendment in amendments:
        is_late = amendment.effective_on < on and amendment.state in AmendmentState.unsigned
        if amendment.state in AmendmentState.open:
            label = _("%(amendment)s takes effect") % {"amendment": amendment}
            yield Point(label, amendment.effective_on, is_hot=is_late)
