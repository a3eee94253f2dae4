"""Who moves a report where: it arrives, then the office shows it or not. Edges: ``mobility.reports.enums``."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from core.workflow import Transition, Workflow
from mobility.querysets import MODERATE
from mobility.reports.enums import REPORT_EDGES


def is_allowed(report) -> str | None:
    """Nothing is shown that the person did not allow."""
    return None if report.may_be_shown else _("Whoever wrote it did not allow that it is shown.")


report_workflow = Workflow(
    "report",
    edges=REPORT_EDGES,
    transitions={
        "receive": Transition(gettext_lazy("Received"), gettext_noop("sent a report"), MODERATE, by_machine=True),
        "show": Transition(
            gettext_lazy("Show without the name"),
            gettext_noop("let the report be shown"),
            MODERATE,
            guards=(is_allowed,),
            tone="primary",
        ),
        "keep_back": Transition(gettext_lazy("Keep back"), gettext_noop("kept the report back"), MODERATE),
    },
)
