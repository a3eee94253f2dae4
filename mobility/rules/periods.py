"""How the programme counts days: a month is 30 days (TR-10)."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

DAYS_OF_A_MONTH = 30


def calendar_days(start_on: date, end_on: date) -> int:
    """Both ends included."""
    return (end_on - start_on).days + 1


def funded_days(start_on: date, end_on: date, *, in_months: bool) -> int:
    """Length of a stay in days.

    With ``in_months`` (long stays of students) a stay of more than 30 calendar days counts its whole months from the
    first day as 30 days each, and the days that remain: 1 September to 18 January is 4 months and 18 days, 138 days.
    """
    days = calendar_days(start_on, end_on)
    if not in_months or days <= DAYS_OF_A_MONTH:
        return days
    months, rest = months_and_days(start_on, end_on)
    return months * DAYS_OF_A_MONTH + rest


def months_and_days(start_on: date, end_on: date) -> tuple[int, int]:
    """Whole months counted from ``start_on``, and the days after them; ``end_on`` is the last day abroad."""
    after = end_on + timedelta(days=1)
    months = (after.year - start_on.year) * 12 + after.month - start_on.month
    if start_on + relativedelta(months=months) > after:
        months -= 1
    return months, (after - (start_on + relativedelta(months=months))).days
