"""What is said of a review beside its report: why a group was not met, and what has become of it after one year."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed
from quality.enums import FindingKind, FollowUpState, StepKind
from quality.models import FollowUp, Review
from quality.querysets import RUN
from quality.reviews.inviting import lock_review
from quality.reviews.self_evaluation import finish_steps, review_of

history.describe("review.groups", gettext_noop("said why not every group was met"))
history.describe("review.year_later", gettext_noop("wrote what has become of the review after one year"))


@transaction.atomic
def say_why_not_met(follow_up: FollowUp, *, actor, because: str) -> Review:
    """The reason stands instead of meeting every group; an empty one takes it back."""
    locked = lock_review(follow_up, actor)
    with history.action("review.groups", actor=actor, right=RUN, about=locked):
        review = review_of(locked)
        review.groups_not_met_because = because.strip()
        review.full_clean(exclude=["follow_up"])
        review.save(update_fields=["groups_not_met_because", "updated_at"])
    return review


@transaction.atomic
def write_year_later(
    follow_up: FollowUp,
    *,
    actor,
    text: str,
    findings: Mapping[int, str],
    on: date | None = None,
    seen_at=None,
) -> Review:
    """What has become of an adopted review: as a whole, and by the key of each finding that asked for action.

    It finishes the step. Raises ``PortalError`` before the adoption, ``ChangedElsewhere`` for a stale form.
    """
    locked = _lock_adopted(follow_up, actor)
    if on and on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    with history.action("review.year_later", actor=actor, right=RUN, about=locked):
        review = review_of(locked)
        refuse_if_changed(review, seen_at)
        review.year_later, review.year_later_on = text, on or timezone.localdate()
        review.full_clean(exclude=["follow_up"])
        review.save(update_fields=["year_later", "year_later_on", "updated_at"])
        for finding in locked.findings.filter(pk__in=findings, kind__in=FindingKind.asks_for_action):
            if finding.year_later != findings[finding.pk]:
                finding.year_later = findings[finding.pk]
                finding.save(update_fields=["year_later", "updated_at"])
        finish_steps(locked, StepKind.ONE_YEAR, actor=actor, on=review.year_later_on)
    return review


def _lock_adopted(follow_up: FollowUp, actor) -> FollowUp:
    related = ("version", "process", "unit")
    locked = FollowUp.objects.select_for_update(of=("self",)).select_related(*related).get(pk=follow_up.pk)
    if not actor.has_perm(RUN, locked):
        raise RightMissing(_("You do not have the right to run this follow-up."))
    if not locked.is_review or locked.state != FollowUpState.ADOPTED:
        raise PortalError(_("What has become of a review is written once it is adopted."))
    return locked
