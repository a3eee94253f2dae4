"""The dates of grant projects: the last day, and the final report after it."""

from datetime import timedelta

from django.db.models import DateField, ExpressionWrapper, F
from django.utils.translation import gettext_lazy

from mobility.enums import ProjectState
from mobility.models import GrantProject
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource

REPORT_DAYS = 60  # KA131-60, from memory: the grant agreement has the last word, and the sentence says so


def reports_due():
    due = ExpressionWrapper(F("ends_on") + timedelta(days=REPORT_DAYS), output_field=DateField())
    return GrantProject.objects.filter(state=ProjectState.RUNNING).annotate(report_on=due)


def _of_projects(name: str, **given) -> DeadlineSource:
    return DeadlineSource(
        name=f"mobility.{name}",
        owner="coordinator",
        unit="unit",
        title="number",
        address=page_at("mobility:project_detail"),
        **given,
    )


SOURCES = (
    _of_projects(
        "project_end",
        label=gettext_lazy("Grant project ends"),
        rows=lambda on: GrantProject.objects.filter(state=ProjectState.RUNNING, ends_on__gte=on),
        due="ends_on",
        sentence=on_its_day(gettext_lazy("The project ends on %(day)s: no stay is paid beyond it")),
        button=gettext_lazy("Open"),
        ladder=(180, 90, 30, 7, 0),
        weeks_overdue=0,
    ),
    _of_projects(
        "project_report",
        label=gettext_lazy("Final report of a grant project"),
        rows=lambda on: reports_due(),
        due="report_on",
        sentence=on_its_day(
            gettext_lazy("Final report by %(day)s, 60 days after the end (not verified: see the grant agreement)")
        ),
        button=gettext_lazy("Report"),
        ladder=(60, 30, 7, 1, 0),
    ),
)
