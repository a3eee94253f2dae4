"""What every tab of a follow-up shows above itself. Each subject's tab is a subclass, in a module of its own."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.steps import steps_of
from core.views.details import PortalDetailView, Tab
from quality.enums import FollowUpState, StepKind
from quality.followups.services import FINISHED_BY
from quality.followups.turn import open_steps, turn_of
from quality.followups.workflow import follow_up_workflow
from quality.models import FollowUp
from quality.querysets import FILL, HISTORY, PLAN, RUN, VIEW

# Where what is asked of somebody is done.
PLACES = {
    StepKind.COLLECT: "follow_up_data",
    StepKind.DIALOGUE: "follow_up_dialogue",
    StepKind.ACTION_PLAN: "follow_up_actions",
}


def crumbs(follow_up: FollowUp | None = None) -> list[dict]:
    """The way to the list of follow-ups; with one, to its page."""
    way = [{"label": _("Follow-ups"), "url": reverse("quality:follow_up_list")}]
    return [*way, {"label": str(follow_up), "url": follow_up.get_absolute_url()}] if follow_up else way


class FollowUpPage(PortalDetailView):
    """One follow-up or external review. A tab gives ``tab`` and ``template_name``, which extends that of this room.

    Beside the tab's own the context holds follow_up, may_run, turn, mine (steps asked of this person, open now),
    forward and beside (moves). Further rights: ``object_right`` of the subclass.
    """

    model = FollowUp
    right = VIEW
    context_object_name = "follow_up"

    def get_queryset(self):
        related = ("process", "version__process", "version__accountable", "unit", "owner")
        return super().get_queryset().select_related(*related).prefetch_related("steps__person", "steps__done_by")

    def get_context_data(self, **kwargs):
        follow_up = self.object
        moves = follow_up_workflow.moves_for(self.request.user, follow_up)
        forward = [move for move in moves if move.transition.tone == "primary"]
        return super().get_context_data(
            crumbs=crumbs(),
            steps=steps_of(follow_up, FollowUpState, undone=(FollowUpState.SKIPPED,)),
            forward=forward,
            beside=[move for move in moves if move not in forward],
            turn=turn_of(follow_up),
            mine=self.mine(forward),
            may_run=self.may_run,
            may_replan=follow_up.state == FollowUpState.PLANNED and self.request.user.has_perm(PLAN),
            **kwargs,
        )

    @cached_property
    def may_run(self) -> bool:
        """Whether the person keeps this follow-up, and it is not over."""
        return self.object.is_editable and self.request.user.has_perm(RUN, self.object)

    def mine(self, forward) -> list:
        """The open steps that were asked of this very person, without those that their way forward finishes."""
        user = self.request.user
        along = {StepKind.ADOPTION, *(kind for move in forward for kind in FINISHED_BY.get(move.name, ()))}
        asked = [step for step in open_steps(self.object) if step.person_id == user.pk and step.kind not in along]
        for step in asked:
            step.place = reverse(f"quality:{PLACES[step.kind]}", args=[self.object.pk]) if step.kind in PLACES else ""
        return [step for step in asked if user.has_perm(FILL, step)]

    def tabs(self):
        return [self._tab(named) for named in self.named_tabs()]

    def named_tabs(self):
        """Name, label, URL name of each tab that this follow-up has for this person."""
        yield "overview", _("Overview"), "follow_up_detail"
        yield "data", _("Data"), "follow_up_data"
        if self.object.is_review:
            yield "self_evaluation", _("Self-evaluation"), "follow_up_self_evaluation"
            yield "reviewers", _("Reviewers"), "follow_up_reviewers"
        yield "dialogue", _("Dialogue"), "follow_up_dialogue"
        yield "findings", _("Findings"), "follow_up_findings"
        yield "actions", _("Actions"), "follow_up_actions"
        if self.request.user.has_perm(HISTORY, self.object):
            yield "history", _("History"), "follow_up_history"

    def _tab(self, named) -> Tab:
        name, label, url_name = named
        return Tab(name, label, reverse(f"quality:{url_name}", args=[self.object.pk]), is_current=name == self.tab)
