"""The mail at once: what has come up for somebody's decision, one mail a person for all that is new."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from reminders.decision_notices import UntoldDecision, untold_at_once
from reminders.digests.parcels import Parcel
from reminders.digests.writing import write_parcels
from reminders.enums import MailKind
from reminders.models import Subscription
from reminders.post.lock import may_write_now


def tell_decisions(now: datetime | None = None, failures: dict[str, str] | None = None) -> int:
    """Put a mail into the outbox for everyone with a new decision to make; returns how many.

    Asked each minute, it costs a few small queries. While digests or another round of it are being written it does
    nothing: the next minute does. What cannot be read or composed is added to ``failures`` and tried again then.
    """
    failures = {} if failures is None else failures
    on = timezone.localdate(now or timezone.now())
    with transaction.atomic():
        if not may_write_now():
            return 0
        parcels = _parcels(untold_at_once(on, failures))
        return len(write_parcels(parcels, on, failures, MailKind.DECISION)) if parcels else 0


def _parcels(untold: list[UntoldDecision]) -> list[Parcel]:
    parcels: dict[int, Parcel] = {}
    for each in untold:
        key = each.recipient_id
        parcels.setdefault(key, Parcel(key, Subscription(user_id=key))).decisions.append(each)
    return list(parcels.values())
