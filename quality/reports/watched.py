"""The day by which a quality report is to be adopted."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from quality.enums import ReportState
from quality.models import QualityReport
from reminders.sources import DeadlineSource, register


def _drafts(on):
    return QualityReport.objects.filter(state=ReportState.DRAFT)


def _address(row) -> str:
    return reverse("quality:report_detail", args=[row.page_id])


def _sentence(row) -> str:
    return _("Adopt the quality report by %(day)s") % {"day": date_format(row.due_on)}


def register_sources():
    """Called by the room's ``deadlines.py``."""
    register(
        DeadlineSource(
            name="quality.report",
            label=gettext_lazy("Quality report to adopt"),
            rows=_drafts,
            due="due_on",
            owner="kept_by",
            title="title_en",
            sentence=_sentence,
            address=_address,
            button=gettext_lazy("Open"),
            office=Role.QUALITY_OFFICER,
            ladder=(60, 30, 14, 7, 1, 0),
        )
    )
