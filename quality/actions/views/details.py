"""The page of one action: whose turn, what is behind it, how far it is; its history and its moves."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.steps import steps_of
from core.views.actions import MoveView
from core.views.details import PortalDetailView, PortalHistoryView, Tab
from quality.actions.forms import ProgressForm
from quality.actions.moves import judges_own, move_action, moves_for
from quality.actions.story import ACTION_STORY
from quality.actions.turn import turn_of
from quality.actions.workflow import action_workflow
from quality.enums import ActionState
from quality.evidence.services import may_keep_evidence
from quality.evidence.shown import shown_evidence
from quality.models import Action
from quality.querysets import HISTORY, RUN, VIEW, WORK

JUDGEMENTS = ("verify", "send_back")


def crumbs(action: Action | None = None) -> list[dict]:
    way = [{"label": _("Actions"), "url": reverse("quality:action_list")}]
    return [*way, {"label": action.title, "url": action.get_absolute_url()}] if action else way


class ActionPage(PortalDetailView):
    """What every tab of an action shows above itself."""

    model = Action
    right = VIEW
    context_object_name = "action"

    def get_queryset(self):
        related = ("process", "unit", "owner", "finding", "done_by", "verified_by")
        of_follow_up = ("follow_up__process", "follow_up__version__process", "follow_up__unit", "follow_up__owner")
        return super().get_queryset().select_related(*related, *of_follow_up)

    def get_context_data(self, **kwargs):
        action, user = self.object, self.request.user
        moves = moves_for(user, action)
        first = [move for move in moves if move.transition.tone == "primary" or move.name in JUDGEMENTS]
        return super().get_context_data(
            crumbs=crumbs(),
            steps=steps_of(action, ActionState, undone=(ActionState.CANCELLED,)),
            turn=turn_of(action),
            first=first,
            beside=[move for move in moves if move not in first and move.is_possible],
            may_change=action.is_editable and user.has_perm(RUN, action),
            **kwargs,
        )

    def tabs(self):
        pages = [("overview", _("Overview"), "action_detail", True)]
        pages.append(("history", _("History"), "action_history", self.request.user.has_perm(HISTORY, self.object)))
        return [
            Tab(name, label, reverse(f"quality:{url_name}", args=[self.object.pk]), is_current=name == self.tab)
            for name, label, url_name, is_there in pages
            if is_there
        ]


class ActionDetailView(ActionPage):
    template_name = "quality/actions/detail.html"
    panel_page = "quality.action"

    def get_context_data(self, **kwargs):
        action, user = self.object, self.request.user
        may_work = user.has_perm(WORK, action) or user.has_perm(RUN, action)
        return super().get_context_data(
            notes=action.notes.select_related("written_by"),
            checks=action.checks.select_related("follow_up__process", "follow_up__unit", "checked_by"),
            evidence=shown_evidence(action, user),
            may_keep_evidence=may_keep_evidence(user, action),
            progress_form=ProgressForm() if may_work and action.state in ActionState.open else None,
            **kwargs,
        )


class ActionHistoryView(ActionPage, PortalHistoryView):
    object_right = HISTORY
    template_name = "quality/actions/history.html"
    tab = "history"
    story = ACTION_STORY


class ActionMoveView(MoveView):
    """``/quality/actions/7/start/`` and the like, by POST. What asks for a result has a form of its own."""

    model = Action
    right = VIEW
    workflow = action_workflow

    def refusal(self):
        return super().refusal() or judges_own(self.move, self.request.user, self.object)

    def perform_move(self, name, note):
        moved = move_action(self.object, name, actor=self.request.user, note=note)
        self.done = _("The state is now “%(state)s”.") % {"state": moved.get_state_display()}
