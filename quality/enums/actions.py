"""Words of findings, and the states of what is done about them with its edges."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class FindingKind(models.TextChoices):
    STRENGTH = "commendation", _("Commendation")
    RECOMMENDATION = "recommendation", _("Recommendation")
    REQUIREMENT = "requirement", _("Requirement")

    asks_for_action = nonmember(("recommendation", "requirement"))

    @property
    def tone(self) -> str:
        return {"commendation": "ok", "recommendation": "warn", "requirement": "bad"}[self.value]


class FindingCategory(models.TextChoices):
    """What a finding is about."""

    DEVELOPMENT = "development", _("Development need")
    SKILLS = "skills", _("Skills")
    INFRASTRUCTURE = "infrastructure", _("Infrastructure")
    ORGANISATION = "organisation", _("Organisation and responsibility")
    INFLUENCE = "influence", _("Student influence")
    CONTENT = "content", _("Content and results")
    OTHER = "other", _("Other")


class Effort(models.TextChoices):
    SMALL = "small", _("Days")
    MEDIUM = "medium", _("Weeks")
    LARGE = "large", _("Months")


class ActionState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done, to be verified")
    VERIFIED = "verified", _("Verified")
    CANCELLED = "cancelled", _("Cancelled")

    open = nonmember(("planned", "under_way", "done"))
    to_do = nonmember(("planned", "under_way"))
    editable = nonmember(("planned", "under_way"))
    main_line = nonmember(("planned", "under_way", "done", "verified"))

    @property
    def tone(self) -> str:
        return {"planned": "off", "under_way": "rev", "done": "warn", "verified": "ok"}.get(self.value, "bad")


_A = ActionState


ACTION_EDGES = (
    Edge("start", (_A.PLANNED,), _A.UNDER_WAY),
    Edge("finish", (_A.UNDER_WAY,), _A.DONE),
    Edge("verify", (_A.DONE,), _A.VERIFIED),
    Edge("send_back", (_A.DONE,), _A.UNDER_WAY),
    Edge("reopen", (_A.VERIFIED,), _A.UNDER_WAY),
    Edge("cancel", (_A.PLANNED, _A.UNDER_WAY), _A.CANCELLED),
    Edge("plan_again", (_A.CANCELLED,), _A.PLANNED),
)
