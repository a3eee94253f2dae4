"""Sensitive data are read on purpose, by the office alone, and each reading is written down (LG-08)."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import RightMissing
from mobility.models import Participant, SensitiveReading
from mobility.people.enums import Sensitive

VIEW_SENSITIVE = "mobility.view_sensitive"
STAYS_OPEN = timedelta(minutes=10)  # after the deliberate click; then it is asked for anew


def note_reading(participants: Iterable[Participant | int], subject: Sensitive, *, actor) -> int:
    """Record that ``actor`` reads ``subject`` of the ``participants``; returns of how many. ``RightMissing`` else."""
    if not actor.has_perm(VIEW_SENSITIVE):
        raise RightMissing(_("Only the international office reads these data."))
    keys = [each.pk if isinstance(each, Participant) else each for each in participants]
    rows = [SensitiveReading(reader=actor, subject=subject.value, participant_id=key) for key in keys]
    return len(SensitiveReading.objects.bulk_create(rows))


def has_just_asked(participant: Participant, *, actor) -> bool:
    """Whether ``actor`` asked for the sensitive data of ``participant`` a moment ago, and it was recorded."""
    since = timezone.now() - STAYS_OPEN
    return SensitiveReading.objects.filter(
        reader=actor, participant=participant, subject=Sensitive.PERSON, read_at__gte=since
    ).exists()
