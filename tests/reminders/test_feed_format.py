"""A calendar is iCalendar to the letter, whatever the titles of dates hold."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from reminders.enums import FeedScope
from reminders.feed.events import Feed, FeedEvent
from reminders.feed.rendering import as_icalendar, calendar_name, entity_tag
from tests.reminders.rfc5545 import faults

NOW = datetime(2027, 3, 1, 4, 5, 6, tzinfo=UTC)


def event(**fields) -> FeedEvent:
    given = {
        "source_name": "agreements.end",
        "object_id": 7,
        "due_on": date(2027, 6, 30),
        "summary": "Agreement ends: Łódź, University of Technology; 😀",
        "description": "Last day 30 Jun 2027: decide\nhttps://portal.example.org/agreements/7/",
        "url": "https://portal.example.org/agreements/7/",
        "category": "Agreement ends",
        "changed_at": NOW,
    }
    return FeedEvent(**(given | fields))


def written(*events, cut_on=None) -> bytes:
    return as_icalendar(Feed(list(events), cut_on), calendar_name(FeedScope.OWN))


def test_a_calendar_as_it_is_written(settings):
    settings.SITE_URL = "https://portal.example.org"
    assert written(event()).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//BTH//International portal//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:BTH International: my dates",
        "X-WR-CALNAME:BTH International: my dates",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "X-PUBLISHED-TTL:PT4H",
        "X-WR-TIMEZONE:Europe/Stockholm",
        "BEGIN:VEVENT",
        "SUMMARY:Agreement ends: Łódź\\, University of Technology\\; 😀",
        "DTSTART;VALUE=DATE:20270630",
        "DTEND;VALUE=DATE:20270701",
        "DTSTAMP:20270301T040506Z",
        "UID:agreements.end.7@portal.example.org",
        "SEQUENCE:0",
        "CATEGORIES:Agreement ends",
        "DESCRIPTION:Last day 30 Jun 2027: decide\\nhttps://portal.example.org/agree",
        " ments/7/",
        "LAST-MODIFIED:20270301T040506Z",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "URL:https://portal.example.org/agreements/7/",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


TITLES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=300
)  # as PostgreSQL keeps


@given(st.lists(st.tuples(TITLES, TITLES, st.dates(date(2000, 1, 1), date(2099, 1, 1))), max_size=4))
def test_whatever_the_words_it_is_right_and_is_read_back(parts):
    events = [
        event(object_id=number, summary=summary, description=description, due_on=day)
        for number, (summary, description, day) in enumerate(parts)
    ]
    body = written(*events)
    assert faults(body) == []
    read = icalendar.Calendar.from_ical(body)
    assert [str(found["summary"]) for found in read.events] == [plain(each.summary) for each in events]
    assert [found["dtstart"].dt for found in read.events] == [each.due_on for each in events]


def plain(text: str) -> str:
    """Without the characters that no calendar may hold."""
    return "".join(letter for letter in text if letter in "\t\n" or not (letter < " " or "\x7f" <= letter <= "\x9f"))


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (date(2027, 3, 4), 1),
        (date(2027, 3, 27), 1),  # the day before summer time
        (date(2027, 3, 28), 2),
        (date(2027, 10, 30), 2),
        (date(2027, 10, 31), 1),  # winter time again
        (date(2028, 2, 29), 1),
    ],
)
def test_an_hour_is_said_in_its_own_zone_on_either_side_of_the_clock_change(day, offset):
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Brussels"))
    body = written(event(due_on=day, due_at=noon, zone="Europe/Brussels"))
    assert faults(body) == []
    text = body.decode()
    assert f"DTSTART;TZID=Europe/Brussels:{day:%Y%m%d}T120000\r\n" in text
    assert "DTEND" not in text
    assert "X-MICROSOFT-CDO-ALLDAYEVENT" not in text
    assert text.count("BEGIN:VTIMEZONE") == 1
    (found,) = icalendar.Calendar.from_ical(body).events
    assert found.start.astimezone(UTC) == noon.astimezone(UTC)
    assert found.start.utcoffset() == timedelta(hours=offset)
    assert offsets_of(text, noon) == timedelta(hours=offset)


def offsets_of(text: str, moment: datetime) -> timedelta:
    """What the written VTIMEZONE itself says of the moment, for readers that know no zones."""
    calendar = icalendar.Calendar.from_ical(text.replace("Europe/Brussels", "Nowhere/Invented"))
    (zone,) = calendar.timezones
    return zone.to_tz(lookup_tzid=False).utcoffset(moment.replace(tzinfo=None))


def test_two_zones_have_a_definition_each():
    def at(zone):
        return event(object_id=len(zone), due_at=datetime(2027, 6, 30, 17, tzinfo=ZoneInfo(zone)), zone=zone)

    body = written(at("Europe/Brussels"), at("Europe/Lisbon"))
    assert faults(body) == []
    assert sorted(str(zone["tzid"]) for zone in icalendar.Calendar.from_ical(body).timezones) == [
        "Europe/Brussels",
        "Europe/Lisbon",
    ]


def test_what_is_cancelled_says_so():
    body = written(event(cancelled_on=date(2027, 3, 1), sequence=3))
    assert faults(body) == []
    (found,) = icalendar.Calendar.from_ical(body).events
    assert (found["status"], found["sequence"], found["uid"]) == ("CANCELLED", 3, "agreements.end.7@127.0.0.1")


def test_a_calendar_that_was_cut_says_so_and_leads_to_the_rest():
    body = written(event(), cut_on=date(2027, 7, 1))
    assert faults(body) == []
    *_dates, note = icalendar.Calendar.from_ical(body).events
    assert note["dtstart"].dt == date(2027, 7, 1)
    assert note["url"].endswith("/calendar/list/")


def test_an_empty_calendar_is_one():
    assert faults(written()) == []
    assert icalendar.Calendar.from_ical(written()).events == []


def test_the_tag_changes_with_what_is_said_and_with_nothing_else():
    def tag(*events, cut_on=None):
        return entity_tag(Feed(list(events), cut_on), calendar_name(FeedScope.OWN))

    before = tag(event())
    assert tag(event(changed_at=NOW + timedelta(hours=1))) == before
    others = [
        tag(event(summary="Another")),
        tag(event(sequence=1)),
        tag(event(cancelled_on=date(2027, 3, 1))),
        tag(event(due_on=date(2027, 7, 1))),
        tag(event(), event(object_id=8)),
        tag(event(), cut_on=date(2027, 7, 1)),
        tag(),
    ]
    with override("sv"):
        others.append(tag(event()))
    assert len({before, *others}) == len(others) + 1


RIGHT = written(event()).decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (RIGHT.replace("\r\n", "\n"), "a naked CR or LF"),
        (RIGHT.replace("\r\n ments", "ments"), "line 19 has"),
        (RIGHT.replace("Łódź\\,", "Łódź,"), "unescaped"),
        (RIGHT.replace("Łódź\\,", "Łódź\\x"), "wrong escape"),
        (RIGHT.replace("UID:", "X-UID:"), "VEVENT without UID"),
        (RIGHT.replace("DTSTAMP:", "X-DTSTAMP:"), "VEVENT without DTSTAMP"),
        (RIGHT.replace("PRODID:", "X-PRODID:"), "VCALENDAR without PRODID"),
        (RIGHT.replace("SEQUENCE:0", "SEQUENCE:-1"), "SEQUENCE:-1"),
        (RIGHT.replace("20270701", "20270630"), "DTEND"),
        (RIGHT.replace(";VALUE=DATE:20270630", ":20270630"), "DTSTART"),
        (RIGHT.replace("DTSTART;VALUE=DATE:20270630", "DTSTART;TZID=Europe/Brussels:20270630T120000"), "no VTIMEZONE"),
        (RIGHT.replace("END:VEVENT\r\n", ""), "closes nothing"),
        (RIGHT.removesuffix("END:VCALENDAR\r\n"), "does not end"),
        (RIGHT.replace("ends:", "ends\x07:"), "control character"),
        (RIGHT.replace("STATUS:CONFIRMED", "STATUS:DONE"), "STATUS:DONE"),
        (RIGHT.replace("END:VCALENDAR", RIGHT[RIGHT.index("BEGIN:VEVENT") :].strip()), "is used 2 times"),
    ],
)
def test_the_checker_finds_what_is_wrong(wrong, said):
    assert any(said in fault for fault in faults(wrong.encode()))
