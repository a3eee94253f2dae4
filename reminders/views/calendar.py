"""The month of watched dates, with one day of it listed."""

from dataclasses import replace
from datetime import date, timedelta

from django.contrib import messages
from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.addresses import address_with
from reminders.calendar.figures import month_figures
from reminders.calendar.month_of_dates import month_of_dates
from reminders.calendar.months import Month
from reminders.dates import Standing
from reminders.shown_dates import in_words
from reminders.views.calendar_page import CalendarPage

MONTHS_BACK, MONTHS_AHEAD = 12, 36
MOVES = ("month", "day")


class MonthView(CalendarPage):
    """Whole weeks of a month; a chosen day is listed beneath."""

    template_name = "reminders/calendar_month.html"
    url_name = "reminders:calendar"

    def get_context_data(self, **kwargs):
        month = self.month
        day = self.chosen_day or (self.today if Month.of(self.today) == month else month.first)
        shown = month_of_dates(self.question, month, shows_aside=self.filterset.shows_aside, listed=day)
        return super().get_context_data(
            month=month,
            shown=shown,
            weekdays=[(capfirst(WEEKDAYS[number]), capfirst(WEEKDAYS_ABBR[number])) for number in range(7)],
            figures=month_figures(shown, self.question, self.filterset, self.request.GET),
            previous=self.beside(-1),
            next=self.beside(1),
            today_url=address_with(self.request.GET, path=self.request.path, without=["day", "month"]),
            jumps=self.jumps(month),
            dates_list_url=self.list_url(),
            next_date=None if shown.count else self.next_date(month),
            kept=[(name, value) for name, values in self.request.GET.lists() for value in values if name not in MOVES],
            day=day,
            day_is_chosen=self.chosen_day is not None,
            day_dates=in_words([each.row for each in shown.day(day).known], self.today),
            day_is_cut=shown.day(day).count > len(shown.day(day).known),
            **kwargs,
        )

    @cached_property
    def month(self) -> Month:
        """The month of the address; the present one, with a word about it, where the address makes no sense."""
        asked = self.request.GET.get("month", "")
        try:
            return Month.parse(asked) if asked else Month.of(self.today)
        except ValueError:
            messages.warning(self.request, _("“%(text)s” is no month; this month is shown.") % {"text": asked[:20]})
            return Month.of(self.today)

    def list_url(self) -> str:
        """The list of the same dates, to narrow further by adding to it."""
        whose = self.filterset.view or None
        path = reverse("reminders:calendar_list")
        return address_with(self.request.GET, path=path, without=["kind", "about", "month", "day"], whose=whose)

    @cached_property
    def chosen_day(self) -> date | None:
        asked = self.request.GET.get("day", "")
        try:
            day = date.fromisoformat(asked) if asked else None
        except ValueError:
            messages.warning(self.request, _("“%(text)s” is no day.") % {"text": asked[:20]})
            return None
        first, last = self.month.mondays[0], self.month.mondays[-1] + timedelta(days=6)
        return day if day and first <= day <= last else None

    def beside(self, months: int) -> dict | None:
        """The month before or after, and its address; None where the calendar ends."""
        other = self.month.neighbour(months)
        return other and {"first": other.first, "url": address_with(self.request.GET, without=["day"], month=other)}

    def jumps(self, month: Month) -> list[tuple[str, date, bool]]:
        """Months to choose from: around the present one, and the one shown."""
        present = Month.of(self.today)
        months = {present.after(number) for number in range(-MONTHS_BACK, MONTHS_AHEAD + 1)} | {month}
        return [(str(each), each.first, each == month) for each in sorted(months)]

    def next_date(self, month: Month) -> dict | None:
        """The first date after an empty month, and the address of its month."""
        found = replace(self.question, since=month.last + timedelta(days=1), standing=self.standing).rows(1)
        if not found:
            return None
        other = Month.of(found[0].due_on)
        return {"row": found[0], "url": address_with(self.request.GET, without=["day"], month=other)}

    @property
    def standing(self) -> Standing:
        return Standing.ANY if self.filterset.shows_aside else Standing.OPEN
