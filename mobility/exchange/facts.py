"""What a stay puts into each cell of an exchange file."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from mobility.enums import Activity
from mobility.exchange.enums import ExchangeFact, ExchangeForm
from mobility.models import Mobility
from mobility.rules.periods import funded_days
from partners.models import Institution

Ends = tuple[Institution | None, Institution | None]  # sending, receiving; a host that is no partner has no row


def ends_of(stay: Mobility, home: Institution) -> Ends:
    return (home, stay.partner) if stay.is_outgoing else (stay.partner, home)


def fact_of(stay: Mobility, fact: ExchangeFact | str, home: Institution) -> Any:
    """The value of ``fact`` for ``stay``; None or "" where it is not known."""
    if fact in PLAIN:
        return PLAIN[ExchangeFact(fact)](stay)
    side, _sign, what = str(fact).partition("_")
    institution = ends_of(stay, home)[("sending", "receiving").index(side)]
    if institution is None:
        return {"name": stay.host_name, "country": stay.host_country_id}.get(what, "")
    return OF_INSTITUTION[what](institution)


def written(value: Any, form: str) -> Any:
    """``value`` as the column wants it: text, number or date; None for an empty cell."""
    if value is None or value == "":
        return None
    if form == ExchangeForm.DATE_DMY and isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if form == ExchangeForm.YES_NO:
        return "Yes" if value else "No"
    if form == ExchangeForm.UPPER:
        return str(value).upper()
    if form == ExchangeForm.COMMA:
        return str(value).replace(".", ",")
    return ("Yes" if value else "No") if isinstance(value, bool) else value


def _days(stay: Mobility) -> int:
    return funded_days(*stay.presence, in_months=stay.activity in Activity.long_stays)


def _grant(stay: Mobility) -> Decimal | None:
    current = next((each for each in stay.calculations.all() if each.is_current), None)
    return current.total if current else None


PLAIN: dict[ExchangeFact, Callable[[Mobility], Any]] = {
    ExchangeFact.PROJECT_NUMBER: lambda stay: stay.project.number if stay.project else None,
    ExchangeFact.STAY_NUMBER: lambda stay: stay.pk,
    ExchangeFact.ACTIVITY: lambda stay: stay.get_activity_display(),
    ExchangeFact.GIVEN_NAME: lambda stay: stay.participant.given_name,
    ExchangeFact.FAMILY_NAME: lambda stay: stay.participant.family_name,
    ExchangeFact.EMAIL: lambda stay: stay.participant.email,
    ExchangeFact.BORN_ON: lambda stay: stay.participant.born_on,
    ExchangeFact.NATIONALITY: lambda stay: stay.participant.nationality_id,
    ExchangeFact.PERSON_CODE: lambda stay: stay.participant.person_code,
    ExchangeFact.LEVEL: lambda stay: stay.eqf_level,
    ExchangeFact.FIELD: lambda stay: stay.isced_field_id,
    ExchangeFact.STARTS_ON: lambda stay: stay.presence[0],
    ExchangeFact.ENDS_ON: lambda stay: stay.presence[1],
    ExchangeFact.DAYS: _days,
    ExchangeFact.TRAVEL_DAYS: lambda stay: stay.travel_days,
    ExchangeFact.DISTANCE: lambda stay: stay.distance_km,
    ExchangeFact.IS_GREEN: lambda stay: stay.is_green_travel,
    ExchangeFact.LANGUAGE: lambda stay: stay.language_id,
    ExchangeFact.HAS_VIRTUAL_PART: lambda stay: stay.has_virtual_part,
    ExchangeFact.ECTS: lambda stay: stay.ects,
    ExchangeFact.TEACHING_HOURS: lambda stay: stay.teaching_hours,
    ExchangeFact.IS_ZERO_GRANT: lambda stay: stay.is_zero_grant,
    ExchangeFact.GRANT_TOTAL: _grant,
}
OF_INSTITUTION: dict[str, Callable[[Institution], Any]] = {
    "name": lambda row: row.name,
    "oid": lambda row: row.oid,
    "code": lambda row: row.erasmus_code,
    "country": lambda row: row.country_id,
    "city": lambda row: row.city,
}
