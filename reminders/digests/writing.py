"""Everybody's digests at once: a constant number of queries, and one person's fault keeps no mail from the others."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date

from django.db import DatabaseError, transaction

from reference.working_days import WorkingDays
from reminders import mentions
from reminders.decision_notices import mark_told, untold_for_digests
from reminders.digests.letters import compose
from reminders.digests.parcels import Parcel, parcels_of, soon_for_weekly_readers
from reminders.digests.readers import Readers
from reminders.digests.told_dates import read_told_dates
from reminders.digests.words import People
from reminders.enums import MailKind
from reminders.models import OutgoingMail
from reminders.post.lock import wait_to_write
from reminders.post.outbox import put_into_outbox

logger = logging.getLogger(__name__)

AT_A_TIME = 500

Written = list[tuple[Parcel, OutgoingMail]]


def write_digests(day: date, failures: dict[str, str]) -> int:
    """Put a mail into the outbox for everyone whose digest is due on ``day`` and who has something untold.

    Returns how many; none on a weekend, a public holiday or another day off. Mails and the marks on their notices
    are written together: both or neither. What a failing source noted stays untold until it can be read again; it
    and a person's mail that cannot be written are added to ``failures`` and keep no other from being told.
    """
    working_days = WorkingDays.now()
    if not working_days.is_one(day):
        return 0
    with transaction.atomic():
        wait_to_write()
        readers = Readers(day, working_days)
        decisions = readers.only_todays(untold_for_digests(day, failures))
        dates = read_told_dates(readers.notices, day, soon_for_weekly_readers(readers), failures)
        addressed = readers.only_todays(mentions.untold_mentions(day))
        parcels = parcels_of(readers, decisions, dates, addressed)
        is_whole = not failures
        written = write_parcels(parcels, day, failures)
        readers.mark(parcels, written)
        readers.note_weeks(parcels, written, is_whole=is_whole)
    return len(written)


def write_parcels(parcels: list[Parcel], day: date, failures: dict[str, str], kind: MailKind | None = None) -> Written:
    """Each parcel with something in it beside the mail it became, now in the outbox and marked on its decisions.

    ``kind`` is that of the reader's rhythm unless given. Those that cannot be composed are left out.
    """
    people = People.of(parcels, day)
    full = [parcel for parcel in parcels if not parcel.is_empty]

    def composed(parcel: Parcel) -> OutgoingMail:
        rhythm = MailKind.WEEKLY if parcel.wish.is_weekly else MailKind.DIGEST
        rhythm = MailKind.OFFICE if parcel.recipient_id is None else rhythm
        return compose(parcel, people, day, kind or rhythm)

    try:
        with transaction.atomic():
            written = _each(full, composed, failures, nullcontext)
    except DatabaseError:  # it has spoiled the transaction for all: now each gets a savepoint of its own
        written = _each(full, composed, failures, transaction.atomic)
    for start in range(0, len(written), AT_A_TIME):
        put_into_outbox(mail for _parcel, mail in written[start : start + AT_A_TIME])
    mark_told((untold, mail) for parcel, mail in written for untold in parcel.decisions)
    mentions.mark_told(untold for parcel, _mail in written for untold in parcel.mentions)
    return written


def _each(
    parcels: list[Parcel],
    composed: Callable[[Parcel], OutgoingMail],
    failures: dict[str, str],
    apart: Callable[[], AbstractContextManager],
) -> Written:
    written = []
    for parcel in parcels:
        try:
            with apart():
                written.append((parcel, composed(parcel)))
        except Exception as error:
            if isinstance(error, DatabaseError) and apart is nullcontext:
                raise
            logger.exception("The mail of person %s cannot be written", parcel.recipient_id)
            failures[f"digest {parcel.recipient_id}"] = f"{type(error).__name__}: {error}"
    return written
