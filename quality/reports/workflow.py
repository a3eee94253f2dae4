"""When a quality report may be adopted, and by whom. Edges: ``quality.enums``."""

from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from core.workflow import Transition, Workflow
from quality.enums import REPORT_EDGES
from quality.querysets import ADOPT_REPORT
from quality.reports.contents import open_follow_ups


def every_follow_up_is_adopted(report):
    """Adopted or skipped with a reason: nothing of the year is open."""
    count = open_follow_ups(report.academic_year).count()
    if not count:
        return None
    text = ngettext(
        "%(count)s follow-up of %(year)s is still open: adopt it, or skip it with a reason.",
        "%(count)s follow-ups of %(year)s are still open: adopt them, or skip them with a reason.",
        count,
    )
    return text % {"count": count, "year": report.year}


report_workflow = Workflow(
    "quality_report",
    edges=REPORT_EDGES,
    transitions={
        "adopt": Transition(
            gettext_lazy("Adopt"),
            gettext_noop("adopted it"),
            ADOPT_REPORT,
            guards=(every_follow_up_is_adopted,),
            tone="primary",
        ),
    },
)
