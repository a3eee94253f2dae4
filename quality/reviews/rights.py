"""What a reviewer may do in the review in which they take part, and until when."""

from quality.enums import FollowUpState, ReviewerState
from quality.models import FollowUp, Reviewer
from quality.querysets import RUN, VIEW_ADOPTED

# While they read, meet and write; once the university plans what follows, their part is done.
REVIEWING = (FollowUpState.COLLECTING, FollowUpState.IN_DIALOGUE)


def reviewer_in(follow_up: FollowUp, user) -> Reviewer | None:
    """The row of ``user`` among those who take part."""
    if not follow_up.is_review:
        return None
    return follow_up.reviewers.filter(user=user, state__in=ReviewerState.taking_part).first()


def may_find(user, follow_up: FollowUp) -> bool:
    """Whether ``user``, who reviews it, writes findings now: until the report has been handed in."""
    return _are_writing(follow_up) and reviewer_in(follow_up, user) is not None


def may_hand_in(user, follow_up: FollowUp) -> bool:
    """A reviewer while they write; who runs the review as long as it is open."""
    return (follow_up.is_editable and user.has_perm(RUN, follow_up)) or may_find(user, follow_up)


def readable_findings(user, follow_up: FollowUp):
    """All for reviewers; what reviewers have not handed in yet is no colleague's to read."""
    found = follow_up.findings.all()
    is_theirs = follow_up.is_review and _are_writing(follow_up) and user.has_perm(VIEW_ADOPTED)
    return found.filter(reviewer=None) if is_theirs else found


def _are_writing(follow_up: FollowUp) -> bool:
    review = getattr(follow_up, "review", None)
    return follow_up.state in REVIEWING and (review is None or review.report_received_on is None)
