"""The calendar: a month of watched dates, the same dates as a list, and the list as a spreadsheet."""

from dataclasses import replace
from datetime import date, timedelta

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.addresses import address_with
from core.exports import rows_response
from core.paging import page_of
from core.views.rights import RightRequired
from reminders.calendar import in_words, month_of_dates
from reminders.calendar_export import HEADINGS, exported_rows
from reminders.calendar_figures import list_figures, month_figures
from reminders.calendar_filters import EVERYTHING, WHOSE, CalendarFilter, CalendarListFilter
from reminders.dates import Standing, Whose
from reminders.keepers import Keeper
from reminders.months import Month
from reminders.urgency import Urgency

PAGE_SIZE = 50
MOST_OF_A_DAY = 20
MONTHS_BACK, MONTHS_AHEAD = 12, 36
MOVES = ("month", "day")


class CalendarPage(RightRequired, TemplateView):
    """What month and list share: whose dates, the chips, the switch between the two."""

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
        asked = self.filterset.question(self.today)
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


class MonthView(CalendarPage):
    """Whole weeks of a month; a chosen day is listed beneath."""

    template_name = "reminders/calendar_month.html"
    url_name = "reminders:calendar"

    def get_context_data(self, **kwargs):
        month = self.month
        shown = month_of_dates(self.question, month, shows_aside=self.filterset.shows_aside)
        day = self.chosen_day or (self.today if Month.of(self.today) == month else month.first)
        return super().get_context_data(
            month=month,
            shown=shown,
            weekdays=[(capfirst(WEEKDAYS[day]), capfirst(WEEKDAYS_ABBR[day])) for day in range(7)],
            figures=month_figures(shown, self.question, self.filterset, self.request.GET),
            previous=self.beside(-1),
            next=self.beside(1),
            today_url=address_with(self.request.GET, path=self.request.path, without=["day", "month"]),
            jumps=self.jumps(month),
            next_date=None if shown.count else self.next_date(month),
            kept=[(name, value) for name, values in self.request.GET.lists() for value in values if name not in MOVES],
            day=day,
            day_is_chosen=self.chosen_day is not None,
            day_dates=self.dates_of(day),
            day_is_cut=shown.day(day).count > MOST_OF_A_DAY,
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

    def dates_of(self, day: date):
        asked = replace(self.question, since=day, until=day, standing=self.standing)
        return in_words(asked.rows(MOST_OF_A_DAY), self.today)

    @property
    def standing(self) -> Standing:
        return Standing.ANY if self.filterset.shows_aside else Standing.OPEN


class DatesListed(CalendarPage):
    """What list and export share: the dates of the address in order, overdue ones first."""

    filterset_class = CalendarListFilter
    url_name = "reminders:calendar_list"

    @cached_property
    def listed(self):
        return replace(self.question, standing=Standing.ANY if self.filterset.shows_aside else Standing.OPEN)


class DateListView(DatesListed):
    template_name = "reminders/calendar_list.html"

    def get_context_data(self, **kwargs):
        query = self.request.GET
        page = page_of(self.listed.count(), query.get("page", ""), query, PAGE_SIZE)
        rows = self.listed.rows(PAGE_SIZE, start=max(page.first - 1, 0)) if page.total else []
        return super().get_context_data(
            page=page,
            dates=in_words(rows, self.today),
            everything_url=f"{self.request.path}?whose={EVERYTHING}",
            figures=list_figures(page.total, self.listed, self.filterset, query),
            **kwargs,
        )

    def actions(self):
        query, path = self.request.GET, reverse("reminders:calendar_export")
        formats = (("xlsx", _("Workbook (XLSX)")), ("csv", _("Text (CSV)")))
        choices = [
            {"label": label, "url": address_with(query, path=path, without=["page"], format=name)}
            for name, label in formats
        ]
        return [{"label": _("Export"), "choices": choices}, *super().actions()]


class DateExportView(DatesListed):
    """The dates of the list with the same filters, as a spreadsheet (``format``: xlsx or csv)."""

    def get(self, request, *args, **kwargs):
        file_format = "csv" if request.GET.get("format") == "csv" else "xlsx"
        headings = [str(heading) for heading in HEADINGS]
        return rows_response(_("Dates"), headings, exported_rows(self.listed), file_format=file_format)
