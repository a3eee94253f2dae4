"""The last day of a window: for whoever sent addresses for it, so that partners who are silent can be reminded."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from mobility.models import NominationLink
from reminders.source_words import on_its_day
from reminders.sources import DeadlineSource

SOURCES = (
    DeadlineSource(
        name="mobility.nominations_close",
        label=gettext_lazy("Window for nominations closes"),
        rows=lambda on: NominationLink.objects.usable().filter(used_at__isnull=True),
        due="window__closes_on",
        owner="asked_by",
        unit="unit",
        title="institution__name",
        sentence=on_its_day(
            gettext_lazy("Nominations close on %(day)s, and the partner has nominated nobody"),
        ),
        address=lambda row: reverse("mobility:nomination_page"),
        button=gettext_lazy("Open"),
        ladder=(14, 3),
        weeks_overdue=0,
        head_after_days=None,
        office_after_days=None,
    ),
)
