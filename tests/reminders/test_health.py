"""What a monitor is told: every check by name, in two seconds whatever hangs, and nothing that is nobody's business."""

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.utils import timezone
from django_celery_beat.models import CrontabSchedule, PeriodicTask

from core.bounded import NoAnswer, Question, answer_of
from reminders import health, heartbeats
from reminders.enums import MailState, MailTrouble
from reminders.models import Night, OutgoingMail
from tests.axe import accessibility_faults
from tests.reminders.post_office import free_port, write_mail

NAMES = ["database", "beat", "night", "failures", "mail", "redis", "worker"]
HTML = {"headers": {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}}


@pytest.fixture
def well(transactional_db, officer):
    """A portal on which all is well."""
    now = timezone.now()
    PeriodicTask.objects.create(
        name="heartbeat",
        task=health.HEARTBEAT,
        crontab=CrontabSchedule.objects.create(),
        last_run_at=now,
    )
    Night.objects.create(on=now.date(), started_at=now, finished_at=now)
    write_mail(officer, 1, state=MailState.SENT, sent_at=now)
    heartbeats.note()


def bad_ones(client) -> list[str]:
    answer = client.get("/health/")
    told = json.loads(answer.content)
    bad = [name for name, check in told["checks"].items() if not check["ok"]]
    assert list(told["checks"]) == NAMES
    assert (answer.status_code, told["ok"]) == ((503, False) if bad else (200, True))
    return bad


def test_all_is_well(well, browser_of):
    assert bad_ones(browser_of()) == []


def beat_is_silent():
    PeriodicTask.objects.update(last_run_at=timezone.now() - timedelta(minutes=6))


def beat_never_ran():
    PeriodicTask.objects.update(last_run_at=None)


def no_worker():
    cache.set(heartbeats.KEY, timezone.now() - timedelta(minutes=6))


def never_a_worker():
    cache.delete(heartbeats.KEY)


def no_night():
    Night.objects.update(finished_at=timezone.now() - timedelta(hours=27))


def night_failed():
    Night.objects.update(failure_count=2)


def mail_waits(**fields):
    an_hour_ago = timezone.now() - timedelta(minutes=61)
    OutgoingMail.objects.update(**{"state": MailState.QUEUED, "created_at": an_hour_ago, **fields})


@pytest.mark.parametrize(
    ("spoil", "bad"),
    [
        (beat_is_silent, ["beat"]),
        (beat_never_ran, ["beat"]),
        (no_worker, ["worker"]),
        (never_a_worker, ["worker"]),
        (no_night, ["night"]),
        (night_failed, ["failures"]),
        (mail_waits, ["mail"]),
        (lambda: mail_waits(state=MailState.SENDING), ["mail"]),
        (lambda: mail_waits(state=MailState.RETRY, trouble=MailTrouble.UNREACHABLE), ["mail"]),
        (lambda: mail_waits(state=MailState.RETRY, trouble=MailTrouble.LATER), []),  # one full mailbox is no alarm
        (lambda: mail_waits(state=MailState.FAILED), []),  # an officer decides
        (lambda: mail_waits(decided_at=timezone.now()), []),  # tried again just now
        (lambda: mail_waits(created_at=timezone.now() - timedelta(minutes=59)), []),
    ],
)
def test_each_trouble_is_told_by_its_name(well, browser_of, spoil, bad):
    spoil()
    assert bad_ones(browser_of()) == bad


def test_no_monitor_makes_the_log_cry_and_nobody_keeps_the_answer(well, browser_of, caplog):
    no_night()
    answer = browser_of().get("/health/")
    assert answer.status_code == 503
    assert "no-store" in answer["Cache-Control"]
    assert [record for record in caplog.records if record.levelname != "INFO"] == []


@pytest.fixture
def hanging(monkeypatch):
    """Let what is asked of the named server hang: ``hanging("_redis")``."""
    over = threading.Event()

    def hang(name):
        monkeypatch.setattr(health, name, Question(lambda: over.wait(30)))

    yield hang
    over.set()


@pytest.mark.parametrize(
    ("who", "name", "bad"),
    [
        (None, "_redis", ["redis", "worker"]),
        ("officer", "_database", ["database", "beat", "night", "failures", "mail"]),
    ],
)
def test_whatever_hangs_the_answer_takes_two_seconds(
    well, request, hanging, browser_of, name, bad, who, django_assert_num_queries
):
    client = browser_of(who and request.getfixturevalue(who))
    hanging(name)
    began = time.monotonic()
    assert bad_ones(client) == bad
    assert time.monotonic() - began < 2.6
    with django_assert_num_queries(0):  # of the connection that serves the page
        assert client.get("/health/", **HTML).status_code == 503


@pytest.mark.parametrize("who", [None, "reader", "officer", "administrator"])
def test_faults_are_told_to_those_who_run_the_portal_alone_and_on_their_page(
    well, request, monkeypatch, browser_of, who
):
    def refuse():
        raise ConnectionError("redis at 10.1.2.3 says no")

    monkeypatch.setattr(health, "_redis", Question(refuse))
    client = browser_of(who and request.getfixturevalue(who))
    fault = "ConnectionError: redis at 10.1.2.3 says no"
    for options in ({}, HTML):
        said = client.get("/health/", **options).content.decode()
        assert "Redis does not answer." in said
        assert fault not in said
    assert (fault in client.get("/nights/").content.decode()) == (who in ("officer", "administrator"))


def test_a_monitor_is_told_nothing_about_people(well, officer, browser_of):
    mail_waits()
    said = browser_of().get("/health/").content.decode()
    assert "1 mail waits to be sent for more than an hour." in said
    for private in (officer.email, officer.name, "Mail 1"):
        assert private not in said


def test_a_person_reads_a_page_in_their_language(well, browser_of):
    page = browser_of().get("/health/", headers={"accept": "text/html", "accept-language": "sv"}).content.decode()
    assert "<h1>" in page
    assert 'lang="sv"' in page


def test_the_address_for_load_balancers_asks_nobody(browser_of, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = browser_of().get("/health/alive/")
    assert (answer.status_code, answer.content) == (200, b"alive\n")


def test_neither_address_is_sent_to_https_or_takes_a_post(settings, well, browser_of):
    settings.SECURE_SSL_REDIRECT = True
    assert browser_of().get("/health/").status_code == 200
    assert browser_of().get("/health/alive/").status_code == 200
    assert browser_of().get("/desk/").status_code == 301
    assert browser_of().post("/health/", secure=True).status_code == 405


def test_the_facts_take_a_handful_of_queries(officer, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        health.read_facts()


def test_a_question_is_asked_once_by_many_and_given_up_after_a_minute(monkeypatch):
    over, asked = threading.Event(), []

    def hang():
        asked.append(1)
        over.wait(30)

    question = Question(hang)
    answers = {question.put() for _time in range(5)}
    assert (len(answers), len(asked)) == (1, 1)
    monkeypatch.setattr(question, "_asked_at", time.monotonic() - 61)
    assert question.put() not in answers
    over.set()


def test_an_answer_that_does_not_come_is_said_to_be_none():
    with pytest.raises(NoAnswer, match="no answer in time"):
        answer_of(Question(lambda: time.sleep(0.2)).put(), until=time.monotonic() + 0.05)
    with pytest.raises(NoAnswer, match="KeyError: 'x'"):
        answer_of(Question(lambda: {}["x"]).put(), until=time.monotonic() + 5)


def test_a_young_portal_without_a_night_is_well(officer):
    facts = health.read_facts()
    now = timezone.now()
    words = {check.name: (check.is_ok, check.sentence) for check in health.checks_of(facts, now)}
    assert words["night"] == (True, "The first night's work is still to be done.")
    old = replace(facts, night_waited_for_since=now - timedelta(hours=27))
    assert {check.name: check.is_ok for check in health.checks_of(old, now)}["night"] is False


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_page_has_no_accessibility_faults(open_browser, width, dark):
    page = open_browser(None, width=width, dark=dark)
    page.goto("/health/")
    assert accessibility_faults(page) == []


def test_the_container_of_a_web_process_knows_whether_it_answers(live_server):
    address = live_server.url.removeprefix("http://")

    def is_alive(bind):
        environment = {**os.environ, "PORTAL_BIND": bind, "SITE_URL": "https://portal.example.org"}
        command = [sys.executable, "deploy/alive.py"]
        return subprocess.run(
            command, env=environment, cwd=django_settings.BASE_DIR, check=False, capture_output=True
        ).returncode

    assert is_alive(address) == 0
    assert is_alive(f"0.0.0.0:{free_port()}") != 0
