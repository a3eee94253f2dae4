"""The first and the last tab of a follow-up, and its moves."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from core.views.actions import MoveView
from core.views.details import PortalHistoryView
from quality.enums import StepKind
from quality.followups import services
from quality.followups.page import FollowUpPage
from quality.followups.story import FOLLOW_UP_STORY
from quality.followups.turn import open_steps, who_is_asked
from quality.followups.workflow import follow_up_workflow
from quality.indicators.asking import missing_indicators
from quality.models import FollowUp
from quality.querysets import HISTORY, VIEW


class FollowUpDetailView(FollowUpPage):
    """Its steps with people and days, what it says, what other rooms show of it."""

    template_name = "quality/followups/detail.html"
    panel_page = "quality.follow_up"

    def get_context_data(self, **kwargs):
        return super().get_context_data(all_steps=self.all_steps(), counts=self.counts(), **kwargs)

    def all_steps(self) -> list[dict]:
        """Every step in its order: whom it is asked of, and what can be pressed."""
        open_now = {step.pk for step in open_steps(self.object)}
        rows = sorted(self.object.steps.all(), key=lambda step: (step.position, step.pk))
        return [
            {
                "row": step,
                "label": step.get_kind_display(),
                "asked": self._asked(step),
                "css": "past" if not step.is_open else "hot" if step.pk in open_now else "",
                "may_finish": step.pk in open_now and step.kind != StepKind.ADOPTION,
            }
            for step in rows
        ]

    def _asked(self, step) -> str:
        if not step.is_open:
            return ""
        person = who_is_asked(step, self.object.owner_id) or step.person or self.object.owner
        return _("asked of %(person)s") % {"person": person} if person else _("asked of nobody")

    def counts(self) -> dict:
        """How far it is, in figures; one query."""
        follow_up, held = self.object, Count("meetings", filter=Q(meetings__is_held=True), distinct=True)
        names = ("values", "meetings", "findings", "actions")
        asked = {name: Count(name, distinct=True) for name in names} | {"held": held}
        named = {f"{name}_n": each for name, each in asked.items()}
        found = FollowUp.objects.filter(pk=follow_up.pk).aggregate(**named)
        missing = missing_indicators(follow_up).count() if follow_up.is_editable else 0
        return {name.removesuffix("_n"): number for name, number in found.items()} | {"missing": missing}


class FollowUpHistoryView(FollowUpPage, PortalHistoryView):
    template_name = "quality/followups/history.html"
    tab = "history"
    panel_page = ""
    object_right = HISTORY
    story = FOLLOW_UP_STORY


class FollowUpMoveView(MoveView):
    """``/quality/follow-ups/7/begin/`` and the like, by POST."""

    model = FollowUp
    right = VIEW
    workflow = follow_up_workflow

    def perform_move(self, name, note):
        moved = services.move_follow_up(self.object, name, actor=self.request.user, note=note)
        self.done = _("The state is now “%(state)s”.") % {"state": moved.get_state_display()}
