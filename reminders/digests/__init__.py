"""One mail a person and rhythm: what came since the last one, in the order of urgency, in the person's language.

``told_dates`` reads what the dates are now and whose, ``parcels`` sorts what each person is told and what never is,
``words`` and ``letters`` say it, ``writing`` does it for everybody at once.
"""

from reminders.digests.writing import write_digests

__all__ = ["write_digests"]
