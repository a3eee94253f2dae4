"""The dates of grant projects: the last day, and the final report after it."""

from datetime import timedelta
from typing import Any

from django.db.models import DateField, ExpressionWrapper, F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mobility.enums import ProjectState
from mobility.models import GrantProject
from reminders.sources import DeadlineSource, register

REPORT_DAYS = 60  # KA131-60, from memory: the grant agreement has the last word, and the sentence says so


def _address(row) -> str:
    return reverse("mobility:project_detail", args=[row.page_id])


def _ends(row) -> str:
    return _("The project ends on %(day)s: no stay is paid beyond it") % {"day": date_format(row.due_on)}


def _report(row) -> str:
    day = date_format(row.due_on)
    return _("Final report by %(day)s, 60 days after the end (not verified: see the grant agreement)") % {"day": day}


def reports_due():
    due = ExpressionWrapper(F("ends_on") + timedelta(days=REPORT_DAYS), output_field=DateField())
    return GrantProject.objects.filter(state=ProjectState.RUNNING).annotate(report_on=due)


def register_sources():
    """Called by the room's ``deadlines.py``."""
    shared: dict[str, Any] = {"owner": "coordinator", "unit": "unit", "title": "number", "address": _address}
    register(
        DeadlineSource(
            name="mobility.project_end",
            label=gettext_lazy("Grant project ends"),
            rows=lambda on: GrantProject.objects.filter(state=ProjectState.RUNNING, ends_on__gte=on),
            due="ends_on",
            sentence=_ends,
            button=gettext_lazy("Open"),
            ladder=(180, 90, 30, 7, 0),
            weeks_overdue=0,
            **shared,
        )
    )
    register(
        DeadlineSource(
            name="mobility.project_report",
            label=gettext_lazy("Final report of a grant project"),
            rows=lambda on: reports_due(),
            due="report_on",
            sentence=_report,
            button=gettext_lazy("Report"),
            ladder=(60, 30, 7, 1, 0),
            **shared,
        )
    )
