"""The day on which whoever keeps a piece of evidence looks whether it still holds."""

from django.utils.translation import gettext_lazy

from quality.models import Evidence
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource

LADDER = (30, 7, 0)

SOURCES = (
    DeadlineSource(
        name="quality.evidence",
        label=gettext_lazy("Evidence to look at again"),
        rows=lambda on: Evidence.objects.to_review(),
        due="review_on",
        owner="kept_by",
        unit="unit_key",
        title="title",
        sentence=on_its_day(gettext_lazy("Look by %(day)s whether this evidence still holds")),
        address=page_at("quality:evidence_detail"),
        button=gettext_lazy("Look at it"),
        ladder=LADDER,
    ),
)
