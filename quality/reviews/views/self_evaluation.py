"""The self-evaluation tab, the form of one section, its PDF, and giving it to the reviewers."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.views.actions import ActionView
from core.views.details import ObjectPage
from core.views.forms import PortalUpdateView
from quality.followups.page import FollowUpPage, crumbs
from quality.models import FollowUp, SelfEvaluationSection
from quality.querysets import RUN, VIEW, VIEW_ADOPTED
from quality.reviews import self_evaluation as services
from quality.reviews.forms import SectionForm
from quality.reviews.papers import self_evaluation_pdf
from quality.reviews.views.reviewers import OfReview

INTRODUCTION = "introduction"


def self_evaluation_of(follow_up: FollowUp) -> str:
    return reverse("quality:follow_up_self_evaluation", args=[follow_up.pk])


def may_read(user, follow_up: FollowUp) -> bool:
    """Colleagues who may see the review, always; its reviewers once it is given to them."""
    return user.has_perm(VIEW_ADOPTED) or services.given_on(follow_up) is not None


class SelfEvaluationView(OfReview, FollowUpPage):
    template_name = "quality/reviews/self_evaluation.html"
    tab = "self_evaluation"

    def get_context_data(self, **kwargs):
        follow_up, user = self.object, self.request.user
        parts = services.parts_of(follow_up) if may_read(user, follow_up) else []
        return super().get_context_data(
            parts=[(part, part.code or INTRODUCTION) for part in parts],
            written=sum(bool(part.text.strip()) for part in parts),
            given_on=services.given_on(follow_up),
            may_write=services.may_write(user, follow_up),
            lacking=services.why_not_given(follow_up),
            **kwargs,
        )


class OneReview(OfReview):
    """A review whose self-evaluation this person may read."""

    model = FollowUp
    right = VIEW

    def get_queryset(self):
        return super().get_queryset().select_related("process", "unit", "owner", "review")


class SelfEvaluationPaperView(OneReview, ObjectPage, SingleObjectMixin, View):
    """The PDF, for who may read the page."""

    def get(self, request, *args, **kwargs):
        review = self.get_object()
        if not may_read(request.user, review):
            raise Http404
        name = f"self-evaluation-{review.pk}.pdf"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
        return HttpResponse(self_evaluation_pdf(review), content_type="application/pdf", headers=headers)


class SectionView(OneReview, PortalUpdateView):
    """What stands under one heading, saved by itself."""

    form_class = SectionForm
    template_name = "quality/reviews/section.html"
    submit_label = gettext_lazy("Save this section")
    done = gettext_lazy("The section is saved.")

    def get_object(self, queryset=None):
        found = super().get_object(queryset)
        if not services.may_write(self.request.user, found):
            raise PermissionDenied
        return found

    @cached_property
    def criterion(self):
        if self.kwargs["code"] == INTRODUCTION:
            return None
        return get_object_or_404(services.criteria_of(self.object), code=self.kwargs["code"])

    @property
    def title(self) -> str:
        return str(self.criterion or _("Introduction"))

    def get_form_kwargs(self):
        section = self.object.self_evaluation.filter(criterion=self.criterion).first()
        return super().get_form_kwargs() | {"instance": section or SelfEvaluationSection()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(explanation=getattr(self.criterion, "text", ""), **kwargs)

    def perform(self, form):
        given = {"criterion": self.criterion, "seen_at": form.cleaned_data.get("seen_at")}
        return services.write_section(self.object, actor=self.request.user, **given, **form.values())

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self_evaluation_of(self.object)

    def success_url_for(self, written):
        return self_evaluation_of(self.object)


class GiveView(OneReview, ActionView):
    object_right = RUN
    needs_confirmation = True
    title = gettext_lazy("Give the self-evaluation to the reviewers?")
    explanation = gettext_lazy("Those who take part are told by mail. After that it does not change any more.")
    submit_label = gettext_lazy("Give it to them")
    done = gettext_lazy("The reviewers can read it now.")

    def refusal(self):
        return services.why_not_given(self.object)

    def back_url(self):
        return self_evaluation_of(self.object)

    def perform(self, note):
        services.give_to_reviewers(self.object, actor=self.request.user)


class TakeBackView(OneReview, ActionView):
    object_right = RUN
    needs_confirmation = True
    title = gettext_lazy("Take the self-evaluation back?")
    explanation = gettext_lazy("The reviewers do not see it until it is given to them again.")
    submit_label = gettext_lazy("Take it back")
    done = gettext_lazy("It can be changed again.")

    def back_url(self):
        return self_evaluation_of(self.object)

    def perform(self, note):
        services.take_back(self.object, actor=self.request.user)
