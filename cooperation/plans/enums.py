from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    RUNNING = "running", _("Running")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")

    open = nonmember(("draft", "agreed", "running"))
    editable = nonmember(("draft", "agreed", "running"))
    carried_out = nonmember(("agreed", "running"))  # what activities are planned under
    main_line = nonmember(("draft", "agreed", "running", "completed"))

    @property
    def tone(self) -> str:
        """Which of the pill colours the state wears."""
        return {"draft": "rev", "agreed": "rev", "running": "ok", "cancelled": "bad"}.get(self.value, "off")


_P = PlanState

PLAN_EDGES = (
    Edge("agree", (_P.DRAFT,), _P.AGREED),
    Edge("take_back", (_P.AGREED,), _P.DRAFT),
    Edge("begin", (_P.AGREED,), _P.RUNNING),
    Edge("complete", (_P.RUNNING,), _P.COMPLETED),
    Edge("reopen", (_P.COMPLETED,), _P.RUNNING),
    Edge("cancel", (_P.DRAFT, _P.AGREED, _P.RUNNING), _P.CANCELLED),
    Edge("draw_up_again", (_P.CANCELLED,), _P.DRAFT),
)


class GoalMeasure(models.TextChoices):
    """What is counted towards a goal; all but the last follows from what is linked to the plan."""

    ACTIVITIES = "activities", _("Activities held")
    PUBLICATIONS = "publications", _("Publications")
    OUTPUTS = "outputs", _("Results of any kind")
    STUDENTS = "students", _("Students who took part, of both sides")
    STAFF = "staff", _("Staff who took part, of both sides")
    STAYS = "stays", _("Stays linked to activities")
    ENTERED = "entered", _("Counted by hand")

    by_hand = nonmember(("entered",))
