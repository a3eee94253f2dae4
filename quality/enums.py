"""Words, states and edges of the quality room that more than one of its subjects uses."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.state_trigger import Edge


class Area(models.TextChoices):
    """The parts of the quality system; the letters begin the codes of their processes (QA-01)."""

    EDUCATION = "QU", _("Education")
    RESEARCH = "QF", _("Research")
    CONDITIONS = "QV", _("Conditions for the activities")
    SYSTEM = "QS", _("The quality system itself")


class ProcessKind(models.TextChoices):
    FOLLOW_UP = "follow_up", _("Follow-up")
    EXTERNAL_REVIEW = "external_review", _("External review")


class Assumed(models.TextChoices):
    """Facts of a process for which there is no source: the pages say so beside them (QA-04)."""

    TITLE = "title", _("title")
    KIND = "kind", _("kind")
    CYCLE = "cycle", _("cycle")
    ROLE = "role", _("accountable role")
    PERIOD = "period", _("time of the year")


class StepKind(models.TextChoices):
    """What is done in a cycle, in this order; which of them a process has stands in its version (QA-02)."""

    REVIEWERS = "reviewers", _("Invite the reviewers")
    COLLECT = "collect", _("Collect data")
    SELF_EVALUATION = "self_evaluation", _("Write the self-evaluation")
    DIALOGUE = "dialogue", _("Hold the dialogue")
    REVIEW_REPORT = "review_report", _("Receive the report of the reviewers")
    RESPONSE = "response", _("Answer the findings")
    ACTION_PLAN = "action_plan", _("Agree on the action plan")
    ADOPTION = "adoption", _("Adopt")
    ONE_YEAR = "one_year", _("Follow up one year later")

    of_reviews_alone = nonmember(("reviewers", "self_evaluation", "review_report", "response", "one_year"))


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


class IndicatorKind(models.TextChoices):
    NUMBER = "number", _("Number")
    SHARE = "share", _("Share in per cent")
    TEXT = "text", _("Text")
    FILE = "file", _("File")

    with_figure = nonmember(("number", "share"))


class Better(models.TextChoices):
    """Which way a figure is meant to go; "" where neither is better."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")


class ValueOrigin(models.TextChoices):
    """How a value came in."""

    TYPED = "typed", _("Entered")
    IMPORTED = "imported", _("From a spreadsheet")
    COMPUTED = "computed", _("Computed from the portal")


class TalkGroup(models.TextChoices):
    """Whom somebody speaks for in a dialogue (QA-02)."""

    MANAGEMENT = "management", _("Management")
    STAFF = "staff", _("Staff")
    STUDENTS = "students", _("Students")
    REVIEWERS = "reviewers", _("Reviewers")
    EXTERNAL = "external", _("External")

    met_in_reviews = nonmember(("management", "staff", "students", "reviewers"))


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


class ReviewerRole(models.TextChoices):
    CHAIR = "chair", _("Chair")
    PEER = "peer", _("Subject expert")
    STUDENT = "student", _("Student")
    EMPLOYER = "employer", _("Working life")


class ReviewerState(models.TextChoices):
    """How far a reviewer is. ``conflicted``: has said to be partial, and reviews nothing."""

    NAMED = "named", _("Not invited yet")
    INVITED = "invited", _("Invited")
    ACCEPTED = "accepted", _("Takes part")
    CONFLICTED = "conflicted", _("Conflict of interest")
    DECLINED = "declined", _("Declined")
    REMOVED = "removed", _("Removed")

    taking_part = nonmember(("accepted",))
    waiting = nonmember(("named", "invited"))

    @property
    def tone(self) -> str:
        return {"accepted": "ok", "invited": "rev", "named": "warn"}.get(self.value, "off")


class ObjectiveLevel(models.TextChoices):
    NATIONAL = "national", _("National")
    OWN = "own", _("The university’s own")


class Comparator(models.TextChoices):
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    ADOPTED = "adopted", _("Adopted")

    main_line = nonmember(("draft", "adopted"))

    @property
    def tone(self) -> str:
        return "ok" if self.value == "adopted" else "rev"


REPORT_EDGES = (Edge("adopt", (ReportState.DRAFT,), ReportState.ADOPTED),)
