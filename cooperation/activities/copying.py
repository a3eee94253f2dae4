"""What an activity that comes again takes over from the one before."""

from datetime import timedelta

from cooperation.activities.partners import PartnerValues
from cooperation.activities.querysets import PEOPLE
from cooperation.activities.series import next_edition
from cooperation.models import Activity
from partners.models import Institution

TAKEN_OVER = (
    *("title", "direction", "specialisation", "description", "series", "plan", "agreement", "network"),
    *("place", "city", "country", "planned_cost", "funding_source", "unit", "coordinator", "link"),
    *(f"planned_{who}" for who in PEOPLE),
)
A_YEAR = timedelta(weeks=52)  # the same days of the week


def offered_again(activity: Activity) -> dict:
    """The form of the next one, filled in: a year later, the next edition of its series."""
    columns = {name: Activity._meta.get_field(name).value_from_object(activity) for name in TAKEN_OVER}
    edition = next_edition(activity.series) if activity.series else None
    days = {"starts_on": activity.starts_on + A_YEAR, "ends_on": activity.ends_on + A_YEAR}
    return {**columns, **days, "edition": edition}


def kept_of(activity: Activity, *, but: Institution | None) -> list[PartnerValues]:
    """Its partners in their roles, to be those of the next one; ``but`` is named there already."""
    rows = activity.partners.select_related("institution").exclude(institution=but)
    return [PartnerValues(row.institution, row.role, row.partner_unit) for row in rows]
