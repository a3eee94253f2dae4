"""Public holidays by law, computed for any year.

Sweden: the Act on public holidays (1989:253). Midsummer Eve, Christmas Eve and New Year's Eve are no public
holidays, but the Annual Leave Act (1977:480, section 3 a) puts them on a par with Sundays, and nobody works.
"""

from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5
FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
DAYS_FROM_EASTER = (-2, 0, 1, 39, 49)  # Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday


@lru_cache(maxsize=200)
def swedish_holidays(year: int) -> frozenset[date]:
    """The days of ``year`` on which nobody works, beside ordinary Saturdays and Sundays."""
    easter = easter_sunday(year)
    midsummer, all_saints = _saturday_from(date(year, 6, 20)), _saturday_from(date(year, 10, 31))
    movable = {easter + timedelta(days=days) for days in DAYS_FROM_EASTER}
    fixed = {date(year, month, day) for month, day in FIXED}
    return frozenset(movable | fixed | {midsummer - timedelta(days=1), midsummer, all_saints})


def easter_sunday(year: int) -> date:
    """By the Gregorian computus (Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, remainder = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    weekday = (32 + 2 * remainder + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(first: date) -> date:
    """The first Saturday on or after ``first``."""
    return first + timedelta(days=(SATURDAY - first.weekday()) % 7)
