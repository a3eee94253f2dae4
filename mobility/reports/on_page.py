"""What the pages of a stay and of a project say about its report, to the office."""

from django.urls import reverse

from mobility.enums import ProjectState
from mobility.models import GrantProject, Mobility, ParticipantReport
from mobility.reports.asking import BACK

HAS_RUN = (ProjectState.RUNNING, ProjectState.REPORTED, ProjectState.CLOSED)


def report_of_stay(stay: Mobility, user) -> dict | None:
    report = ParticipantReport.objects.filter(mobility=stay).first()
    return _facts(report, reverse("mobility:report_ask_of_stay", args=[stay.pk]), may_ask=stay.state in BACK)


def report_of_project(project: GrantProject, user) -> dict | None:
    report = ParticipantReport.objects.filter(project=project).first()
    ask_url = reverse("mobility:report_ask_of_project", args=[project.pk])
    return _facts(report, ask_url, may_ask=project.state in HAS_RUN)


def _facts(report: ParticipantReport | None, ask_url: str, *, may_ask: bool) -> dict | None:
    if report is None and not may_ask:
        return None
    return {"report": report, "ask_url": ask_url if may_ask and not (report and report.answered_at) else ""}
