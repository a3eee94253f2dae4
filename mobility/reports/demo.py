"""The demonstration's reports: those who are back were asked, some have answered, the office has read most."""

from itertools import cycle

from core.demo_history import ago
from mobility.models import GrantProject, Mobility, ParticipantReport
from mobility.reports.answering import Said, move_report, questions_for, receive_report
from mobility.reports.asking import BACK, ask_everybody_back, ask_for_report
from mobility.reports.enums import Audience
from mobility.reports.on_page import HAS_RUN
from reminders.models import OutgoingMail
from reminders.post.outbox import note_sent

WORDS = {
    "student-best": (
        "The labs are open day and night, and everybody says hello.",
        "A project with an airline: we were five nations in one team.",
        "The sea, the bicycle lanes and a supervisor who met me every week.",
    ),
    "student-advice": (
        "Ask for a room in May already: in August everything is gone.",
        "Take a course in the language before you go; the offices speak little English.",
        "Bring a student card with a photo, it halves every train ticket.",
    ),
    "staff-brings": ("Their way of giving feedback on drafts: short, weekly, in pairs.",),
    "staff-next": ("Invite two of them to our course in software security next spring.",),
    "project-results": (
        "Twelve students and five teachers went, two more than planned; one course is now given together.",
    ),
    "project-lessons": ("Agree on the dates of nomination a year ahead.",),
}
RATINGS = (5, 4, 4, 3, 5, 4, 2)
OF_THREE, OF_FIVE = 3, 5  # every third has not answered; two of five answers are not read yet


def build_reports(officer):
    with ago(12):
        ask_everybody_back(actor=officer)
        paid = Mobility.objects.filter(state__in=BACK, project__isnull=False).values("project")
        projects = GrantProject.objects.filter(pk__in=paid, state__in=HAS_RUN, coordinator__isnull=False)
        for project in projects.order_by("pk")[:1]:
            ask_for_report(project, actor=officer)
    for mail in OutgoingMail.objects.filter(message_id__startswith="<report."):
        note_sent(mail)
    reports = list(ParticipantReport.objects.order_by("pk"))
    words, ratings = {code: cycle(texts) for code, texts in WORDS.items()}, cycle(RATINGS)
    for place, report in enumerate(_answering(reports)):
        said = [
            Said(question, rating=next(ratings))
            if question.is_rating
            else Said(question, text=next(words[question.code]))
            for question in questions_for(report)
        ]
        with ago(6):
            received = receive_report(report, said, may_be_shown=place % 4 < OF_THREE)
        is_read = place % OF_FIVE < OF_THREE - 1 or report.audience != Audience.STUDENT
        if is_read and received.may_be_shown:
            with ago(3):
                move_report(received, "show", actor=officer)


def _answering(reports: list[ParticipantReport]) -> list[ParticipantReport]:
    """Two of three, and whoever kept a project."""
    return [
        each
        for number, each in enumerate(reports)
        if number % OF_THREE < OF_THREE - 1 or each.audience == Audience.PROJECT
    ]
