"""The day by which an action is to be done. Overdue, it goes on to the head of its unit and to the quality office."""

from django.utils.translation import gettext_lazy

from quality.models import Action
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource

LADDER = (30, 14, 7, 1, 0)

SOURCES = (
    DeadlineSource(
        name="quality.action",
        label=gettext_lazy("Action of the quality system"),
        rows=lambda on: Action.objects.to_do(),
        due="due_on",
        owner="owner",
        unit="unit",
        title="title",
        sentence=on_its_day(gettext_lazy("To be done by %(day)s, with its result in words")),
        address=page_at("quality:action_detail"),
        button=gettext_lazy("Open"),
        ladder=LADDER,
    ),
)
