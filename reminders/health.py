"""How the portal is: what a monitor asks every minute, found out within two seconds whatever hangs.

Facts are read in threads of their own, over connections of their own; the words for them are found
afterwards, in the language of whoever asks.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_celery_beat.models import PeriodicTask

from core.bounded import NoAnswer, Question, answer_of
from reminders import heartbeats, nights
from reminders.models import OutgoingMail

SECONDS = 2
HEARTBEAT = "reminders.tasks.heartbeat"
SILENT_TOO_LONG = timedelta(minutes=5)
WAITS_TOO_LONG = timedelta(hours=1)


@dataclass(frozen=True)
class Check:
    """One thing that must be well. ``since`` is the last sign of life, or the beginning of the trouble.

    ``fault`` is for those who run the portal, and shown to nobody else.
    """

    name: str
    label: str
    is_ok: bool
    sentence: str
    since: datetime | None = None
    fault: str = ""

    @property
    def tone(self) -> str:
        return "ok" if self.is_ok else "bad"

    @property
    def word(self) -> str:
        return _("Well") if self.is_ok else _("Needs a look")


@dataclass(frozen=True)
class Facts:
    """What the database knows."""

    beat_at: datetime | None
    night_at: datetime | None
    night_waited_for_since: datetime | None
    last_night_began_at: datetime | None
    last_night_failures: int
    mail_waits_since: datetime | None
    late_mails: int


def read_facts() -> Facts:
    """The facts as they are now, in seven queries at most."""
    last_night = nights.latest_told()
    beat = PeriodicTask.objects.filter(task=HEARTBEAT).aggregate(at=Max("last_run_at"))
    mails = OutgoingMail.objects.held_up().annotate(waits_since=Coalesce("decided_at", "created_at"))
    late = Q(waits_since__lt=timezone.now() - WAITS_TOO_LONG)
    waiting = mails.aggregate(since=Min("waits_since"), late=Count("pk", filter=late))
    return Facts(
        beat_at=beat["at"],
        night_at=nights.latest_finished(),
        night_waited_for_since=nights.waited_for_since(),
        last_night_began_at=last_night.started_at if last_night else None,
        last_night_failures=last_night.failure_count if last_night else 0,
        mail_waits_since=waiting["since"],
        late_mails=waiting["late"],
    )


def _ask_database() -> Facts:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", [f"{SECONDS}s"])
        return read_facts()
    finally:
        connection.close()


_database = Question(_ask_database)
_redis = Question(heartbeats.latest)


def examine() -> list[Check]:
    """Every check, in words; takes two seconds at most."""
    until = time.monotonic() + SECONDS
    facts, heartbeat = _database.put(), _redis.put()
    return [*checks_of_database(facts, until), *checks_of_redis(heartbeat, until)]


def checks_of_database(answer, until: float) -> list[Check]:
    label = _("Database")
    try:
        facts = answer_of(answer, until=until)
    except NoAnswer as fault:
        others = {"beat": _("Beat"), "night": _("Night"), "failures": _("Failures"), "mail": _("Mail")}
        unknown = _("Not known while the database does not answer.")
        return [
            Check("database", label, False, _("The database does not answer."), fault=str(fault)),
            *(Check(name, other, False, unknown) for name, other in others.items()),
        ]
    return [Check("database", label, True, _("The database answers.")), *checks_of(facts, timezone.now())]


def checks_of_redis(answer, until: float) -> list[Check]:
    labels = _("Redis"), _("Worker")
    try:
        heartbeat = answer_of(answer, until=until)
    except NoAnswer as fault:
        return [
            Check("redis", labels[0], False, _("Redis does not answer."), fault=str(fault)),
            Check("worker", labels[1], False, _("Not known while Redis does not answer.")),
        ]
    return [
        Check("redis", labels[0], True, _("Redis answers.")),
        _sign_of_life(
            "worker",
            labels[1],
            heartbeat,
            timezone.now(),
            well=_("A worker comes to its work."),
            silent=_("No worker has come to a heartbeat for five minutes: none runs, or all are busy with long work."),
        ),
    ]


def checks_of(facts: Facts, now: datetime) -> list[Check]:
    """The words for what the database knows."""
    beat = _sign_of_life(
        "beat",
        _("Beat"),
        facts.beat_at,
        now,
        well=_("Beat asks for what is to be done."),
        silent=_("Beat has asked for nothing for five minutes: it does not run, or cannot reach the database."),
    )
    return [beat, _night(facts, now), _failures(facts), _mail(facts)]


def _sign_of_life(name, label, at, now, *, well, silent) -> Check:
    is_ok = at is not None and now - at <= SILENT_TOO_LONG
    return Check(name, label, is_ok, well if is_ok else silent, at)


def _night(facts: Facts, now: datetime) -> Check:
    is_ok = not nights.is_too_long(facts.night_waited_for_since, now)
    if not is_ok:
        sentence = _("No night's work has been done for more than 26 hours.")
    elif facts.night_at:
        sentence = _("The last night's work is done.")
    else:
        sentence = _("The first night's work is still to be done.")
    return Check("night", _("Night"), is_ok, sentence, facts.night_at)


def _failures(facts: Facts) -> Check:
    count = facts.last_night_failures
    if not count:
        return Check("failures", _("Failures"), True, _("The last night went without failures."))
    text = ngettext("The last night had %(count)d failure.", "The last night had %(count)d failures.", count)
    return Check("failures", _("Failures"), False, text % {"count": count}, facts.last_night_began_at)


def _mail(facts: Facts) -> Check:
    count = facts.late_mails
    if not count:
        return Check("mail", _("Mail"), True, _("No mail waits longer than an hour."))
    text = ngettext(
        "%(count)d mail waits to be sent for more than an hour.",
        "%(count)d mails wait to be sent for more than an hour.",
        count,
    )
    return Check("mail", _("Mail"), False, text % {"count": count}, facts.mail_waits_since)
