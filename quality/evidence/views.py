"""Evidence: added to an action or a follow-up, got, looked at again, replaced, removed with a reason."""

from django.core.exceptions import PermissionDenied
from django.forms import model_to_dict
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.private_files import download_response
from core.views.actions import ActionView
from core.views.details import ObjectPage
from core.views.forms import PortalUpdateView
from core.views.rights import require
from quality.actions.views.details import crumbs as action_crumbs
from quality.evidence import services
from quality.evidence.forms import EvidenceForm, ReviewForm
from quality.evidence.shown import show
from quality.followups.page import crumbs as follow_up_crumbs
from quality.models import Action, Evidence, FollowUp
from quality.querysets import FILL, VIEW, WORK


def page_of(about: Action | FollowUp) -> str:
    """Where evidence of it stands."""
    if isinstance(about, Action):
        return f"{about.get_absolute_url()}#evidence"
    return reverse("quality:follow_up_actions", args=[about.pk]) + "#evidence"


def crumbs_of(about: Action | FollowUp) -> list[dict]:
    return action_crumbs(about) if isinstance(about, Action) else follow_up_crumbs(about)


class EvidenceAddView(PortalUpdateView):
    """A piece of evidence for the action or the follow-up of the address."""

    form_class = EvidenceForm
    takes_instance = False
    right = VIEW
    title = gettext_lazy("Add evidence")
    submit_label = gettext_lazy("Keep it")
    done = gettext_lazy("The evidence is kept.")

    def get_initial(self):
        return {"kept_by": self.request.user.pk}

    def get_form_kwargs(self):
        review = Evidence(**{services.field_of(self.object): self.object}).review
        return super().get_form_kwargs() | {"is_of_review": review is not None}

    def perform(self, form):
        values = dict(form.cleaned_data)
        return services.add_evidence(self.object, actor=self.request.user, upload=values.pop("file"), **values)

    def success_url_for(self, written):
        return page_of(self.object)

    def cancel_url(self):
        return page_of(self.object)

    def crumbs(self):
        return crumbs_of(self.object)


class ActionEvidenceAddView(EvidenceAddView):
    model = Action
    object_right = WORK


class FollowUpEvidenceAddView(EvidenceAddView):
    model = FollowUp
    object_right = FILL


class OfEvidence(ObjectPage):
    """Something about one piece of evidence, for who may change it."""

    model = Evidence
    right = VIEW

    def get_queryset(self):
        of_action = ("action__unit", "action__follow_up__version")
        of_follow_up = ("follow_up__unit", "follow_up__version", "follow_up__process")
        return super().get_queryset().select_related(*of_action, *of_follow_up, "kept_by")

    @cached_property
    def about(self):
        return self.object.about

    def crumbs(self):
        return crumbs_of(self.about)

    def cancel_url(self):
        return page_of(self.about)

    def success_url_for(self, written):
        return page_of(self.about)

    def back_url(self):
        return page_of(self.about)


class EvidenceReviewView(OfEvidence, PortalUpdateView):
    """The page to which its date leads: look at it, and say that it still holds."""

    form_class = ReviewForm
    takes_instance = False
    template_name = "quality/evidence/review.html"
    submit_label = gettext_lazy("It still holds")
    done = gettext_lazy("The day is kept.")

    def get_object(self, queryset=None):
        evidence = super().get_object(queryset)
        return _changeable(evidence, self.request.user) if self.request.method == "POST" else evidence

    def get(self, request, *args, **kwargs):
        """Who may only read it is led to where it stands."""
        evidence = self.get_object()
        if not services.may_change(request.user, evidence):
            return HttpResponseRedirect(page_of(evidence.about))
        return super().get(request, *args, **kwargs)

    @property
    def title(self):
        return self.object.title

    def get_context_data(self, **kwargs):
        evidence = self.object
        shown = show(evidence, may_change=services.may_change(self.request.user, evidence))
        return super().get_context_data(shown=shown, about=self.about, about_url=page_of(self.about), **kwargs)

    def perform(self, form):
        return services.review_evidence(self.object, actor=self.request.user, review_on=form.cleaned_data["review_on"])


class EvidenceUpdateView(OfEvidence, PortalUpdateView):
    form_class = EvidenceForm
    takes_instance = False
    title = gettext_lazy("Change or replace evidence")
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    def get_object(self, queryset=None):
        return _changeable(super().get_object(queryset), self.request.user)

    def get_initial(self):
        return model_to_dict(self.object, fields=("title", "link", "review_on", "kept_by", "for_reviewers"))

    def get_form_kwargs(self):
        about = {"kept": self.object, "is_of_review": self.object.review is not None}
        return super().get_form_kwargs() | about

    def perform(self, form):
        values = dict(form.cleaned_data)
        return services.change_evidence(self.object, actor=self.request.user, upload=values.pop("file"), **values)


class EvidenceRemoveView(OfEvidence, ActionView):
    needs_note = True
    is_dangerous = True
    explanation = gettext_lazy("The file is deleted. The history keeps its title, its checksum and your reason.")
    submit_label = gettext_lazy("Remove")
    done = gettext_lazy("The evidence is removed.")

    def get_object(self, queryset=None):
        return _changeable(super().get_object(queryset), self.request.user)

    def prepare(self):
        self.title = _("Remove “%(evidence)s”?") % {"evidence": self.object}

    def perform(self, note):
        services.remove_evidence(self.object, actor=self.request.user, note=note)


def _changeable(evidence: Evidence, user) -> Evidence:
    if not services.may_change(user, evidence):
        raise PermissionDenied
    return evidence


@require_safe
def evidence_file(request, pk: int):
    """The file, for those who may read what it belongs to; for others there is none. ``?show``: in the browser."""
    require(request.user, VIEW)
    evidence = get_object_or_404(Evidence.objects.visible_to(request.user).exclude(file=""), pk=pk)
    try:
        return download_response(evidence, is_shown="show" in request.GET)
    except FileNotFoundError as error:
        raise Http404(_("The file of this document is not in its place.")) from error
