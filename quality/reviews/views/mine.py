"""Where a reviewer begins: their reviews, what is there to read in each, and what is asked of them by when."""

from datetime import date

from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from core.views.rights import RightRequired
from quality.enums import FollowUpState, ReviewerState, StepKind
from quality.models import Reviewer
from quality.querysets import REVIEW
from quality.reviews.rights import may_find


class MyReviewsView(RightRequired, ListView):
    """The reviews in which this person takes part, the newest first. Context: rows."""

    right = REVIEW
    template_name = "quality/reviews/mine.html"
    context_object_name = "rows"
    extra_context = {"title": gettext_lazy("Your review")}

    def get_queryset(self):
        related = [f"follow_up__{name}" for name in ("process", "version", "unit", "owner", "review")]
        rows = Reviewer.objects.filter(user=self.request.user, state__in=ReviewerState.taking_part)
        newest = rows.select_related(*related).order_by("-follow_up__academic_year", "pk")
        return newest.prefetch_related("follow_up__steps", "follow_up__meetings", "findings")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["rows"] = [self.dressed(row) for row in context["rows"]]
        return context

    def dressed(self, row: Reviewer) -> dict:
        review = row.follow_up
        return {
            "reviewer": row,
            "review": review,
            "given_on": getattr(getattr(review, "review", None), "self_evaluation_sent_on", None),
            "meetings": [meeting for meeting in review.meetings.all() if not meeting.is_held],
            "report_due": _due(review),
            "may_find": may_find(self.request.user, review),
            "is_over": review.state == FollowUpState.ADOPTED,
        }


def _due(review) -> date | None:
    """By when the report of the reviewers is asked for; None once it is there."""
    steps = (step for step in review.steps.all() if step.kind == StepKind.REVIEW_REPORT and step.is_open)
    return next((step.due_on for step in steps), None)
