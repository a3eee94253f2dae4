"""A report arrives: its answers are written with the move, once."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import PortalError
from mobility.checklist.services import tick_off_named
from mobility.models import ParticipantReport, ReportAnswer, ReportQuestion
from mobility.reports.workflow import report_workflow

STEP = "own-report"


@dataclass(frozen=True)
class Said:
    """What was said to one question: a rating, or words."""

    question: ReportQuestion
    rating: int | None = None
    text: str = ""

    @property
    def is_something(self) -> bool:
        return self.rating is not None or bool(self.text.strip())


def questions_for(report: ParticipantReport) -> list[ReportQuestion]:
    return list(ReportQuestion.objects.filter(audience=report.audience, is_asked=True))


@transaction.atomic
def receive_report(report: ParticipantReport, said: list[Said], *, may_be_shown: bool) -> ParticipantReport:
    """Keep what was said by the report's own address. Raises ``PortalError`` where it takes nothing (more)."""
    given = [each for each in said if each.is_something]
    if not given:
        raise PortalError(_("Answer at least one question."))

    def also(locked: ParticipantReport):
        if not locked.is_open:
            raise PortalError(_("This address does not take an answer any more."))
        locked.answered_at, locked.may_be_shown = timezone.now(), may_be_shown
        locked.save(update_fields=["answered_at", "may_be_shown"])
        for each in given:
            answer = ReportAnswer(report=locked, question=each.question, rating=each.rating, text=each.text.strip())
            answer.full_clean(exclude=["report", "question"])
            answer.save()

    received = report_workflow.perform("receive", report, actor=None, also=also)
    if received.mobility_id:
        tick_off_named(received.mobility, STEP)
    return received


def move_report(report: ParticipantReport, move: str, *, actor) -> ParticipantReport:
    """Show it, or keep it back. Raises ``RightMissing`` or ``TransitionRefused``."""
    return report_workflow.perform(move, report, actor=actor)
