from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class RoundState(models.TextChoices):
    """Where a round of applications stands; the public sees its dates, not this."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open for applications")
    CLOSED = "closed", _("Closed, not decided")
    DECIDED = "decided", _("Decided")

    main_line = nonmember(("planned", "open", "closed", "decided"))
    undecided = nonmember(("planned", "open", "closed"))

    @property
    def tone(self) -> str:
        """Which of the pill colours the state wears."""
        return {"planned": "off", "open": "ok", "closed": "rev", "decided": "off"}[self.value]


_R = RoundState

ROUND_EDGES = (
    Edge("open", (_R.PLANNED,), _R.OPEN),
    Edge("close", (_R.OPEN,), _R.CLOSED),
    Edge("reopen", (_R.CLOSED,), _R.OPEN),
    Edge("decide", (_R.CLOSED,), _R.DECIDED),
)


class ChoiceOutcome(models.TextChoices):
    """What became of one choice of one applicant (``allocation.Outcome``)."""

    GIVEN = "given", _("Given")
    FULL = "full", _("All places taken")
    UNFIT = "unfit", _("Not possible")
    NOT_NEEDED = "not_needed", _("Not needed")

    @property
    def tone(self) -> str:
        return {"given": "ok", "full": "warn", "unfit": "bad"}.get(self.value, "off")


class Waiting(models.TextChoices):
    """Whether somebody waits for a place that was taken."""

    NOT = "", _("Does not wait")
    WAITS = "waits", _("Waits")
    MOVED_UP = "moved_up", _("Moved up")
    LEFT = "left", _("Waits no more")
