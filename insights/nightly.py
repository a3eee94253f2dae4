"""The steps of the night: counting and looking. What fails is noted by ``reminders.nightly``."""

from datetime import date

from django.utils import timezone
from django.utils.translation import ngettext

from insights.findings.looking import look_everywhere
from insights.home.keeping import count_homes
from insights.kpis.keeping import count_key_figures
from insights.reports.making import drop_old_reports
from insights.reports.scheduling import begin_due_reports
from reminders.nightly import StepReport


def count_by_night(on: date) -> StepReport:
    """Every key figure of the years kept and the homes, anew: what changed during the day, and a year that began.

    Figures are as of now: a night of an earlier day that is made up for has nothing to count.
    """
    if on >= timezone.localdate():
        count_key_figures()
        count_homes()
    return StepReport("insights")


def look_by_night(on: date) -> StepReport:
    report, looked = StepReport("insights.findings"), look_everywhere(on)
    if looked.found:
        words = {"count": looked.found}
        report.remark(
            lambda: (
                ngettext("%(count)s new finding of the checks", "%(count)s new findings of the checks", looked.found)
                % words
            )
        )
    return report


def see_to_reports_by_night(on: date) -> StepReport:
    """Reports past their day go with their files, for they say what somebody might see; scheduled ones begin."""
    drop_old_reports()
    begin_due_reports(on)
    return StepReport("insights.reports")
