"""The sentence under the calendar's title: how many dates, and every number that is not shown, with the way to it."""

from dataclasses import replace
from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.addresses import address_with
from reminders.calendar import MonthOfDates
from reminders.calendar_filters import EVERYTHING, SHOWN, CalendarFilter
from reminders.dates import DateQuestion, Standing, Whose


def month_figures(shown: MonthOfDates, asked: DateQuestion, filters: CalendarFilter, query) -> list[dict]:
    """Dates of the month, overdue ones before it, those put aside, those that the filters leave out."""
    month = shown.month
    text = ngettext("%(count)s date in %(month)s", "%(count)s dates in %(month)s", shown.count)
    counted = {"count": _number(shown.count), "month": date_format(month.first, "F Y")}
    figures = [{"text": text % counted, "url": ""}]
    before = min(month.first, asked.on) - timedelta(days=1)
    if overdue := replace(asked, until=before).count():
        text = ngettext("%(count)s overdue before it", "%(count)s overdue before it", overdue)
        url = address_with(query, path=reverse("reminders:calendar_list"), without=["month", "day"], until=before)
        figures.append({"text": text % {"count": _number(overdue)}, "url": url})
    shown_count = shown.count + (0 if filters.shows_aside else shown.aside_count)
    span = replace(asked, since=month.first, until=month.last)
    return [*figures, *_aside(shown.aside_count, filters, query), *_left_out(shown_count, span, filters, query)]


def list_figures(count: int, asked: DateQuestion, filters: CalendarFilter, query) -> list[dict]:
    """Dates of the list (``asked``, of which ``count`` are shown), and what is not shown."""
    text = ngettext("%(count)s date", "%(count)s dates", count) % {"count": _number(count)}
    put_aside = replace(asked, standing=Standing.ASIDE).count()
    shown_count = count + (0 if filters.shows_aside else put_aside)
    return [
        {"text": text, "url": ""},
        *_aside(put_aside, filters, query),
        *_left_out(shown_count, asked, filters, query),
    ]


def _aside(count: int, filters: CalendarFilter, query) -> list[dict]:
    if not count:
        return []
    number = {"count": _number(count)}
    if filters.shows_aside:
        text = ngettext("%(count)s of them rests or is not needed", "%(count)s of them rest or are not needed", count)
        return [
            {"text": text % number, "url": ""},
            {"text": _("hide these"), "url": address_with(query, without=["aside", "page"])},
        ]
    text = ngettext("%(count)s rests or is not needed, not shown", "%(count)s rest or are not needed, not shown", count)
    return [{"text": text % number, "url": address_with(query, without=["page"], aside=SHOWN)}]


def _left_out(shown: int, asked: DateQuestion, filters: CalendarFilter, query) -> list[dict]:
    """Dates of the span that the person may read and that the filters leave out."""
    if filters.is_everything:
        return []
    every = DateQuestion(asked.viewer, asked.on, Whose.ALL, since=asked.since, until=asked.until, standing=Standing.ANY)
    count = every.count() - shown
    if count <= 0:
        return []
    text = ngettext("%(count)s other not shown", "%(count)s others not shown", count) % {"count": _number(count)}
    url = address_with(query, without=["page", "kind", "unit", "person"], whose=EVERYTHING)
    return [{"text": text, "url": url}]


def _number(count: int) -> str:
    return number_format(count, force_grouping=True)
