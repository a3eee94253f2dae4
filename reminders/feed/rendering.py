"""A calendar as iCalendar text: RFC 5545, with the properties that Outlook, Google and Apple read besides."""

import hashlib
import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event
from icalendar.prop import vDuration

from reminders.enums import FeedScope
from reminders.feed.events import Feed, FeedEvent

READ_AGAIN_AFTER = timedelta(hours=4)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # no text of a calendar may hold one (RFC 5545, 3.1)


def calendar_name(scope: FeedScope) -> str:
    """What the calendar is called in other programmes."""
    names = {FeedScope.OWN: _("my dates"), FeedScope.UNITS: _("my units' dates")}
    return f"{settings.INSTITUTION_SHORT_NAME} {_('International')}: {names[scope]}"


def entity_tag(feed: Feed, name: str) -> str:
    """Another one whenever the calendar says something else; the instant of asking has no part in it."""
    told = [f"{event.key} {event.sequence} {event.fingerprint}" for event in feed.events]
    words = "\n".join([name, str(get_language()), str(feed.cut_on), *told])
    return f'W/"{hashlib.sha256(words.encode()).hexdigest()[:32]}"'


def as_icalendar(feed: Feed, name: str) -> bytes:
    """The calendar of that ``name``, in the language active now."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.INSTITUTION_SHORT_NAME}//International portal//{str(get_language()).upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for property_name in ("name", "x-wr-calname"):  # RFC 7986, and what came before it
        calendar.add(property_name, name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", vDuration(READ_AGAIN_AFTER), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(READ_AGAIN_AFTER))
    for event in feed.events:
        calendar.add_component(_event(event))
    if feed.cut_on:
        calendar.add_component(_note_of_the_cut(feed))
    _add_time_zones(calendar, feed)
    return calendar.to_ical()


def _event(event: FeedEvent) -> Event:
    written = Event()
    written.add("uid", f"{event.source_name}.{event.object_id}@{_host()}")
    written.add("summary", _plain(event.summary))
    if event.due_at:
        written.add("dtstart", event.due_at)  # no end: the deadline is that very instant
    else:
        _add_whole_day(written, event.due_on)
    written.add("transp", "TRANSPARENT")
    written.add("status", "CANCELLED" if event.cancelled_on else "CONFIRMED")
    written.add("sequence", event.sequence)
    written.add("dtstamp", event.changed_at)
    written.add("last-modified", event.changed_at)
    if event.description:
        written.add("description", _plain(event.description))
    if event.place:
        written.add("location", _plain(event.place))
    if event.category:
        written.add("categories", [_plain(event.category)])
    if event.url:
        written.add("url", event.url)
    return written


def _add_whole_day(written: Event, day):
    written.add("dtstart", day)
    written.add("dtend", day + timedelta(days=1))
    written.add("x-microsoft-cdo-alldayevent", "TRUE")
    written.add("x-microsoft-cdo-busystatus", "FREE")


def _note_of_the_cut(feed: Feed) -> Event:
    """An entry on the first day that is not whole, with the way to all dates."""
    written, url = Event(), settings.SITE_URL + reverse("reminders:calendar_list")
    written.add("uid", f"cut@{_host()}")
    written.add("summary", _("More dates follow than this calendar gives: see the portal"))
    _add_whole_day(written, feed.cut_on)
    written.add("transp", "TRANSPARENT")
    written.add("dtstamp", max(event.changed_at for event in feed.events if event.changed_at))
    written.add("description", url)
    written.add("url", url)
    return written


def _add_time_zones(calendar: Calendar, feed: Feed):
    """A VTIMEZONE for each zone in which an hour is said, for the years of the events."""
    days = [event.due_on for event in feed.events if event.due_at]
    if days:
        calendar.add_missing_timezones(min(days) - timedelta(days=366), max(days) + timedelta(days=366))


def _plain(text: str) -> str:
    return CONTROL.sub("", text)


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
