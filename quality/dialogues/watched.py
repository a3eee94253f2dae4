"""The dates of dialogue meetings: they are to come, and once they are over they are to be recorded."""

from django.utils.translation import gettext_lazy

from quality.enums import FollowUpState
from quality.models import DialogueMeeting
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource


def not_recorded():
    return DialogueMeeting.objects.filter(is_held=False, follow_up__state__in=FollowUpState.open)


SOURCES = (
    DeadlineSource(
        name="quality.dialogue",
        label=gettext_lazy("Dialogue meeting"),
        rows=lambda on: not_recorded(),
        due="meets_on",
        owner="kept_by",
        unit="follow_up__unit",
        title="title",
        sentence=on_its_day(gettext_lazy("The dialogue meets on %(day)s; then record who came and what was agreed")),
        page="follow_up",
        address=page_at("quality:follow_up_dialogue"),
        button=gettext_lazy("Open"),
        ladder=(14, 7, 1, 0),
    ),
)
