"""The findings tab of a follow-up, and the forms behind it."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.views.actions import ActionView
from core.views.forms import PortalUpdateView
from quality.enums import FollowUpState
from quality.findings import services
from quality.findings.forms import FindingForm
from quality.followups.page import FollowUpPage, crumbs
from quality.followups.views.forms import OfFollowUp
from quality.models import Action, Finding
from quality.querysets import RUN, VIEW
from quality.reviews.reporting import why_not_answered
from quality.reviews.rights import may_find, may_hand_in, readable_findings, reviewer_in
from quality.reviews.self_evaluation import criteria_of


def findings_of(follow_up) -> str:
    return reverse("quality:follow_up_findings", args=[follow_up.pk])


class FindingsView(FollowUpPage):
    template_name = "quality/findings/tab.html"
    tab = "findings"

    def get_context_data(self, **kwargs):
        return super().get_context_data(findings=self.findings(), **self.of_review(), **kwargs)

    def of_review(self) -> dict:
        """What a review has above its findings: the report, the answer, and what this person may do with them."""
        follow_up, user = self.object, self.request.user
        if not follow_up.is_review:
            return {}
        return {
            "review": getattr(follow_up, "review", None),
            "reviewer": reviewer_in(follow_up, user) if may_find(user, follow_up) else None,
            "may_hand_in": may_hand_in(user, follow_up),
            "unanswered": why_not_answered(follow_up),
            "may_look_back": follow_up.state == FollowUpState.ADOPTED and user.has_perm(RUN, follow_up),
        }

    def findings(self):
        """In the order of their numbers, each with the actions the person may read."""
        actions = Action.objects.visible_to(self.request.user).select_related("owner").order_by("due_on", "pk")
        related = Prefetch("actions", queryset=actions)
        found = readable_findings(self.request.user, self.object)
        return found.select_related("criterion", "reviewer").prefetch_related(related).order_by("number")


class OfFindingForm:
    """A review is judged against criteria; a continuous follow-up is not."""

    form_class = FindingForm

    def get_form_kwargs(self):
        follow_up = self.object.follow_up if isinstance(self.object, Finding) else self.object
        return super().get_form_kwargs() | {"criteria": criteria_of(follow_up) if follow_up.is_review else None}


class FindingCreateView(OfFindingForm, OfFollowUp):
    takes_instance = False
    title = gettext_lazy("A finding")
    submit_label = gettext_lazy("Write it down")
    done = gettext_lazy("The finding is written down.")

    def perform(self, form):
        return services.add_finding(self.object, actor=self.request.user, **form.values())

    def cancel_url(self):
        return findings_of(self.object)

    def success_url_for(self, written):
        return findings_of(self.object)


class OfFinding:
    """A finding, for who runs its follow-up."""

    model = Finding
    right = VIEW

    def get_queryset(self):
        rows = Finding.objects.filter(follow_up__in=self.follow_ups())
        return rows.select_related("follow_up__version", "follow_up__process", "follow_up__unit")

    def follow_ups(self):
        return Finding._meta.get_field("follow_up").related_model.objects.editable_by(self.request.user)


class FindingUpdateView(OfFindingForm, OfFinding, PortalUpdateView):
    title = gettext_lazy("Change the finding")
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_finding(self.object, actor=self.request.user, seen_at=seen_at, **form.values())

    def crumbs(self):
        return crumbs(self.object.follow_up)

    def cancel_url(self):
        return findings_of(self.object.follow_up)

    def success_url_for(self, written):
        return f"{findings_of(self.object.follow_up)}#finding-{self.object.number}"


class FindingRemoveView(OfFinding, ActionView):
    needs_confirmation = is_dangerous = True
    title = gettext_lazy("Remove the finding?")
    submit_label = gettext_lazy("Remove it")
    done = gettext_lazy("The finding is removed.")

    def back_url(self):
        return findings_of(self.object.follow_up)

    def perform(self, note):
        services.remove_finding(self.object, actor=self.request.user)
