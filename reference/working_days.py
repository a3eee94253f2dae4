"""Working days of the house: Monday to Friday, but for public holidays and days on which the university is closed."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings

from reference.models import ClosedDays
from reference.public_holidays import swedish_holidays

SATURDAY = 5
HOLIDAYS = {"SE": swedish_holidays}  # by the country whose law is followed: settings.PUBLIC_HOLIDAYS
LONGEST_CLOSURE = 366  # days; a calendar without an end in sight is no calendar


@dataclass(frozen=True)
class WorkingDays:
    """The calendar of ``WorkingDays.now()``: one query, whatever is asked. A closure is a first and a last day."""

    closures: list[tuple[date, date]] = field(default_factory=list)

    @classmethod
    def now(cls) -> "WorkingDays":
        """With the closed days that administrators have entered."""
        return cls(list(ClosedDays.objects.order_by().values_list("starts_on", "ends_on")))

    def is_one(self, day: date) -> bool:
        if day.weekday() >= SATURDAY or day in self._holidays(day.year):
            return False
        return not any(first <= day <= last for first, last in self.closures)

    def on_or_after(self, day: date) -> date:
        """``day`` itself or the next that is worked; ``day`` where none comes within a year."""
        days = (day + timedelta(days=number) for number in range(LONGEST_CLOSURE))
        return next((each for each in days if self.is_one(each)), day)

    def on_or_before(self, day: date) -> date:
        """``day`` itself or the last before it that is worked; ``day`` where none is within a year."""
        days = (day - timedelta(days=number) for number in range(LONGEST_CLOSURE))
        return next((each for each in days if self.is_one(each)), day)

    @staticmethod
    def _holidays(year: int) -> frozenset[date]:
        by_law = HOLIDAYS.get(settings.PUBLIC_HOLIDAYS)
        return by_law(year) if by_law else frozenset()
