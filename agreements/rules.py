"""Rules of the field about agreements; each names its source in the reference."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.utils.translation import gettext as _

from agreements.enums import AgreementKind, NoticeRule, Renewal

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)  # beyond, a date is a typing error
MOST_MONTHS = 240
ENDS_OF_ACADEMIC_YEARS = ((6, 30), (8, 31))  # of the teaching, and of the Erasmus year (AG-07)
LEAST_OF_A_YEAR = 9  # months that are meant as an academic year
SHORTEST_MONTH = 28


def notice_date(rule: str, months: int | None, ends_on: date | None) -> date | None:
    """The last day on which notice still keeps the agreement from running past ``ends_on``.

    ``MONTHS``: so many months before the end. ``ERASMUS`` (AG-07): notice by 1 September of a year
    takes effect on 1 September of the next, so it is the last 1 September a full year before the
    end. None where there is no end or no rule.
    """
    if ends_on is None or rule == NoticeRule.NONE:
        return None
    if rule == NoticeRule.MONTHS:
        return ends_on - relativedelta(months=months or 0)
    year_before = ends_on - relativedelta(years=1)
    first_of_september = date(year_before.year, 9, 1)
    return first_of_september if first_of_september <= year_before else date(year_before.year - 1, 9, 1)


def renewed_end(ends_on: date, months: int, on: date, most: int | None) -> tuple[date, int]:
    """The last day after as many renewals of ``months`` each as reach ``on``, at most ``most``, and their number.

    An end on the last day of a month stays on the last day of its month.
    """
    is_end_of_month = (ends_on + timedelta(days=1)).day == 1
    count, end = 0, ends_on
    while end < on and (most is None or count < most):
        count += 1
        end = ends_on + relativedelta(months=months * count)
        if is_end_of_month:
            end += relativedelta(day=31)
    return end, count


def end_as_long(starts_on: date, ends_on: date) -> date:
    """The last day of a period that begins the day after ``ends_on`` and is as long as that from ``starts_on``.

    As people count: whole months stay whole months (29 February included). A period that ended with an academic year,
    and is not a whole number of years by three months at most, is followed by one that ends on the same day of the
    year: from November 2023 to 31 August 2026, then to 31 August 2029.
    """
    after = ends_on + timedelta(days=1)
    length = relativedelta(after, starts_on)
    if starts_on.day > SHORTEST_MONTH and after.day == 1 and length.days == 1 and (length.years or length.months):
        length -= relativedelta(days=1)  # 29 February 2024 to 28 February 2025 is a year
    beyond = length.months + length.days / 31  # whole years
    is_nearly_whole = beyond >= LEAST_OF_A_YEAR or beyond <= 12 - LEAST_OF_A_YEAR
    is_to_the_year = (ends_on.month, ends_on.day) in ENDS_OF_ACADEMIC_YEARS
    if is_to_the_year and is_nearly_whole and (length.years or beyond >= LEAST_OF_A_YEAR):
        return ends_on + relativedelta(years=length.years + (beyond >= LEAST_OF_A_YEAR))
    return after + length - timedelta(days=1)


def erasmus_limit() -> date:
    """Last day an Erasmus agreement of this programme period may have (AG-04; a setting)."""
    return date.fromisoformat(settings.ERASMUS_PROGRAMME_ENDS_ON)


def outlives_programme(kind: str, ends_on: date | None) -> bool:
    """Whether an Erasmus agreement would last beyond the programme it is made in (AG-04)."""
    return kind == AgreementKind.ERASMUS and ends_on is not None and ends_on > erasmus_limit()


def number_problem(number: str, shapes: Iterable[str] = ()) -> str:
    """A sentence when ``number`` follows neither the house's pattern (LG-05) nor a series' shape, else ""."""
    if not number or re.match(settings.AGREEMENT_NUMBER_PATTERN, number):
        return ""
    if any(re.fullmatch(shape, number) for shape in shapes):
        return ""
    return _("“%(number)s” does not look like a registration number of this university.") % {"number": number}


def period_problems(agreement) -> dict[str, str]:
    """What the database would refuse of the period, its renewal and its notice, each beside its field."""
    problems = {
        name: _("Give a date between %(first)s and %(last)s.") % {"first": EARLIEST.year, "last": LATEST.year}
        for name in ("starts_on", "ends_on")
        if (day := getattr(agreement, name)) and not EARLIEST <= day <= LATEST
    }
    if agreement.is_open_ended and agreement.ends_on:
        problems["is_open_ended"] = _("Give a last day, or say that there is none: not both.")
    if agreement.starts_on and agreement.ends_on and agreement.ends_on < agreement.starts_on:
        problems["ends_on"] = _("The last day lies before the first.")
    if agreement.renewal == Renewal.AUTOMATIC and not agreement.renewal_months:
        problems["renewal_months"] = _("Say for how many months it renews.")
    if agreement.notice_rule == NoticeRule.MONTHS and not agreement.notice_months:
        problems["notice_months"] = _("Say how many months before the end.")
    for name in ("renewal_months", "notice_months"):
        if (getattr(agreement, name) or 0) > MOST_MONTHS:
            problems[name] = _("At most %(months)s months are understood.") % {"months": MOST_MONTHS}
    return problems
