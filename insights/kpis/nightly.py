from datetime import date

from insights.home.keeping import count_homes
from insights.kpis.keeping import count_key_figures
from reminders.nightly import StepReport


def count_by_night(on: date) -> StepReport:
    """Every key figure of the years kept and the homes, anew: what changed during the day, and a year that began."""
    count_key_figures()
    count_homes()
    return StepReport("insights")
