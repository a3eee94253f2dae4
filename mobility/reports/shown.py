"""What may be said of reports without saying whose: ratings of at least three, words that the office let through."""

from dataclasses import dataclass

from django.db.models import Avg, Count

from mobility.models import ParticipantReport, ReportAnswer, ReportQuestion
from partners.models import Institution

FEWEST = 3  # a mean of two tells each of them what the other said


@dataclass(frozen=True)
class Rating:
    question: ReportQuestion
    mean: float
    count: int


def ratings_of(partner: Institution, audience: str) -> list[Rating]:
    """The mean of each question over the shown reports of stays with ``partner``; only where there are enough."""
    answers = _answers(partner, audience).filter(rating__isnull=False).order_by()
    means = answers.values("question").annotate(mean=Avg("rating"), reports=Count("pk")).filter(reports__gte=FEWEST)
    questions = ReportQuestion.objects.in_bulk([row["question"] for row in means])
    rows = [Rating(questions[row["question"]], round(row["mean"], 1), row["reports"]) for row in means]
    return sorted(rows, key=lambda row: row.question.position)


def words_of(partner: Institution, audience: str) -> list[ReportAnswer]:
    """What was said in words in the shown reports, newest first; without whose it is."""
    answers = _answers(partner, audience).exclude(text="").select_related("question")
    return list(answers.order_by("-report__answered_at", "question__position"))


def _answers(partner: Institution, audience: str):
    shown = ParticipantReport.objects.shown().filter(mobility__partner=partner, audience=audience)
    return ReportAnswer.objects.filter(report__in=shown)
