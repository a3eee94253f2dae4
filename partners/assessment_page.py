"""What pages of assessments show beyond the rows: answers under their headings, whose decisions it needs, figures."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Membership
from partners.enums import AssessmentState, Outcome, QuestionGroup
from partners.models import Assessment, AssessmentAnswer, AssessmentDecider, AssessmentDecision, AssessmentQuestion


@dataclass(frozen=True)
class AnswerGroup:
    """The answers under one heading, in their order; questions of a draft not answered yet are among them."""

    heading: str
    answers: list[AssessmentAnswer]


@dataclass(frozen=True)
class DeciderRow:
    """One place among the deciders. ``names``: who can fill it while it is open (nobody: the role is not held)."""

    place: AssessmentDecision
    names: list[str]


def answers_by_group(assessment: Assessment) -> list[AnswerGroup]:
    """Every answer as it was asked, in two queries; groups without any are left out."""
    answers = list(assessment.answers.all())
    if assessment.is_editable:
        answered = {answer.question_id for answer in answers}
        asked = AssessmentQuestion.objects.filter(is_active=True).exclude(pk__in=answered)
        answers += [_unanswered(assessment, question) for question in asked]
    answers.sort(key=lambda answer: answer.position)
    groups = [
        AnswerGroup(str(group.label), [answer for answer in answers if answer.group == group])
        for group in QuestionGroup
    ]
    return [group for group in groups if group.answers]


def _unanswered(assessment: Assessment, question: AssessmentQuestion) -> AssessmentAnswer:
    return AssessmentAnswer(
        assessment=assessment,
        question=question,
        group=question.group,
        position=question.position,
        title_en=question.title_en,
        title_sv=question.title_sv,
        wording_en=question.wording_en,
        wording_sv=question.wording_sv,
    )


def deciders_of(assessment: Assessment) -> list[DeciderRow]:
    """Those asked to decide, with what they decided, in two queries; none while it is a draft or withdrawn."""
    if not (assessment.is_waiting or assessment.decision):
        return []
    places = list(assessment.decisions.select_related("unit", "decided_by"))
    holders = _holders({place.role for place in places if place.is_pending}) if assessment.is_waiting else []
    return [DeciderRow(place, _names(place, holders)) for place in places]


def rules_for(level: str) -> list[AssessmentDecider]:
    """Who would be asked at the level, for a draft."""
    return list(AssessmentDecider.objects.filter(rule=level, is_active=True))


def _holders(roles: set[str]) -> list[Membership]:
    members = Membership.objects.filter(role__in=roles, user__is_active=True).select_related("user", "unit")
    return list(members.order_by("user__name"))


def _names(place: AssessmentDecision, holders: list[Membership]) -> list[str]:
    """Who holds the role in the unit, or in the nearest above it where anybody does."""
    if not place.is_pending:
        return []
    above = [holder for holder in holders if holder.role == place.role and place.unit.path.startswith(holder.unit.path)]
    nearest = max((len(holder.unit.path) for holder in above), default=0)
    return [str(holder.user) for holder in above if len(holder.unit.path) == nearest]


SOON_DAYS = 90


def figures_of_assessments(user) -> dict[str, int]:
    """The numbers of the sentence over the list and of its tabs, of all that ``user`` may read, in one query."""
    today = timezone.localdate()
    holds = Q(state=AssessmentState.DECIDED, decision__in=Outcome.favourable)
    valid = holds & (Q(valid_until__isnull=True) | Q(valid_until__gte=today))
    return Assessment.objects.visible_to(user).aggregate(
        all=Count("pk"),
        drafts=Count("pk", filter=Q(state=AssessmentState.DRAFT)),
        waiting=Count("pk", filter=Q(state=AssessmentState.SUBMITTED)),
        holding=Count("pk", filter=valid),
        out_of_date=Count("pk", filter=holds & Q(valid_until__lt=today)),
        ending=Count("pk", filter=valid & Q(valid_until__lte=today + timedelta(days=SOON_DAYS))),
    )
