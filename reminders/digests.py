"""One mail a person a day: the untold notices of each, in the order of urgency, in the person's language."""

import logging
from collections import defaultdict
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts.models import User
from core.institution_name import institution_name
from reminders.enums import MailKind, NoticeFate, ToldAs
from reminders.models import Notice, OutgoingMail
from reminders.sources import WatchedDate, sources

logger = logging.getLogger(__name__)

MOST_LINES = 50


def write_digests(day: date, failures: dict[str, str]) -> int:
    """Put a mail into the outbox for everyone with untold notices and none of today yet; returns how many.

    The mail and the mark on its notices are written in the caller's transaction: both or neither.
    What a failing source noted stays untold until it can be read again; it and a person's mail
    that cannot be written are added to ``failures`` and keep no other from being told.
    """
    untold = _untold(day)
    watched = _watched_dates(untold, day, failures)
    by_person = defaultdict(list)
    for notice in untold:
        if notice.source in watched:
            by_person[notice.recipient_id].append(notice)
    people = User.objects.in_bulk(by_person)
    return sum(_try_digest(people[key], notices, watched, day, failures) for key, notices in by_person.items())


def _untold(day: date) -> list[Notice]:
    told_today = OutgoingMail.objects.filter(day=day, kind=MailKind.DIGEST).values("recipient")
    untold = Notice.objects.filter(mail__isnull=True, fate=NoticeFate.TO_TELL, recipient__is_active=True)
    return list(untold.exclude(recipient__in=told_today))


def _watched_dates(notices, day: date, failures: dict[str, str]) -> dict[str, dict[int, WatchedDate]]:
    """By source and object the rows the notices are about, as they are now; without sources that fail or are gone."""
    wanted = defaultdict(set)
    for notice in notices:
        wanted[notice.source].add(notice.object_id)
    watched = {}
    for known in sources():
        if ids := wanted.get(known.name):
            try:
                with transaction.atomic():
                    rows = known.watched(known.rows(day).filter(pk__in=ids))
                    watched[known.name] = {row[1]: WatchedDate(*row) for row in rows}
            except Exception as error:
                logger.exception("The deadline source %s failed", known.name)
                failures[known.name] = f"{type(error).__name__}: {error}"
    return watched


def _try_digest(person: User, notices, watched, day: date, failures: dict[str, str]) -> bool:
    try:
        with transaction.atomic():
            return _write_digest(person, notices, watched, day)
    except Exception as error:
        logger.exception("The digest of person %s failed", person.pk)
        failures[f"digest {person.pk}"] = f"{type(error).__name__}: {error}"
        return False


def _write_digest(person: User, notices, watched, day: date) -> bool:
    lines = [
        _line(notice, watched[notice.source][notice.object_id], day)
        for notice in notices
        if _is_current(notice, watched)
    ]
    lines.sort(key=lambda line: (line["due_on"], line["title"]))
    if not lines:  # all of it was settled before it could be told
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(fate=NoticeFate.SETTLED)
        return False
    mail = _compose(person, lines, day)
    mail.save()
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mail=mail)
    return True


def _is_current(notice, watched) -> bool:
    row = watched[notice.source].get(notice.object_id)
    return row is not None and row.due_on == notice.due_on


def _line(notice, row: WatchedDate, day: date) -> dict:
    return {
        "due_on": row.due_on,
        "days_left": (row.due_on - day).days,
        "title": row.title,
        "row": row,
        "url": settings.SITE_URL + row.address,
        "owner_missing": notice.told_as == ToldAs.OFFICE,
    }


def _compose(person: User, lines: list[dict], day: date) -> OutgoingMail:
    with override(person.language):
        overdue = [line for line in lines if line["days_left"] < 0]
        coming = [line for line in lines if line["days_left"] >= 0]
        context = {
            "person": person,
            "overdue": overdue[:MOST_LINES],
            "coming": coming[: max(0, MOST_LINES - len(overdue))],
            "left_out": max(0, len(lines) - MOST_LINES),
            "desk_url": f"{settings.SITE_URL}/desk/",
            "institution": institution_name(),
            "day": day,
        }
        subject = ngettext("%(count)d date needs you", "%(count)d dates need you", len(lines)) % {"count": len(lines)}
        return OutgoingMail(
            recipient=person,
            to_address=person.email,
            kind=MailKind.DIGEST,
            day=day,
            subject=f"{settings.INSTITUTION_SHORT_NAME} {_('International')}: {subject}",
            text=render_to_string("mail/digest.txt", context),
            html=render_to_string("mail/digest.html", context),
            message_id=f"<digest.{person.pk}.{day:%Y%m%d}@{urlsplit(settings.SITE_URL).hostname}>",
        )
