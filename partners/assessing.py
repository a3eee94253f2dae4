"""What an assessment still lacks, and which level of risk its answers suggest (DD-02, DD-03)."""

from collections.abc import Iterable

from django.utils import timezone

from partners.enums import Concern, RiskLevel, SignalEffect
from partners.models import Assessment, AssessmentQuestion, CountrySignal


def unanswered(assessment: Assessment) -> list[str]:
    """The questions asked today that it does not answer, or not in words where words are asked for."""
    answers = {answer.question_id: answer for answer in assessment.answers.all()}
    asked = AssessmentQuestion.objects.filter(is_active=True)
    return [str(question) for question in asked if question.pk not in answers or not answers[question.pk].is_complete]


def suggested_level(assessment: Assessment) -> RiskLevel:
    """The level that follows from its answers and from public signals about the partner's country."""
    signals = CountrySignal.objects.holding(timezone.localdate()).filter(country=assessment.institution.country_id)
    effects = {signal.effect for signal in signals if signal.concerns(assessment.institution)}
    return level_of({answer.concern for answer in assessment.answers.all()}, effects)


def level_of(concerns: Iterable[str], effects: Iterable[str]) -> RiskLevel:
    """A serious concern or a stop makes it high, any concern or call for precaution medium."""
    if Concern.SERIOUS in concerns or SignalEffect.STOP in effects:
        return RiskLevel.HIGH
    if Concern.SOME in concerns or SignalEffect.CAUTION in effects:
        return RiskLevel.MEDIUM
    return RiskLevel.LOW
