"""What happens in insights by night (``reminders.nightly``), and the findings as dates that somebody keeps."""

from insights.findings.watched import SOURCE
from insights.nightly import count_by_night, look_by_night, see_to_reports_by_night
from reminders.nightly import register_step
from reminders.sources import register

register(SOURCE)
register_step("insights.findings", look_by_night)
register_step("insights", count_by_night)
register_step("insights.reports", see_to_reports_by_night)
