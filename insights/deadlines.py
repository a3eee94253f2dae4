"""What happens in insights by night (``reminders.nightly``)."""

from insights.kpis.nightly import count_by_night
from reminders.nightly import register_step

register_step("insights", count_by_night)
