"""The dates of activities: begun without a word, over without a word, reports that are owed, tasks."""

from datetime import timedelta

from django.db.models import DateField, F
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy

from cooperation.activities.querysets import DAYS_TO_REPORT
from cooperation.models import Activity, FollowUpTask
from reminders.grouping import BY_TITLE
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource


def reports_owed(on):
    """What was held, with the day by which its report is due (``report_due_on``)."""
    due = Cast(F("ends_on") + timedelta(days=DAYS_TO_REPORT), DateField())
    return Activity.objects.report_owed().annotate(report_due_on=due)


def _of_activities(name: str, **given) -> DeadlineSource:
    return DeadlineSource(
        name=f"cooperation.{name}",
        owner="coordinator",
        unit="unit",
        title="title",
        address=page_at("cooperation:activity_detail"),
        button=gettext_lazy("Open"),
        **given,
    )


SOURCES = (
    _of_activities(
        "activity_unconfirmed",
        label=gettext_lazy("Activity begins and is not confirmed"),
        rows=Activity.objects.to_begin,
        due="starts_on",
        sentence=on_its_day(gettext_lazy("Begins on %(day)s: confirm it, postpone or cancel it")),
        ladder=(60, 30, 14, 7, 1, 0),
        weeks_overdue=0,
    ),
    _of_activities(
        "activity_over",
        label=gettext_lazy("Activity is over"),
        rows=Activity.objects.over_but_not_said,
        due="ends_on",
        sentence=on_its_day(gettext_lazy("Was to end on %(day)s: say whether it was held")),
        ladder=(0,),
    ),
    _of_activities(
        "activity_report",
        label=gettext_lazy("Report of an activity"),
        rows=reports_owed,
        due="report_due_on",
        sentence=on_its_day(gettext_lazy("Report by %(day)s: who came, what it cost, what happened")),
        ladder=(14, 7, 0),
    ),
    DeadlineSource(
        name="cooperation.task",
        label=gettext_lazy("Task after an activity"),
        rows=lambda on: FollowUpTask.objects.watched(),
        due="due_on",
        owner="owner",
        unit="activity__unit",
        title="text",
        page="activity",
        grouping=BY_TITLE,
        sentence=on_its_day(gettext_lazy("To be done by %(day)s")),
        address=page_at("cooperation:activity_detail"),
        button=gettext_lazy("Open"),
        ladder=(14, 7, 1, 0),
    ),
)
