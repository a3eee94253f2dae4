"""One mail a person a day: the untold notices of each, in the order of urgency, in the person's language."""

from collections import defaultdict
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import ngettext, override

from accounts.models import User
from reminders.enums import MailKind
from reminders.models import Notice, OutgoingMail
from reminders.sources import WatchedDate, source, sources

MOST_LINES = 50


def write_digests(day: date) -> int:
    """Put a mail into the outbox for everyone with untold notices and none of today yet; returns how many.

    The mail and the mark on its notices are written in the caller's transaction: both or neither.
    """
    untold = defaultdict(list)
    told_today = OutgoingMail.objects.filter(day=day, kind=MailKind.DIGEST).values("recipient")
    for notice in Notice.objects.filter(mail__isnull=True, is_seen=False).exclude(recipient__in=told_today):
        untold[notice.recipient_id].append(notice)
    people = User.objects.in_bulk(untold)
    watched = _watched_dates([notice for notices in untold.values() for notice in notices], day)
    return sum(_write_digest(people[key], notices, watched, day) for key, notices in untold.items())


def _watched_dates(notices, day: date) -> dict:
    """The rows the notices are about, as they are now, by (source, object)."""
    wanted = defaultdict(set)
    for notice in notices:
        wanted[notice.source].add(notice.object_id)
    known = {known.name for known in sources()}
    return {
        (row[0], row[1]): WatchedDate(*row)
        for name, ids in wanted.items()
        if name in known
        for row in source(name).watched(source(name).rows(day).filter(pk__in=ids))
    }


def _write_digest(person: User, notices, watched, day: date) -> bool:
    lines = [
        _line(notice, watched[notice.source, notice.object_id], day)
        for notice in notices
        if _is_current(notice, watched)
    ]
    lines.sort(key=lambda line: (line["due_on"], line["title"]))
    if not lines:  # all of it was settled before it could be told
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(is_seen=True)
        return False
    mail = _compose(person, lines, day)
    mail.save()
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mail=mail)
    return True


def _is_current(notice, watched) -> bool:
    row = watched.get((notice.source, notice.object_id))
    return row is not None and row.due_on == notice.due_on


def _line(notice, row: WatchedDate, day: date) -> dict:
    return {
        "due_on": row.due_on,
        "days_left": (row.due_on - day).days,
        "title": row.title,
        "row": row,
        "url": settings.SITE_URL + row.address,
        "owner_missing": notice.owner_missing,
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
            "institution": settings.INSTITUTION_NAME,
            "day": day,
        }
        subject = ngettext("%(count)d date needs you", "%(count)d dates need you", len(lines)) % {"count": len(lines)}
        return OutgoingMail(
            recipient=person,
            to_address=person.email,
            kind=MailKind.DIGEST,
            day=day,
            subject=f"{settings.INSTITUTION_SHORT_NAME} International: {subject}",
            text=render_to_string("mail/digest.txt", context),
            html=render_to_string("mail/digest.html", context),
            message_id=f"<digest.{person.pk}.{day:%Y%m%d}@{urlsplit(settings.SITE_URL).hostname}>",
        )
