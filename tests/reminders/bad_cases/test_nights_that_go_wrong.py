"""Two sweeps at once, clocks that change, rooms on fire, mail servers that refuse: told all the same, and once."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from reminders import nights
from reminders.models import Night, Notice, OutgoingMail
from reminders.nightly import run_night
from reminders.sources import _sources, register
from reminders.sweep import LOCK
from tests.operations.conftest import becomes
from tests.reminders.post_office import Grumbler, write_mail

A_SWEEP = "from datetime import date; from reminders.sweep import sweep; sweep(date.fromisoformat('{}'))"


@pytest.mark.usefixtures("watched_for_years")
def test_two_sweeps_let_go_at_the_same_instant_tell_nothing_twice(old_agreement, portal, working_day):
    for number in range(20):
        old_agreement(ends_on=working_day + timedelta(days=7), title=f"Agreement {number}")
    code = A_SWEEP.format(working_day)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        both = [portal.start("manage.py", "shell", "-c", code, stdout=subprocess.DEVNULL) for _sweep in range(2)]
        assert becomes(lambda: waiting_for_the_lock(cursor) == 2, 60)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    assert [process.wait(60) for process in both] == [0, 0]
    assert Notice.objects.filter(fate="to_tell").count() == 20
    assert OutgoingMail.objects.count() == 1


def waiting_for_the_lock(cursor) -> int:
    cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted", [LOCK])
    return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2027-03-26", "2027-03-30"),  # the clock goes forward on the 28th
        ("2027-10-29", "2027-11-02"),  # and back on the 31st
        ("2028-02-27", "2028-03-02"),
    ],
)
def test_every_day_has_one_night_whatever_the_clock_does(db, first, last):
    now, end = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (first, last))
    made = []
    while now < end:
        if nights.is_owed(now):
            Night.objects.create(on=timezone.localdate(now), started_at=now, finished_at=now)
            made.append(timezone.localtime(now))
        now += timedelta(minutes=15)
    assert [moment.strftime("%H:%M") for moment in made[1:]] == ["05:15"] * (len(made) - 1)
    days = [moment.date() for moment in made[1:]]
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert len(days) == 4


@pytest.fixture
def burning_room():
    """A source that raises, until ``burning_room()`` puts it out."""
    before = dict(_sources)

    def burn(*arguments):
        raise RuntimeError("the room is on fire")

    def put_out():
        _sources.clear()
        _sources.update(before)

    register(replace(before["agreements.end"], rows=burn))
    yield put_out
    put_out()


@pytest.mark.logs_errors
@pytest.mark.usefixtures("watched_for_years")
def test_a_source_that_raises_stops_no_other_and_is_told_until_a_night_goes_well(
    old_agreement, officer, administrator, coordinator, browser_of, working_day, burning_room
):
    old_agreement(notice_on=working_day + timedelta(days=30), ends_on=None)
    run_night(working_day)
    mail = OutgoingMail.objects.get()
    assert "/agreements/" in mail.text
    client = browser_of(officer)
    night = Night.objects.get()
    page = client.get(f"/nights/{night.pk}/").content.decode()
    assert "These dates could not be read, so nobody was told of them." in page
    assert "RuntimeError: the room is on fire" in page

    def told_on_the_desk():
        return [
            "What failed, and why" in browser_of(user).get("/desk/").content.decode()
            for user in (officer, administrator, coordinator)
        ]

    assert told_on_the_desk() == [True, True, False]
    page = browser_of(coordinator).get("/desk/").content.decode()
    assert "are missing here: Agreement ends." in page
    burning_room()
    run_night(working_day)
    assert told_on_the_desk() == [False, False, False]
    assert "are missing here" not in browser_of(coordinator).get("/desk/").content.decode()


def test_what_a_mail_server_does_to_a_real_worker_is_read_on_the_page(portal, officer, coordinator, browser_of):
    client = browser_of(officer)
    with Grumbler().open() as grumbler:
        portal.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{grumbler.port}"
        portal.start_worker()
        answers = {"RCPT": "550 No such person here", "MAIL": "451 Disk full", "content": "452 Out of space"}
        for number, (stage, answer) in enumerate(answers.items()):
            mail = write_mail(coordinator, number)
            grumbler.answers = {stage: answer}
            portal.ask("deliver_mail")
            assert becomes(lambda: OutgoingMail.objects.troubled().count() == 1, 60)
            assert f"The mail server said: {answer}" in client.get(f"/mail/{mail.pk}/").content.decode()
            grumbler.answers = {}
            client.post("/mail/retry/")
            portal.ask("deliver_mail")
            assert becomes(lambda sent=number + 1: OutgoingMail.objects.filter(state="sent").count() == sent, 60)
        assert len(grumbler.received) == len(answers)
