"""The demonstration's reports: those who are back were asked, some have answered, the office has read most."""

from itertools import cycle

from core.demo_history import ago
from mobility.models import ParticipantReport
from mobility.reports.answering import Said, move_report, questions_for, receive_report
from mobility.reports.asking import ask_everybody_back
from reminders.models import OutgoingMail
from reminders.post.outbox import note_sent

WORDS = (
    "The labs are open day and night, and everybody says hello.",
    "Ask for a room in May already: in August everything is gone.",
    "Take a course in the language before you go; the offices speak little English.",
    "My supervisor met me every week.",
)
RATINGS = (5, 4, 4, 3, 5)
SILENT = 3  # every third has not answered


def build_reports(officer):
    with ago(12):
        ask_everybody_back(actor=officer)
    for mail in OutgoingMail.objects.filter(message_id__startswith="<report."):
        note_sent(mail)
    reports = list(ParticipantReport.objects.order_by("pk"))
    words, ratings = cycle(WORDS), cycle(RATINGS)
    answering = [report for place, report in enumerate(reports) if place % SILENT]
    for place, report in enumerate(answering):
        said = [
            Said(question, rating=next(ratings)) if question.is_rating else Said(question, text=next(words))
            for question in questions_for(report)
        ]
        with ago(6):
            received = receive_report(report, said, may_be_shown=place % 4 != 1)
        if place % 2 and received.may_be_shown:
            with ago(3):
                move_report(received, "show", actor=officer)
