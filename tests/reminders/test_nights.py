"""The nights: kept, made up for when they were missed, and shown to those who must know."""

import threading
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext, override

from accounts.models import User
from reminders import nightly, nights
from reminders.models import Night
from reminders.night_words import NightStory
from reminders.nightly import run_night
from reminders.tasks import nightly as nightly_task
from tests.agreements.factories import AgreementFactory
from tests.axe import accessibility_faults

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def at(text) -> datetime:
    """An instant on the clocks of Stockholm."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.fixture
def step(monkeypatch):
    """Replace the rooms' steps by one: ``step(function)``."""

    def use(function, name="agreements"):
        monkeypatch.setattr(nightly, "_steps", {name: function})

    return use


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2027-03-01 05:14", "2027-02-28 05:15"),
        ("2027-03-01 05:15", "2027-03-01 05:15"),
        ("2027-03-01 23:59", "2027-03-01 05:15"),
        ("2028-03-01 04:00", "2028-02-29 05:15"),
        ("2027-03-28 05:15", "2027-03-28 05:15"),  # the clock went forward at 02:00
        ("2027-10-31 05:14", "2027-10-30 05:15"),  # the clock went back at 03:00
    ],
)
def test_a_night_is_due_once_a_day_whatever_the_clock_does(now, due):
    assert nights.latest_due(at(now)) == at(due)


def test_a_time_that_a_day_does_not_have_comes_all_the_same(settings):
    settings.NIGHT_BEGINS = time(2, 30)
    hours = [datetime(2027, 3, 27, tzinfo=UTC) + timedelta(minutes=15 * count) for count in range(4 * 72)]
    dues = {nights.latest_due(hour) for hour in hours}
    assert sorted(timezone.localdate(due) for due in dues) == [date(2027, 3, day) for day in (26, 27, 28, 29)]
    settings.NIGHT_BEGINS = time(5, 15)
    days = [at("2027-10-29 12:00") + timedelta(hours=count) for count in range(96)]
    assert len({nights.latest_due(hour) for hour in days}) == 5


@pytest.mark.parametrize(
    ("on", "began", "ended", "is_owed"),
    [
        ("2027-03-01", "2027-03-01 05:15", "2027-03-01 05:16", False),
        ("2027-03-01", "2027-03-01 04:00", "2027-03-01 04:01", True),  # by hand, before it was due
        ("2027-02-28", "2027-02-28 05:15", "2027-02-28 05:16", True),
        ("2027-03-01", "2027-03-01 05:15", None, True),  # killed half-way
        ("2027-03-15", "2027-03-01 09:00", "2027-03-01 09:01", True),  # looked ahead by hand
        ("2027-02-01", "2027-03-01 09:00", "2027-03-01 09:01", True),  # looked back by hand
    ],
)
def test_a_night_is_owed_until_its_work_is_done(db, on, began, ended, is_owed):
    Night.objects.create(on=on, started_at=at(began), finished_at=ended and at(ended))
    assert nights.is_owed(at("2027-03-01 09:30")) is is_owed


def test_a_night_that_began_before_midnight_and_is_asked_for_after_it_is_not_owed_again(db):
    Night.objects.create(on="2027-02-28", started_at=at("2027-02-28 22:00"), finished_at=at("2027-02-28 22:01"))
    assert not nights.is_owed(at("2027-03-01 01:00"))


def test_beat_may_ask_as_often_as_it_likes(db, mailoutbox):
    for _time in range(3):
        nightly_task()
    [night] = Night.objects.all()
    assert night.finished_at
    Night.objects.update(started_at=nights.latest_due() - timedelta(minutes=1))
    nightly_task()
    assert Night.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_only_one_process_is_at_it():
    held, done = threading.Event(), threading.Event()

    def hold():
        with nights.alone():
            held.set()
            done.wait(10)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    assert nights.is_under_way()
    assert run_night() is None
    done.set()
    other.join()
    assert not nights.is_under_way()
    assert run_night() is not None


def test_a_night_keeps_what_moved_in_its_readers_words(db, old_agreement, officer):
    today = timezone.localdate()
    moved = old_agreement(state="signed", starts_on=today, ends_on=None, title="Begins")
    night = run_night()
    assert (night.on, night.failure_count, night.report["mails"]) == (today, 0, 0)
    story = NightStory(night, officer)
    assert [(row.title, row.url, row.did) for row in story.moved] == [
        ("Begins", moved.get_absolute_url(), "activated it")
    ]
    assert (story.state, story.tone, story.moved_count, story.failures) == ("Done", "ok", 1, [])
    with override("sv"):
        assert NightStory(night, officer).moved[0].did == "aktiverade det"


def test_what_could_not_be_moved_is_said_in_the_language_of_whoever_reads_it(db, unit, officer, administrator, step):
    refused = AgreementFactory(responsible_unit=unit, state="signed", title="Too early")

    def make(on):
        report = nightly.StepReport("agreements")
        report.note_failure(refused, lambda: gettext("Draft"))
        return report

    step(make)
    night = run_night()
    [failure] = NightStory(night, officer).failures
    assert (failure.what, failure.why, failure.url) == ("Too early", "Draft", refused.get_absolute_url())
    with override("sv"):
        assert NightStory(night, officer).failures[0].why == "Utkast"
    assert NightStory(night, administrator).failures[0].url == ""  # they may not open agreements


@pytest.mark.logs_errors
def test_a_step_that_raises_stops_neither_the_others_nor_the_sweep(db, officer, step):
    def explode(on):
        raise RuntimeError("the room is on fire")

    step(explode)
    night = run_night()
    [failure] = NightStory(night, officer).failures
    assert (failure.what, failure.fault) == ("Agreements: the whole step", "RuntimeError: the room is on fire")
    assert night.finished_at
    assert "agreements.end" in night.report["notices"]


def test_a_night_that_breaks_off_says_so_and_stays_owed(db, officer, monkeypatch):
    def explode(on):
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(nightly, "sweep", explode)
    with pytest.raises(RuntimeError):
        run_night()
    [night] = Night.objects.all()
    story = NightStory(night, officer)
    assert (story.state, story.failures[-1].fault) == ("Broken off", "RuntimeError: the database is gone")
    assert nights.is_owed()
    monkeypatch.undo()
    run_night()
    assert not nights.is_owed()


def test_a_killed_night_is_told_as_broken_off(db, officer):
    night = nights.begin(timezone.localdate())
    assert NightStory(night, officer).state == "Broken off"
    assert NightStory(night, officer, is_under_way=True).state == "Under way"
    assert nights.latest_told() == night


def test_sixty_nights_are_kept(db):
    now = timezone.now()
    old = [Night(on=now.date(), started_at=now - timedelta(days=days), finished_at=now) for days in range(1, 70)]
    Night.objects.bulk_create(old)
    newest = run_night()
    assert Night.objects.count() == 60
    assert Night.objects.first() == newest


@pytest.fixture
def nothing_for(db):
    """As if the last night had ended so many hours ago."""

    def let_pass(hours):
        then = timezone.now() - timedelta(hours=hours)
        Night.objects.create(on=then.date(), started_at=then, finished_at=then)
        cache.delete(nights.LATEST_KEY)

    return let_pass


@pytest.mark.parametrize(("hours", "is_shown"), [(25, False), (27, True)])
@pytest.mark.parametrize("role", ["officer", "administrator", "coordinator", "reader", "auditor"])
def test_who_can_do_something_about_it_is_told_on_every_page(request, nothing_for, browser_of, role, hours, is_shown):
    nothing_for(hours)
    page = browser_of(request.getfixturevalue(role)).get("/desk/").content.decode()
    assert ("For more than 26 hours" in page) == (is_shown and role in ("officer", "administrator"))


@pytest.mark.parametrize(("age", "is_shown"), [(1, False), (27, True)])
def test_a_portal_without_any_night_is_young_or_ill(officer, browser_of, age, is_shown):
    User.objects.update(created_at=timezone.now() - timedelta(hours=age))
    page = browser_of(officer).get("/desk/").content.decode()
    assert ("For more than 26 hours" in page) is is_shown


def test_the_banner_goes_with_the_next_night(officer, nothing_for, browser_of):
    nothing_for(27)
    client = browser_of(officer)
    assert "For more than 26 hours" in client.get("/nights/").content.decode()
    run_night()
    assert "For more than 26 hours" not in client.get("/nights/").content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("officer", 200), ("administrator", 200), ("auditor", 403), ("coordinator", 403), ("reader", 403)],
)
def test_who_reads_the_nights(request, browser_of, role, status, db):
    night = run_night()
    client = browser_of(request.getfixturevalue(role))
    assert client.get("/nights/").status_code == status
    assert client.get(f"/nights/{night.pk}/").status_code == status
    assert client.get("/nights/999999/").status_code == (404 if status == 200 else 403)


def write_failing_night(unit):
    agreement = AgreementFactory(responsible_unit=unit, title="Łódź exchange")
    report = nightly.StepReport("agreements")
    report.note_move("agreement.activate", agreement)
    report.note_failure(agreement, lambda: "It begins later.")
    report.note_fault(RuntimeError("on fire"))
    night = nights.begin(timezone.localdate())
    nights.note_steps(night, [report.as_json()])
    failures = {"agreements.end": "RuntimeError: on fire", "digest 999999": "KeyError: 'x'"}
    return nights.finish(night, notices={"agreements.notice": 3}, mails=2, failures=failures)


def test_a_night_is_told_whole(unit, officer, browser_of):
    night = write_failing_night(unit)
    page = browser_of(officer).get(f"/nights/{night.pk}/").content.decode()
    for words in (
        "4 failures",
        "It begins later.",
        "A fault in the portal itself stopped it; the administrators have been told.",
        "These dates could not be read, so nobody was told of them.",
        "Mail to a person who has been removed",
        "activated it",
        "Last day to give notice",
    ):
        assert words in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_pages_have_no_accessibility_faults(officer, unit, open_browser, width, dark):
    night = write_failing_night(unit)
    page = open_browser(officer, width=width, dark=dark)
    for address in ("/nights/", f"/nights/{night.pk}/"):
        page.goto(address)
        assert accessibility_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
