"""The last day of a window: for whoever sent addresses for it, so that partners who are silent can be reminded."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mobility.models import NominationLink
from reminders.sources import DeadlineSource, register


def _address(row) -> str:
    return reverse("mobility:nomination_page")


def _closes(row) -> str:
    return _("Nominations close on %(day)s, and the partner has nominated nobody") % {"day": date_format(row.due_on)}


def register_sources():
    """Called by the room's ``deadlines.py``."""
    register(
        DeadlineSource(
            name="mobility.nominations_close",
            label=gettext_lazy("Window for nominations closes"),
            rows=lambda on: NominationLink.objects.usable().filter(used_at__isnull=True),
            due="window__closes_on",
            owner="asked_by",
            unit="unit",
            title="institution__name",
            sentence=_closes,
            address=_address,
            button=gettext_lazy("Open"),
            ladder=(14, 3),
            weeks_overdue=0,
            head_after_days=None,
            office_after_days=None,
        )
    )
