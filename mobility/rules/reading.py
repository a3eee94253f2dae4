"""A case from outside (a JSON object): what is not understood becomes a finding, never an exception."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from mobility.enums import Activity, Direction, SchemeCode
from mobility.rules.cases import Case
from mobility.rules.findings import IN_THE_CASE, Finding, error

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FARTHEST = 20_040  # km: half the way around the globe
MOST_DAYS = 3_650
MOST_ECTS = 400
MOST_HOURS = 2_000
REQUIRED = ("scheme", "call_year", "activity", "sending_country", "receiving_country", "start_on", "end_on")


class NotUnderstood(Exception):
    """A value that the case cannot have; its text says what is expected."""


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise NotUnderstood(_("true or false"))
    return value


def _day(value: Any) -> date:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise NotUnderstood(_("a date as 2026-09-01"))
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise NotUnderstood(_("a date of the calendar, as 2026-09-01")) from None
    if not 1900 <= day.year < 2200:
        raise NotUnderstood(_("a date between 1900 and 2199"))
    return day


def _number(least: int, most: int) -> Callable[[Any], Decimal]:
    def read(value: Any) -> Decimal:
        is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        if not is_number or not least <= value <= most:  # NaN is not between anything
            raise NotUnderstood(_("a number from %(least)s to %(most)s") % {"least": least, "most": most})
        return Decimal(str(value))

    return read


def _whole(least: int, most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise NotUnderstood(_("a whole number from %(least)s to %(most)s") % {"least": least, "most": most})
        return value

    return read


def _one_of(choices) -> Callable[[Any], Any]:
    def read(value: Any):
        if not isinstance(value, str) or value not in choices.values:
            raise NotUnderstood(_("one of: %(choices)s") % {"choices": ", ".join(choices.values)})
        return choices(value)

    return read


def _country(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{2}", value):
        raise NotUnderstood(_("a country's two capital letters by ISO 3166, as SE"))
    return value


READERS: dict[str, Callable[[Any], Any]] = {
    "scheme": _one_of(SchemeCode),
    "call_year": _whole(2014, 2100),
    "activity": _one_of(Activity),
    "direction": _one_of(Direction),
    "sending_country": _country,
    "receiving_country": _country,
    "distance_km": _number(0, FARTHEST),
    "start_on": _day,
    "end_on": _day,
    "virtual_part": _flag,
    "ects": _number(0, MOST_ECTS),
    "eqf_level": _whole(5, 8),
    "one_cycle_programme": _flag,
    "earlier_days_in_cycle": _whole(0, MOST_DAYS),
    "complete_term": _flag,
    "fewer_opportunities": _flag,
    "green_travel": _flag,
    "teaching_hours": _number(0, MOST_HOURS),
    "combined_with_training": _flag,
    "agreement_in_force": _flag,
    "sending_charter": _flag,
    "receiving_charter": _flag,
    "zero_grant": _flag,
    "enrolled": _flag,
    "graduated_on": _day,
    "residence_country": _country,
    "other_eu_grant": _flag,
    "from_enterprise": _flag,
}


def read_case(raw: Any) -> tuple[Case | None, list[Finding]]:
    """The case in ``raw``, and what was not understood.

    An unknown key is told and passed over. A value that is impossible, or one that is needed and missing, leaves no
    case: nothing is guessed about money.
    """
    if not isinstance(raw, dict):
        return None, [error(IN_THE_CASE, _("A case is an object with names and values."))]
    given = {name: value for name, value in raw.items() if name != "id" and value is not None}
    unknown = [
        error(IN_THE_CASE, _("“%(name)s” is no part of a case.") % {"name": name})
        for name in given
        if name not in READERS
    ]
    values, refused = _read_values({name: value for name, value in given.items() if name in READERS})
    refused += [
        error(IN_THE_CASE, _("“%(name)s” is missing.") % {"name": name}) for name in REQUIRED if name not in given
    ]
    if not refused and values["end_on"] < values["start_on"]:
        refused.append(error(IN_THE_CASE, _("The last day, %(end_on)s, lies before the first, %(start_on)s.") % values))
    return (None if refused else Case(**values)), unknown + refused


def _read_values(given: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    values, refused = {}, []
    for name, value in given.items():
        try:
            values[name] = READERS[name](value)
        except NotUnderstood as expected:
            sentence = _("“%(name)s” is expected to be %(expected)s.")
            refused.append(error(IN_THE_CASE, sentence % {"name": name, "expected": expected}))
    return values, refused
