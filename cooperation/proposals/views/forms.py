"""The forms of a proposal, and the small acts on its members and steps."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.models import Proposal
from cooperation.proposals import consortium, services, steps
from cooperation.proposals.forms import BeginForm, GrantForm, MemberForm, PostponeForm, ProposalForm, StepDoneForm
from cooperation.proposals.views.details import crumbs
from cooperation.rights import CHANGE_CALL, CHANGE_PROPOSAL, RECORD_RESULT, VIEW_PROPOSAL
from core.views.actions import ActionView
from core.views.forms import PortalCreateView, PortalUpdateView


class ProposalCreateView(PortalCreateView):
    right = CHANGE_PROPOSAL
    form_class = BeginForm
    title = gettext_lazy("New proposal")
    submit_label = gettext_lazy("Begin")
    done = gettext_lazy("The proposal is begun. Its six steps are dated; next: the partners.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        asked = self.request.GET.get("call", "")
        return {"call": asked} if asked.isascii() and asked.isdigit() else {}

    def perform(self, form):
        return services.begin_proposal(actor=self.request.user, **form.values())

    def crumbs(self):
        return crumbs()

    def cancel_url(self):
        return reverse("cooperation:proposal_list")


class OfProposal(PortalUpdateView):
    """A form about a proposal; back to its page from it."""

    model = Proposal
    right = VIEW_PROPOSAL
    object_right = CHANGE_PROPOSAL

    def get_queryset(self):
        return super().get_queryset().select_related("unit", "call__deadline")

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()

    def success_url_for(self, written):
        return self.object.get_absolute_url()


class ProposalUpdateView(OfProposal):
    form_class = ProposalForm
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_proposal(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


class GrantView(OfProposal):
    """The grant: its number and first day make the project."""

    object_right = RECORD_RESULT
    form_class = GrantForm
    takes_instance = False
    title = gettext_lazy("Record the grant")
    submit_label = gettext_lazy("Record the grant")
    done = gettext_lazy("The grant is recorded, and its project is made.")

    def perform(self, form):
        return services.grant_proposal(self.object, actor=self.request.user, **form.cleaned_data)


class MemberForms(OfProposal):
    form_class = MemberForm

    def member(self):
        return None

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given["instance"] = self.member()
        return given | {"user": self.request.user, "proposal": self.object}

    def perform(self, form):
        return consortium.save_member(self.object, actor=self.request.user, member=self.member(), **form.values())


class MemberCreateView(MemberForms):
    title = gettext_lazy("A member of the consortium")
    submit_label = gettext_lazy("Add")
    done = gettext_lazy("The consortium is changed.")


class MemberUpdateView(MemberForms):
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.member()}

    def member(self):
        rows = self.object.members.select_related("institution")
        return get_object_or_404(rows, pk=self.kwargs["member"])


class ProposalAction(ActionView):
    model = Proposal
    right = VIEW_PROPOSAL
    object_right = CHANGE_PROPOSAL

    def get_queryset(self):
        return super().get_queryset().select_related("unit", "call__deadline")


class MemberRemoveView(ProposalAction):
    needs_confirmation = True
    title = gettext_lazy("Take it out of the consortium?")
    submit_label = gettext_lazy("Take it out")
    done = gettext_lazy("The consortium is changed.")

    def perform(self, note):
        member = self.object.members.select_related("institution").filter(pk=self.kwargs["member"]).first()
        if member is not None:
            consortium.remove_member(member, actor=self.request.user)


def step_of(proposal: Proposal, kind: str):
    step = proposal.steps.filter(kind=kind).first()
    if step is None:
        raise Http404
    return step


class StepForms(OfProposal):
    """A form about one step of the proposal."""

    takes_instance = False

    @property
    def step(self):
        return step_of(self.object, self.kwargs["kind"])

    @property
    def title(self):
        return str(self.step)


class StepDoneView(StepForms):
    form_class = StepDoneForm
    submit_label = gettext_lazy("Record as done")
    done = gettext_lazy("The step is done.")

    def perform(self, form):
        return steps.finish_step(self.step, actor=self.request.user, **form.cleaned_data)


class StepPostponeView(StepForms):
    object_right = CHANGE_CALL
    form_class = PostponeForm
    submit_label = gettext_lazy("Give more time")
    done = gettext_lazy("The step has a day of its own now.")

    def perform(self, form):
        return steps.postpone_step(self.step, actor=self.request.user, **form.cleaned_data)


class StepReopenView(ProposalAction):
    done = gettext_lazy("The step is open again.")

    def perform(self, note):
        steps.reopen_step(step_of(self.object, self.kwargs["kind"]), actor=self.request.user)
