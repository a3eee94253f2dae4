"""Watched dates as a list, and the list as a spreadsheet."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.addresses import address_with
from core.exports import rows_response
from core.paging import page_of
from reminders.calendar.export import HEADINGS, exported_rows
from reminders.calendar.figures import list_figures
from reminders.calendar.filters import EVERYTHING, CalendarListFilter
from reminders.calendar.in_order import DateList
from reminders.shown_dates import in_words
from reminders.views.calendar_page import CalendarPage

PAGE_SIZE = 50


class DatesListed(CalendarPage):
    """What list and export share: the dates of the address in order, overdue ones first."""

    filterset_class = CalendarListFilter
    url_name = "reminders:calendar_list"

    @cached_property
    def listed(self) -> DateList:
        name = address_with(self.request.GET, without=["page", "aside", "format"])
        return DateList(self.question, shows_aside=self.filterset.shows_aside, name=name)


class DateListView(DatesListed):
    template_name = "reminders/calendar_list.html"

    def get_context_data(self, **kwargs):
        query, listed = self.request.GET, self.listed
        page = page_of(listed.count, query.get("page", ""), query, PAGE_SIZE)
        rows = listed.rows(PAGE_SIZE, page.first - 1) if page.total else []
        return super().get_context_data(
            page=page,
            dates=in_words(rows, self.today),
            figures=list_figures(listed, self.filterset, query),
            everything_url=f"{self.request.path}?whose={EVERYTHING}",
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
