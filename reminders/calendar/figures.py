"""The sentence under the calendar's title: how many dates, and every number that is not shown, with the way to it."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.addresses import address_with
from core.navigation import remembered
from reminders.calendar.filters import EVERYTHING, SHOWN, CalendarFilter, CalendarListFilter
from reminders.calendar.in_order import DateList
from reminders.calendar.month_of_dates import MonthOfDates
from reminders.calendar.months import LAST_YEAR, Month
from reminders.dates import DateQuestion, Standing, Whose


def month_figures(shown: MonthOfDates, asked: DateQuestion, filters: CalendarFilter, query) -> list[dict]:
    """Dates of the month, overdue ones before it, those put aside, those that the filters leave out."""
    month = shown.month
    text = ngettext("%(count)s date in %(month)s", "%(count)s dates in %(month)s", shown.count)
    counted = {"count": _number(shown.count), "month": date_format(month.first, "F Y")}
    figures = [{"text": text % counted, "url": ""}]
    known = shown.count + (0 if filters.shows_aside else shown.aside_count)
    span = replace(asked, since=month.first, until=month.last)
    return [
        *figures,
        *_overdue_before(month, asked, query),
        *_aside(shown.aside_count, filters, query),
        *_left_out(known, span, filters, query),
    ]


def _overdue_before(month: Month, asked: DateQuestion, query) -> list[dict]:
    """What waits since before the month, with the way to its list."""
    before = min(month.first, asked.on) - timedelta(days=1)
    url = address_with(query, path=reverse("reminders:calendar_list"), without=["month", "day", "aside"], until=before)
    count = _remembered(f"before:{url}", replace(asked, since=None, until=before, standing=Standing.OPEN))
    if not count:
        return []
    text = ngettext("%(count)s overdue before it", "%(count)s overdue before it", count)
    return [{"text": text % {"count": _number(count)}, "url": url}]


def list_figures(listed: DateList, filters: CalendarListFilter, query) -> list[dict]:
    """Dates of the list, and what is not shown."""
    totals, asked = listed.totals, listed.question
    text = ngettext("%(count)s date", "%(count)s dates", listed.count) % {"count": _number(listed.count)}
    return [
        {"text": text, "url": ""},
        *_aside(totals.aside, filters, query),
        *_left_out(totals.waiting + totals.aside, asked, filters, query),
        *_later(asked, filters, query),
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


def _left_out(known: int, asked: DateQuestion, filters: CalendarFilter, query) -> list[dict]:
    """Dates of the span that the person may read and that the filters leave out."""
    if filters.is_everything:
        return []
    count = _all_readable(asked) - known
    if count <= 0:
        return []
    text = ngettext("%(count)s other not shown", "%(count)s others not shown", count) % {"count": _number(count)}
    url = address_with(query, without=["page", "kind", "unit", "person"], whose=EVERYTHING)
    return [{"text": text, "url": url}]


def _later(asked: DateQuestion, filters: CalendarListFilter, query) -> list[dict]:
    """Dates after the year that the list shows of itself."""
    if filters.has_span or asked.until is None:
        return []
    later = replace(asked, since=asked.until + timedelta(days=1), until=None)
    count = _remembered(f"later:{address_with(query, without=['page', 'aside'])}", later)
    if not count:
        return []
    text = ngettext("%(count)s after %(day)s, not shown", "%(count)s after %(day)s, not shown", count)
    words = {"count": _number(count), "day": date_format(asked.until, "DATE_FORMAT")}
    last = date(LAST_YEAR, 12, 31)
    return [{"text": text % words, "url": address_with(query, without=["page"], until=last)}]


def _all_readable(asked: DateQuestion) -> int:
    """How many dates of the span the person may read."""
    every = DateQuestion(
        asked.viewer,
        asked.on,
        Whose.ALL,
        since=asked.since,
        until=asked.until,
        standing=Standing.ANY,
        leaves_out_faults=True,
    )
    return _remembered(f"all:{asked.since}:{asked.until}", every)


def _remembered(name: str, question: DateQuestion) -> int:
    """The count of a question, remembered: it is a figure beside the dates, and costs more than they do."""
    digest = hashlib.sha256(f"{question.on}:{name}".encode()).hexdigest()
    return remembered(f"calendar:{digest}", question.viewer, question.count)


def _number(count: int) -> str:
    return number_format(count, force_grouping=True)
