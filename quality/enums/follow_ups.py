"""States of a follow-up with its edges, and whom somebody speaks for in its dialogue."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class FollowUpState(models.TextChoices):
    """Where one follow-up or external review stands. Both walk the same line (QA-02)."""

    PLANNED = "planned", _("Planned")
    COLLECTING = "collecting", _("Collecting data")
    IN_DIALOGUE = "in_dialogue", _("In dialogue")
    PLANNING_ACTIONS = "planning_actions", _("Planning actions")
    ADOPTED = "adopted", _("Adopted")
    SKIPPED = "skipped", _("Skipped")

    open = nonmember(("planned", "collecting", "in_dialogue", "planning_actions"))
    begun = nonmember(("collecting", "in_dialogue", "planning_actions"))
    editable = nonmember(("planned", "collecting", "in_dialogue", "planning_actions"))
    movable = nonmember(("planned", "collecting", "in_dialogue", "planning_actions"))
    main_line = nonmember(("planned", "collecting", "in_dialogue", "planning_actions", "adopted"))

    @property
    def tone(self) -> str:
        """Which of the pill colours the state wears."""
        tones = {"collecting": "rev", "in_dialogue": "rev", "planning_actions": "warn", "adopted": "ok"}
        return tones.get(self.value, "off")


_F = FollowUpState


FOLLOW_UP_EDGES = (
    Edge("begin", (_F.PLANNED,), _F.COLLECTING),
    Edge("open_dialogue", (_F.COLLECTING,), _F.IN_DIALOGUE),
    Edge("plan_actions", (_F.IN_DIALOGUE,), _F.PLANNING_ACTIONS),
    Edge("adopt", (_F.PLANNING_ACTIONS,), _F.ADOPTED),
    Edge("collect_again", (_F.IN_DIALOGUE,), _F.COLLECTING),
    Edge("talk_again", (_F.PLANNING_ACTIONS,), _F.IN_DIALOGUE),
    Edge("reopen", (_F.ADOPTED,), _F.PLANNING_ACTIONS),
    Edge("skip", (_F.PLANNED, _F.COLLECTING), _F.SKIPPED),
    Edge("plan_again", (_F.SKIPPED,), _F.PLANNED),
)


class TalkGroup(models.TextChoices):
    """Whom somebody speaks for in a dialogue (QA-02)."""

    MANAGEMENT = "management", _("Management")
    STAFF = "staff", _("Staff")
    STUDENTS = "students", _("Students")
    REVIEWERS = "reviewers", _("Reviewers")
    EXTERNAL = "external", _("External")

    met_in_reviews = nonmember(("management", "staff", "students", "reviewers"))
