"""What reviewers write, the report they hand in, and the answer to it as a whole."""

from types import SimpleNamespace

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.private_files import download_response
from core.views.actions import ActionView
from core.views.comparing import ComparesValues
from core.views.details import ObjectPage
from core.views.forms import PortalUpdateView
from quality.findings.views import findings_of
from quality.followups.page import crumbs
from quality.models import Finding, FollowUp
from quality.querysets import RUN, VIEW
from quality.reviews import reporting as services
from quality.reviews.forms import ReportForm, ResponseForm, ReviewersFindingForm
from quality.reviews.rights import may_find, may_hand_in
from quality.reviews.self_evaluation import criteria_of
from quality.reviews.views.reviewers import OfReview


class OfReviewForm(OfReview, PortalUpdateView):
    """A form about a review; back to its findings from it."""

    model = FollowUp
    right = VIEW
    takes_instance = False

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return findings_of(self.object)

    def success_url_for(self, written):
        return findings_of(self.object)


class FindingByReviewerView(OfReviewForm):
    """A new finding of a reviewer."""

    form_class = ReviewersFindingForm
    title = gettext_lazy("A finding of yours")
    submit_label = gettext_lazy("Write it down")
    done = gettext_lazy("The finding is written down. The university sees it once the report is handed in.")

    def get_object(self, queryset=None):
        found = super().get_object(queryset)
        if not may_find(self.request.user, found):
            raise PermissionDenied
        return found

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"criteria": criteria_of(self.object)}

    def perform(self, form):
        return services.write_finding(self.object, actor=self.request.user, **form.values())


class OfOwnFinding:
    """A finding of this reviewer, while they still write."""

    model = Finding
    right = VIEW

    def get_queryset(self):
        rows = Finding.objects.visible_to(self.request.user).filter(reviewer__user=self.request.user)
        return rows.select_related("follow_up__version", "follow_up__process", "follow_up__unit")


class OwnFindingUpdateView(OfOwnFinding, PortalUpdateView):
    form_class = ReviewersFindingForm
    title = gettext_lazy("Change your finding")
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"criteria": criteria_of(self.object.follow_up)}

    def perform(self, form):
        seen = {"seen_at": form.cleaned_data.get("seen_at"), "finding": self.object}
        return services.write_finding(self.object.follow_up, actor=self.request.user, **seen, **form.values())

    def crumbs(self):
        return crumbs(self.object.follow_up)

    def cancel_url(self):
        return findings_of(self.object.follow_up)

    def success_url_for(self, written):
        return findings_of(self.object.follow_up)


class OwnFindingRemoveView(OfOwnFinding, ActionView):
    needs_confirmation = is_dangerous = True
    title = gettext_lazy("Take back your finding?")
    submit_label = gettext_lazy("Take it back")
    done = gettext_lazy("The finding is gone.")

    def back_url(self):
        return findings_of(self.object.follow_up)

    def perform(self, note):
        services.take_back_finding(self.object, actor=self.request.user)


class ReportView(ComparesValues, OfReviewForm):
    """Handed in by a reviewer, or entered by who runs the review."""

    form_class = ReportForm
    title = gettext_lazy("The report of the reviewers")
    submit_label = gettext_lazy("Hand it in")
    done = gettext_lazy("The report is there. Next: the university’s answer.")

    def get_object(self, queryset=None):
        found = super().get_object(queryset)
        if not may_hand_in(self.request.user, found):
            raise PermissionDenied
        return found

    def get_initial(self):
        review = getattr(self.object, "review", None)
        return {"summary": review.report_summary, "on": review.report_received_on} if review else {}

    def perform(self, form):
        given = form.cleaned_data
        words = {"summary": given["summary"], "upload": given["file"], "on": given["on"]}
        return services.hand_in_report(self.object, actor=self.request.user, **words)


class ReportFileView(OfReview, ObjectPage, SingleObjectMixin, View):
    """The file of the report, for who may read the review."""

    model = FollowUp
    right = VIEW

    def get(self, request, *args, **kwargs):
        review = getattr(self.get_object(), "review", None)
        if review is None or not review.report:
            raise Http404
        named = {"original_name": review.report_name, "content_type": review.report_type}
        return download_response(SimpleNamespace(file=review.report, **named))


class ResponseView(ComparesValues, OfReviewForm):
    object_right = RUN
    form_class = ResponseForm
    title = gettext_lazy("The university’s answer")
    submit_label = gettext_lazy("Answer")
    done = gettext_lazy("The review is answered.")

    def get_initial(self):
        review = getattr(self.object, "review", None)
        return {"response": review.response} if review else {}

    def perform(self, form):
        return services.respond(self.object, actor=self.request.user, **form.cleaned_data)
