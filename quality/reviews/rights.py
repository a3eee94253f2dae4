"""What a reviewer may do in the review in which they take part, and until when."""

from quality.enums import FollowUpState, ReviewerState
from quality.models import FollowUp, Reviewer

# While they read, meet and write; once the university plans what follows, their part is done.
REVIEWING = (FollowUpState.COLLECTING, FollowUpState.IN_DIALOGUE)


def reviewer_in(follow_up: FollowUp, user) -> Reviewer | None:
    """The row of ``user`` among those who take part."""
    if not follow_up.is_review:
        return None
    return follow_up.reviewers.filter(user=user, state__in=ReviewerState.taking_part).first()


def may_find(user, follow_up: FollowUp) -> bool:
    """Whether ``user``, who reviews it, writes findings now: until the report has been handed in."""
    review = getattr(follow_up, "review", None)
    has_reported = review is not None and review.report_received_on is not None
    return follow_up.state in REVIEWING and not has_reported and reviewer_in(follow_up, user) is not None
