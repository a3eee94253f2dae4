"""What the pages of the calendar share: whose dates, the chips, the switch between month and list."""

from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.addresses import address_with
from core.views.rights import RightRequired
from reminders.calendar.filters import WHOSE, CalendarFilter
from reminders.dates import Whose
from reminders.keepers import Keeper
from reminders.urgency import Urgency


class CalendarPage(RightRequired, TemplateView):
    """A page of watched dates; the address holds all that was chosen."""

    right = "reminders.view_desk"
    http_method_names = ["get", "head"]
    filterset_class = CalendarFilter
    url_name = ""

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @cached_property
    def filterset(self):
        return self.filterset_class(self.request.GET, user=self.request.user)

    @cached_property
    def question(self):
        """What is asked; what the person keeps is asked once for all the counts of the page."""
        asked = replace(self.filterset.question(self.today), leaves_out_faults=True)
        if asked.whose is not Whose.KEPT:
            return asked
        return replace(asked, keeper=Keeper(asked.person or self.request.user, self.today))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title(),
            tabs=self.tabs(),
            switch=self.switch(),
            filterset=self.filterset,
            chips=self.filterset.chips(),
            actions=self.actions(),
            urgencies=list(Urgency),
            unreadable=list(dict.fromkeys(self.question.faults)),
            **kwargs,
        )

    def title(self) -> str:
        colleague = self.filterset.colleague
        return _("Calendar of %(person)s") % {"person": colleague} if colleague else _("Calendar")

    def actions(self) -> list[dict]:
        return [{"label": _("In your own calendar"), "url": reverse("reminders:feed_page")}]

    def tabs(self) -> list[dict]:
        """Whose dates: the rest of the address stays."""
        query, dropped = self.request.GET, ["page", "person"]
        return [
            {
                "label": label,
                "url": address_with(query, without=dropped, whose=name),
                "count": None,
                "is_current": name == self.filterset.view,
            }
            for name, label in WHOSE.items()
        ]

    def switch(self) -> list[dict]:
        """Month and list of the same dates."""
        query, dropped = self.request.GET, ["page", "month", "day", "since", "until"]
        pages = [(_("Month"), "reminders:calendar"), (_("List"), "reminders:calendar_list")]
        return [
            {
                "label": label,
                "url": address_with(query, path=reverse(name), without=dropped),
                "is_current": name == self.url_name,
            }
            for label, name in pages
        ]
