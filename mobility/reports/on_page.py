"""What the pages of a stay and of a project say about its report, to the office."""

from django.urls import reverse

from mobility.enums import ProjectState
from mobility.models import GrantProject, Mobility, ParticipantReport
from mobility.reports.asking import BACK

HAS_RUN = (ProjectState.RUNNING, ProjectState.REPORTED, ProjectState.CLOSED)


def report_of_stay(stay: Mobility, user) -> dict | None:
    return _facts(ParticipantReport.objects.filter(mobility=stay).first(), stay)


def report_of_project(project: GrantProject, user) -> dict | None:
    return _facts(ParticipantReport.objects.filter(project=project).first(), project)


def ask_url_of(report: ParticipantReport) -> str:
    """Where the same person is asked again; "" once they have answered."""
    subject = report.mobility or report.project
    return _ask_url(subject) if subject and not report.answered_at else ""


def _facts(report: ParticipantReport | None, subject: Mobility | GrantProject) -> dict | None:
    ask_url = _ask_url(subject)
    if report is None:
        return {"report": None, "ask_url": ask_url} if ask_url else None
    return {"report": report, "ask_url": "" if report.answered_at else ask_url}


def _ask_url(subject: Mobility | GrantProject) -> str:
    """The address that asks for the report on it; "" before it is time."""
    if isinstance(subject, Mobility):
        return reverse("mobility:report_ask_of_stay", args=[subject.pk]) if subject.state in BACK else ""
    return reverse("mobility:report_ask_of_project", args=[subject.pk]) if subject.state in HAS_RUN else ""
