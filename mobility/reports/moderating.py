"""The office reads a report and leaves single sentences out of what others see. What was written stays as it was."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from mobility.models import ParticipantReport
from mobility.querysets import MODERATE
from mobility.reports.sentences import sentences_of

history.describe("report.leave_out", gettext_noop("chose what of the report is left out"))


@transaction.atomic
def leave_out(report: ParticipantReport, *, actor, sentences: Mapping[int, Collection[int]]) -> ParticipantReport:
    """Show everything of the report but ``sentences``: answer (its key) → positions, from 0.

    Raises ``RightMissing``, and ``PortalError`` where a sentence is none of this report's.
    """
    if not actor.has_perm(MODERATE, report):
        raise RightMissing(_("You do not have the right to read reports of participants."))
    locked = ParticipantReport.objects.select_for_update().get(pk=report.pk)
    answers = {answer.pk: answer for answer in locked.answers.all()}
    for key, positions in sentences.items():
        if key not in answers or not set(positions) <= set(range(len(sentences_of(answers[key].text)))):
            raise PortalError(_("This sentence is not in the report."))
    with history.action("report.leave_out", actor=actor):
        for key, answer in answers.items():
            chosen = sorted(set(sentences.get(key, ())))
            if chosen != answer.left_out:
                answer.left_out = chosen
                answer.save(update_fields=["left_out"])
    return locked
