"""Every write to the self-evaluation: section by section, then given to the reviewers, and frozen for them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed
from quality.enums import ReviewerState, StepKind
from quality.models import Criterion, FollowUp, Review, SelfEvaluationSection
from quality.querysets import FILL, RUN
from quality.reviews.inviting import lock_review
from quality.reviews.mails import tell_reviewers

NEVER = datetime.min.replace(tzinfo=timezone.get_default_timezone())
MOST_NAMED = 3

history.describe("self_evaluation.write", gettext_noop("wrote a section of the self-evaluation"))
history.describe("self_evaluation.give", gettext_noop("gave the self-evaluation to the reviewers"))
history.describe("self_evaluation.take_back", gettext_noop("took the self-evaluation back"))


@dataclass(frozen=True)
class Part:
    """One heading of the self-evaluation: a criterion (None: the introduction) and what stands under it."""

    criterion: Criterion | None
    section: SelfEvaluationSection | None

    @property
    def code(self) -> str:
        return self.criterion.code if self.criterion else ""

    @property
    def heading(self) -> str:
        return str(self.criterion or _("Introduction"))

    @property
    def text(self) -> str:
        return self.section.text if self.section else ""


def criteria_of(follow_up: FollowUp):
    """What the review judges against: the criteria of its process, and those of every review."""
    return Criterion.objects.filter(Q(version=follow_up.version_id) | Q(version=None)).order_by("position", "code")


def parts_of(follow_up: FollowUp) -> list[Part]:
    """The introduction and one part for each criterion, in order; two queries."""
    written = {section.criterion_id: section for section in follow_up.self_evaluation.all()}
    return [Part(each, written.get(each and each.pk)) for each in (None, *criteria_of(follow_up))]


def given_on(follow_up: FollowUp) -> date | None:
    return getattr(getattr(follow_up, "review", None), "self_evaluation_sent_on", None)


def may_write(user, follow_up: FollowUp) -> bool:
    """Who runs the review, or was asked for this step; until it is given to the reviewers."""
    return follow_up.is_editable and given_on(follow_up) is None and _is_asked(user, follow_up)


@transaction.atomic
def write_section(follow_up: FollowUp, *, actor, criterion: Criterion | None, text: str, seen_at=None):
    """Write what stands under one heading. Raises ``ChangedElsewhere`` for a text the person has not seen."""
    locked = _lock_to_write(follow_up, actor)
    section = locked.self_evaluation.select_for_update(of=("self",)).filter(criterion=criterion).first()
    if section:
        refuse_if_changed(section, seen_at or NEVER)
    section = section or SelfEvaluationSection(follow_up=locked, criterion=criterion)
    section.text = text
    section.full_clean(exclude=["follow_up"])
    with history.action("self_evaluation.write", actor=actor, right=FILL, about=locked):
        section.save()
    return section


@transaction.atomic
def give_to_reviewers(follow_up: FollowUp, *, actor, on: date | None = None) -> Review:
    """From now on those who take part read it, and nobody changes it. Raises ``PortalError`` while a part is empty."""
    locked = lock_review(follow_up, actor)
    if reason := why_not_given(locked):
        raise PortalError(reason)
    with history.action("self_evaluation.give", actor=actor, right=RUN, about=locked):
        review = review_of(locked)
        review.self_evaluation_sent_on = on or timezone.localdate()
        review.save(update_fields=["self_evaluation_sent_on", "updated_at"])
        finish_steps(locked, StepKind.SELF_EVALUATION, actor=actor, on=review.self_evaluation_sent_on)
    tell_reviewers(locked.reviewers.filter(state__in=ReviewerState.taking_part).select_related("user"), locked)
    return review


@transaction.atomic
def take_back(follow_up: FollowUp, *, actor) -> Review:
    """Let it be written on: reviewers do not see it until it is given again."""
    locked = lock_review(follow_up, actor)
    review = review_of(locked)
    if review.report_received_on:
        raise PortalError(_("The reviewers have reported on this self-evaluation: it stays as they read it."))
    review.self_evaluation_sent_on = None
    with history.action("self_evaluation.take_back", actor=actor, right=RUN, about=locked):
        review.save(update_fields=["self_evaluation_sent_on", "updated_at"])
    return review


def why_not_given(follow_up: FollowUp) -> str:
    """What is missing before the reviewers get it; "" where nothing is."""
    if given_on(follow_up):
        return _("The reviewers have it already.")
    empty = [part.heading for part in parts_of(follow_up) if not part.text.strip()]
    if not empty:
        return ""
    names = ", ".join(f"“{name}”" for name in empty[:MOST_NAMED])
    more = len(empty) - MOST_NAMED
    if more > 0:
        names = _("%(names)s and %(count)s more") % {"names": names, "count": more}
    return _("Nothing is written yet under %(names)s.") % {"names": names}


def review_of(follow_up: FollowUp) -> Review:
    """What this review has beside any follow-up; made when it is first needed, as part of the caller's act.

    The caller holds the lock.
    """
    return Review.objects.get_or_create(follow_up=follow_up)[0]


def finish_steps(follow_up: FollowUp, kind: str, *, actor, on: date):
    """Say that what was asked for in these steps is there."""
    for step in follow_up.steps.filter(kind=kind, done_on=None):
        step.done_on, step.done_by = on, actor
        step.save(update_fields=["done_on", "done_by"])


def _lock_to_write(follow_up: FollowUp, actor) -> FollowUp:
    related = ("process", "version", "unit", "owner")
    locked = FollowUp.objects.select_for_update(of=("self",)).select_related(*related).get(pk=follow_up.pk)
    if not _is_asked(actor, locked):
        raise RightMissing(_("You were not asked to write this self-evaluation."))
    if not locked.is_editable or not locked.is_review:
        raise PortalError(_("The review is over: nothing of it changes any more."))
    if given_on(locked):
        raise PortalError(_("The reviewers read this self-evaluation: take it back before you change it."))
    return locked


def _is_asked(user, follow_up: FollowUp) -> bool:
    if user.has_perm(RUN, follow_up):
        return True
    asked = (step for step in follow_up.steps.all() if step.kind == StepKind.SELF_EVALUATION)
    return any(user.has_perm(FILL, step) for step in asked)
