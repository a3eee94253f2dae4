"""Who may move an assessment where, and what must hold first. Edges: ``partners.enums``."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from core.workflow import Transition, Workflow
from partners.assessing import suggested_level, unanswered
from partners.enums import ASSESSMENT_EDGES, RiskLevel
from partners.models import AssessmentDecider

ASSESS = "partners.add_assessment"
DECIDE = "partners.decide_assessment"
SUPERSEDE = "partners.supersede_assessment"  # no role has it: time and the next assessment do it


def answers_every_question(assessment):
    if missing := unanswered(assessment):
        return _("Still to be answered: %(questions)s.") % {"questions": ", ".join(missing)}
    return None


def justifies_a_lower_level(assessment):
    suggested = suggested_level(assessment)
    chosen = RiskLevel(assessment.level) if assessment.level else suggested
    if chosen.rank < suggested.rank and not assessment.level_reason.strip():
        return _("The answers suggest the level “%(level)s”: say why a lower one fits.") % {"level": suggested.label}
    return None


def has_deciders(assessment):
    level = assessment.level or suggested_level(assessment)
    if not AssessmentDecider.objects.filter(rule=level, is_active=True).exists():
        label = RiskLevel(level).label
        return _("Nobody decides on the level “%(level)s” yet: an administrator sets who does.") % {"level": label}
    return None


assessment_workflow = Workflow(
    "assessment",
    edges=ASSESSMENT_EDGES,
    transitions={
        "submit": Transition(
            gettext_lazy("Submit for decision"),
            gettext_noop("submitted it for decision"),
            ASSESS,
            guards=(answers_every_question, justifies_a_lower_level, has_deciders),
            tone="primary",
        ),
        "send_back": Transition(gettext_lazy("Send back"), gettext_noop("sent it back"), DECIDE, note_needed=True),
        "decide": Transition(gettext_lazy("Decide"), gettext_noop("decided it"), DECIDE, tone="primary"),
        "supersede": Transition(
            gettext_lazy("Replace"), gettext_noop("replaced it by a later one"), SUPERSEDE, by_machine=True
        ),
        "withdraw": Transition(
            gettext_lazy("Withdraw"), gettext_noop("withdrew it"), ASSESS, note_needed=True, tone="danger"
        ),
    },
)
