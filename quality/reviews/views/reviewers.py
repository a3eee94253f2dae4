"""The reviewers tab: who is named, invited, takes part; and what can be pressed."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views.actions import ActionView
from quality.enums import ReviewerRole, ReviewerState
from quality.followups.page import FollowUpPage
from quality.followups.views.forms import OfFollowUp
from quality.models import FollowUp, Reviewer
from quality.querysets import VIEW, VIEW_ADOPTED
from quality.reviews import inviting
from quality.reviews.forms import ReviewerForm


class OfReview:
    """Of an external review alone: a follow-up has no such page."""

    def get_queryset(self):
        return super().get_queryset().select_related("version")

    def get_object(self, queryset=None):
        found = super().get_object(queryset)
        if not found.is_review:
            raise Http404
        return found


def reviewers_of(follow_up: FollowUp) -> str:
    return reverse("quality:follow_up_reviewers", args=[follow_up.pk])


class ReviewersView(OfReview, FollowUpPage):
    template_name = "quality/reviews/reviewers.html"
    tab = "reviewers"

    def get_context_data(self, **kwargs):
        rows = self.rows()
        return super().get_context_data(rows=rows, lacking=self.lacking(rows), reads_all=self.reads_all, **kwargs)

    @property
    def reads_all(self) -> bool:
        """Colleagues who see reviews in work; reviewers themselves meet those who take part, and nobody's reasons."""
        user = self.request.user
        return user.has_perm(VIEW_ADOPTED) and user.has_perm(VIEW, self.object)

    def rows(self) -> list[Reviewer]:
        found = self.object.reviewers.exclude(state=ReviewerState.REMOVED)
        return list(found if self.reads_all else found.filter(state__in=ReviewerState.taking_part))

    def lacking(self, rows) -> list[str]:
        """What the group still lacks, in sentences: students sit in every review."""
        there = {row.role for row in rows if row.state in (*ReviewerState.waiting, *ReviewerState.taking_part)}
        sentences = {
            ReviewerRole.STUDENT: _("No student is among the reviewers."),
            ReviewerRole.CHAIR: _("Nobody chairs the reviewers."),
        }
        return [words for role, words in sentences.items() if role not in there] if self.reads_all else []


class ReviewerCreateView(OfReview, OfFollowUp):
    form_class = ReviewerForm
    takes_instance = False
    title = gettext_lazy("Name a reviewer")
    submit_label = gettext_lazy("Put on the list")
    done = gettext_lazy("The reviewer is on the list. Nothing has been sent yet.")

    def perform(self, form):
        return inviting.name_reviewer(self.object, actor=self.request.user, **form.values())

    def cancel_url(self):
        return reviewers_of(self.object)

    def success_url_for(self, written):
        return reviewers_of(self.object)


class OfReviewer(ActionView):
    """A reviewer, for who runs the review."""

    model = Reviewer
    right = VIEW

    def get_queryset(self):
        found = Reviewer.objects.editable_by(self.request.user).exclude(state=ReviewerState.REMOVED)
        return found.select_related("follow_up__version", "follow_up__process", "follow_up__unit")

    def back_url(self):
        return reviewers_of(self.object.follow_up)


class ReviewerInviteView(OfReviewer):
    done = gettext_lazy("The invitation is on its way.")

    def perform(self, note):
        inviting.invite_reviewer(self.object, actor=self.request.user)


class ReviewerRemoveView(OfReviewer):
    needs_confirmation = is_dangerous = True
    title = gettext_lazy("Take this reviewer off the review?")
    explanation = gettext_lazy("Invitation and account open nothing of this review any more. What was written stays.")
    submit_label = gettext_lazy("Take off")
    done = gettext_lazy("The reviewer is off the list.")

    def perform(self, note):
        inviting.remove_reviewer(self.object, actor=self.request.user)
