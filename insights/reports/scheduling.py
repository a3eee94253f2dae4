"""Reports that are made again and again: asked for, stopped, and begun on their day."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError
from core.locks import hold_until_commit
from insights.enums import ReportKind, Rhythm
from insights.models import ReportSchedule
from insights.reports.making import start_report, title_for
from reference.academic_years import AcademicYear

history.describe("report.schedule", gettext_noop("had the report made regularly"))
history.describe("report.stop", gettext_noop("stopped the scheduled report"))
history.describe("report.begin", gettext_noop("began the scheduled report"))

LOCK = 7307


@transaction.atomic
def schedule_report(kind: str, *, subject: str, rhythm: str, actor, language: str) -> ReportSchedule:
    """Have it made from a rhythm on; asked for twice, the later rhythm holds. Raises as ``start_report``."""
    first = timezone.localdate() + relativedelta(months=Rhythm(rhythm).months)
    said = {
        "rhythm": rhythm,
        "language": language,
        "next_on": first,
        "title": title_for(kind, subject, year_of(kind), actor),
    }
    known = {"owner": actor, "kind": kind, "subject": subject}
    with history.action("report.schedule", actor=actor):
        return ReportSchedule.objects.update_or_create(**known, defaults=said)[0]


def stop_schedule(schedule: ReportSchedule, *, actor):
    """One's own; reports that were made stay for their week."""
    with history.action("report.stop", actor=actor):
        ReportSchedule.objects.filter(pk=schedule.pk, owner=actor).delete()


def year_of(kind: str) -> int | None:
    return AcademicYear.current().first_year if kind == ReportKind.ANNUAL else None


@transaction.atomic
def begin_due_reports(on: date) -> int:
    """Begin every report whose day has come, and say how many. Of two workers the second finds none left.

    What its owner may no longer read is passed over until its next day.
    """
    hold_until_commit(LOCK, "scheduled reports")
    begun = 0
    for schedule in ReportSchedule.objects.due(on).select_related("owner"):
        begun += _begin(schedule)
        months = Rhythm(schedule.rhythm).months
        while schedule.next_on <= on:
            schedule.next_on += relativedelta(months=months)
        with history.action("report.begin", actor=None):
            schedule.save(update_fields=["next_on"])
    return begun


def _begin(schedule: ReportSchedule) -> bool:
    asked = {"subject": schedule.subject, "year": year_of(schedule.kind), "actor": schedule.owner}
    try:
        with transaction.atomic(), translation.override(schedule.language):
            start_report(schedule.kind, **asked, language=schedule.language, schedule=schedule)
    except PortalError:
        return False
    return True
