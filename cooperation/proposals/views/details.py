"""The page of a proposal: its six steps, its consortium, what the rules say, its history and its moves."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.models import ConsortiumMember, Proposal, ProposalStep, StepPaper
from cooperation.proposals import services
from cooperation.proposals.buttons import buttons_of
from cooperation.proposals.checks import case_of, checked
from cooperation.proposals.enums import ProposalState, StepKind
from cooperation.proposals.story import PROPOSAL_STORY
from cooperation.proposals.wanted_papers import is_made_here, missing_papers, name_of, we_coordinate
from cooperation.proposals.workflow import proposal_workflow
from cooperation.rights import CHANGE_CALL, CHANGE_PROPOSAL, VIEW_EVERY_PROPOSAL, VIEW_PROPOSAL
from core.steps import steps_of
from core.views.actions import MoveView
from core.views.details import PortalDetailView, PortalHistoryView, Tab


def crumbs(proposal: Proposal | None = None) -> list[dict]:
    whole = [{"label": _("Proposals"), "url": reverse("cooperation:proposal_list")}]
    return [*whole, {"label": proposal.acronym, "url": proposal.get_absolute_url()}] if proposal else whole


@dataclass(frozen=True)
class StepLine:
    """One of the six steps as the page shows it."""

    step: ProposalStep
    wanted_on: date | None
    is_late: bool
    paper: str
    is_made_here: bool
    missing: list[str]

    @property
    def is_of_members(self) -> bool:
        return self.step.kind == StepKind.MANDATES

    @property
    def tone(self) -> str:
        if self.step.done_on:
            return "ok"
        return "bad" if self.is_late else "off"

    @property
    def label(self) -> str:
        if self.step.done_on:
            return _("Done")
        return _("Late") if self.is_late else _("To be done")


@dataclass(frozen=True)
class MemberLine:
    """One organisation of the consortium; ``standing``: what its country is to the programme."""

    member: ConsortiumMember
    standing: str


class ProposalPage(PortalDetailView):
    """What every tab of a proposal shows above itself."""

    model = Proposal
    right = VIEW_PROPOSAL
    context_object_name = "proposal"
    panel_page = "cooperation.proposal"

    def get_queryset(self):
        related = ("unit", "coordinator", "call__deadline", "agency_country", "project")
        return super().get_queryset().select_related(*related)

    def get_context_data(self, **kwargs):
        proposal, user = self.object, self.request.user
        buttons = buttons_of(user, proposal)
        may_keep = user.has_perm(CHANGE_PROPOSAL, proposal)
        return super().get_context_data(
            crumbs=crumbs(),
            state_steps=steps_of(proposal, ProposalState, undone=(ProposalState.WITHDRAWN,)),
            forward=[button for button in buttons if button.is_forward],
            beside=[button for button in buttons if not button.is_forward],
            may_change=proposal.is_editable and may_keep,
            may_work=proposal.is_open and may_keep,
            may_postpone=proposal.is_open and may_keep and user.has_perm(CHANGE_CALL),
            **kwargs,
        )

    def tabs(self):
        named = [("overview", _("Overview"), "proposal_detail")]
        if self.request.user.has_perm(VIEW_EVERY_PROPOSAL, self.object):
            named.append(("history", _("History"), "proposal_history"))
        return [
            Tab(name, label, reverse(f"cooperation:{url}", args=[self.object.pk]), is_current=name == self.tab)
            for name, label, url in named
        ]


class ProposalDetailView(ProposalPage):
    template_name = "cooperation/proposals/detail.html"

    def get_queryset(self):
        return super().get_queryset().prefetch_related("members__institution__country")

    def get_context_data(self, **kwargs):
        proposal = self.object
        coordinating, case = we_coordinate(proposal), case_of(proposal)
        seen = zip(proposal.members.all(), case.members, strict=True)  # both in the order of the consortium
        return super().get_context_data(
            lines=self.lines(coordinating=coordinating),
            members=[MemberLine(member, known.standing) for member, known in seen],
            may_make=self.request.user.has_perm(VIEW_EVERY_PROPOSAL, proposal),
            makes_mandates=is_made_here(StepKind.MANDATES, coordinating=coordinating),
            priorities=proposal.chosen_priorities.select_related("priority"),
            checked=checked(case),
            **kwargs,
        )

    def lines(self, *, coordinating: bool) -> list[StepLine]:
        today = timezone.localdate()
        papers = StepPaper.objects.visible_to(self.request.user).select_related("uploaded_by", "member__institution")
        steps = self.object.steps.with_wanted().select_related("done_by").prefetch_related(Prefetch("papers", papers))
        return [
            StepLine(
                step,
                step.wanted_on,
                is_late=bool(step.wanted_on and step.wanted_on < today and self.object.is_open),
                paper=name_of(step.kind, coordinating=coordinating),
                is_made_here=is_made_here(step.kind, coordinating=coordinating),
                missing=[] if step.done_on else missing_papers(step, coordinating=coordinating),
            )
            for step in steps
        ]


class ProposalHistoryView(ProposalPage, PortalHistoryView):
    template_name = "cooperation/proposals/history.html"
    tab = "history"
    panel_page = ""
    object_right = VIEW_EVERY_PROPOSAL
    story = PROPOSAL_STORY


class ProposalMoveView(MoveView):
    """``/cooperation/proposals/7/approve/`` and the like, by POST."""

    model = Proposal
    right = VIEW_PROPOSAL
    workflow = proposal_workflow

    def perform_move(self, name, note):
        moved = services.move_proposal(self.object, name, actor=self.request.user, note=note)
        self.done = _("The state is now “%(state)s”.") % {"state": moved.get_state_display()}
