"""One call as colleagues read it: when applications must be in, the house's own dates before it, how sure that is."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.views.details import PortalDetailView
from reference.models import CallDeadline, Source
from reminders.time_zones import zone_words

CHANGE = "reference.change_calldeadline"


class CallDetailView(PortalDetailView):
    """Administrators change it in the administration; everybody else reads it here."""

    model = CallDeadline
    right = "reminders.view_desk"
    template_name = "reminders/call_detail.html"

    def get_context_data(self, **kwargs):
        call = self.object
        may_change = self.request.user.has_perm(CHANGE)
        return super().get_context_data(
            crumbs=[{"label": _("Calendar"), "url": reverse("reminders:calendar")}],
            hour=_hour_of(call),
            hour_here=_hour_here(call),
            points=_points_of(call),
            sources=_sources_of(call),
            change_url=reverse("admin:reference_calldeadline_change", args=[call.pk]) if may_change else "",
            **kwargs,
        )


def _sources_of(call: CallDeadline) -> list[dict]:
    """The documents that the row names by their codes ("W64 W65"), with an address where it is one of the web."""
    return [
        {
            "code": source.code,
            "title": source.title,
            "url": source.address if source.address.startswith(("https://", "http://")) else "",
        }
        for source in Source.objects.filter(code__in=call.source.split())
    ]


def _hour_of(call: CallDeadline) -> str:
    return f"{time_format(call.due_time)}, {zone_words(call.time_zone)}"


def _hour_here(call: CallDeadline) -> str:
    """The same instant on the reader's clock, where that shows another one."""
    here = timezone.localtime(call.due_at)
    if here.replace(tzinfo=None) == call.due_at.replace(tzinfo=None):
        return ""
    return f"{date_format(here, 'SHORT_DATETIME_FORMAT')}, {zone_words(str(timezone.get_current_timezone()))}"


def _points_of(call: CallDeadline) -> list[dict]:
    """The dates of the call in order, as ``includes/timeline.html`` draws them."""
    dated = [
        (call.abstract_due_on, _("Abstract and the school's approval reach the office")),
        (call.draft_due_on, _("Final draft reaches the office")),
        (call.due_on, _("Applications close")),
    ]
    today = timezone.localdate()
    return [
        {
            "label": capfirst(date_format(day, "l j F Y")),
            "text": f"{text} · {_before(call, day)}" if day < call.due_on else text,
            "is_hot": today <= day,
            "is_past": day < today,
        }
        for day, text in dated
        if day
    ]


def _before(call: CallDeadline, day) -> str:
    days = (call.due_on - day).days
    return ngettext("%(count)d day before", "%(count)d days before", days) % {"count": days}
