"""What the reviewers find, write and hand in, and what the university answers as a whole."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from core import history
from core.errors import PortalError, RightMissing
from core.private_files import check_upload
from core.versions import refuse_if_changed
from quality.enums import FindingKind, StepKind
from quality.models import Finding, FollowUp, Review
from quality.querysets import REVIEW, RUN
from quality.reviews.inviting import lock_review
from quality.reviews.rights import may_find, reviewer_in
from quality.reviews.self_evaluation import criteria_of, finish_steps, review_of

history.describe("finding.by_reviewer", gettext_noop("wrote a finding as a reviewer"))
history.describe("finding.removed_by_reviewer", gettext_noop("took back a finding as a reviewer"))
history.describe("review.report", gettext_noop("handed in the report of the reviewers"))
history.describe("review.respond", gettext_noop("answered the reviewers as a whole"))


@transaction.atomic
def write_finding(follow_up: FollowUp, *, actor, finding: Finding | None = None, seen_at=None, **fields) -> Finding:
    """A reviewer's finding, or a change of their own. Colleagues see it once the report is handed in."""
    locked, reviewer = _lock_as_reviewer(follow_up, actor)
    if finding is None:
        last = locked.findings.aggregate(last=Max("number"))["last"] or 0
        found = Finding(follow_up=locked, reviewer=reviewer, number=last + 1)
    else:
        found = _own(locked, reviewer, finding)
        refuse_if_changed(found, seen_at)
    for name, value in fields.items():
        setattr(found, name, value)
    refuse_criterion_of_others(locked, found)
    found.full_clean(exclude=["follow_up"])
    with history.action("finding.by_reviewer", actor=actor, right=REVIEW, about=locked):
        found.save()
    return found


@transaction.atomic
def take_back_finding(finding: Finding, *, actor):
    locked, reviewer = _lock_as_reviewer(finding.follow_up, actor)
    found = _own(locked, reviewer, finding)
    with history.action("finding.removed_by_reviewer", actor=actor, right=REVIEW, about=locked):
        found.delete()


@transaction.atomic
def hand_in_report(follow_up: FollowUp, *, actor, summary: str, upload=None, on: date | None = None) -> Review:
    """By a reviewer, or by who runs the review and was sent it. After it the reviewers change no finding.

    Raises ``FileRefused`` for a file that is not what its name says.
    """
    if actor.has_perm(RUN, follow_up):
        locked, right = lock_review(follow_up, actor), RUN
    else:
        (locked, _reviewer), right = _lock_as_reviewer(follow_up, actor), REVIEW
    _refuse_day(on)
    with history.action("review.report", actor=actor, right=right, about=locked):
        review = review_of(locked)
        review.report_received_on, review.report_summary = on or timezone.localdate(), summary
        if upload:
            checked = check_upload(upload)
            review.report, review.report_name, review.report_type = upload, checked.name, checked.content_type
        review.full_clean(exclude=["follow_up"])
        review.save()
        finish_steps(locked, StepKind.REVIEW_REPORT, actor=actor, on=review.report_received_on)
    return review


@transaction.atomic
def respond(follow_up: FollowUp, *, actor, response: str, on: date | None = None) -> Review:
    """The university's answer as a whole. Raises ``PortalError`` before the report, or with findings unanswered."""
    locked = lock_review(follow_up, actor)
    if reason := why_not_answered(locked):
        raise PortalError(reason)
    review = review_of(locked)
    review.response, review.responded_on = response, on or timezone.localdate()
    review.full_clean(exclude=["follow_up"])
    with history.action("review.respond", actor=actor, right=RUN, about=locked):
        review.save(update_fields=["response", "responded_on", "updated_at"])
        finish_steps(locked, StepKind.RESPONSE, actor=actor, on=review.responded_on)
    return review


def why_not_answered(follow_up: FollowUp) -> str:
    """What stands before the answer as a whole; "" where nothing does."""
    review = getattr(follow_up, "review", None)
    if review is None or review.report_received_on is None:
        return _("The reviewers have not handed in their report yet.")
    count = follow_up.findings.filter(kind__in=FindingKind.asks_for_action, response="").count()
    if not count:
        return ""
    text = ngettext("%(count)s finding has no answer yet.", "%(count)s findings have no answer yet.", count)
    return text % {"count": count}


def refuse_criterion_of_others(follow_up: FollowUp, finding: Finding):
    """A finding is judged against the criteria of its own review alone."""
    if finding.criterion_id and not criteria_of(follow_up).filter(pk=finding.criterion_id).exists():
        raise ValidationError({"criterion": _("This criterion belongs to another review.")})


def _lock_as_reviewer(follow_up: FollowUp, actor):
    related = ("process", "version", "unit", "owner")
    locked = FollowUp.objects.select_for_update(of=("self",)).select_related(*related).get(pk=follow_up.pk)
    reviewer = reviewer_in(locked, actor)
    if reviewer is None:
        raise RightMissing(_("You do not take part in this review."))
    if not may_find(actor, locked):
        raise PortalError(_("The report is handed in: the reviewers change nothing any more."))
    return locked, reviewer


def _own(follow_up: FollowUp, reviewer, finding: Finding) -> Finding:
    found = follow_up.findings.select_for_update(of=("self",)).filter(pk=finding.pk, reviewer=reviewer).first()
    if found is None:
        raise PortalError(_("This finding is not there any more, or is not yours."))
    return found


def _refuse_day(on: date | None):
    if on and on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
