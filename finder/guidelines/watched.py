"""The days on which whoever keeps a guideline or its file looks whether it still holds."""

from django.utils.translation import gettext_lazy

from finder.models import Guideline, GuidelineFile
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource

LADDER = (30, 7, 0)

SOURCES = (
    DeadlineSource(
        name="finder.guideline",
        label=gettext_lazy("Guidelines to read again"),
        rows=lambda on: Guideline.objects.to_review(),
        due="review_on",
        owner="kept_by",
        unit="unit",
        title="title_en",
        sentence=on_its_day(gettext_lazy("Look by %(day)s whether this guideline still holds")),
        address=page_at("site:guideline_holds"),
        button=gettext_lazy("Look at it"),
        ladder=LADDER,
    ),
    DeadlineSource(
        name="finder.guideline_file",
        label=gettext_lazy("Files of guidelines to read again"),
        rows=lambda on: GuidelineFile.objects.to_review(),
        due="review_on",
        owner="kept_by",
        unit="guideline__unit",
        title="title",
        sentence=on_its_day(gettext_lazy("Look by %(day)s whether this file still holds")),
        address=page_at("site:guideline_file_review"),
        button=gettext_lazy("Look at it"),
        ladder=LADDER,
    ),
)
