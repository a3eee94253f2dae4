"""Words of the catalogue: what is followed up, and in which steps."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Area(models.TextChoices):
    """The parts of the quality system; the letters begin the codes of their processes (QA-01)."""

    EDUCATION = "QU", pgettext_lazy("area of the quality system", "Education")
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


class Standard(models.TextChoices):
    """The standards of ESG 2015, part 1, which every process and review may name (QA-07)."""

    POLICY = "1.1", _("1.1 Policy for quality assurance")
    DESIGN = "1.2", _("1.2 Design and approval of programmes")
    STUDENTS = "1.3", _("1.3 Student-centred learning, teaching and assessment")
    ADMISSION = "1.4", _("1.4 Student admission, progression, recognition and certification")
    TEACHERS = "1.5", _("1.5 Teaching staff")
    RESOURCES = "1.6", _("1.6 Learning resources and student support")
    INFORMATION = "1.7", _("1.7 Information management")
    PUBLIC = "1.8", _("1.8 Public information")
    MONITORING = "1.9", _("1.9 On-going monitoring and periodic review of programmes")
    EXTERNAL = "1.10", _("1.10 Cyclical external quality assurance")


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
