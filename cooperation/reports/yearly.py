"""What one year brought under a work plan, an agreement or in a unit, counted and listed."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.models import Unit
from agreements.models import Agreement
from cooperation.activities.enums import ActivityState
from cooperation.models import Activity, Output, PlanGoal, WorkPlan

YEARS = range(2000, 2100)


@dataclass(frozen=True)
class YearOfCooperation:
    """The activities with a day in ``year`` that ``user`` may read, of ``about``; a unit's with those below it."""

    about: WorkPlan | Agreement | Unit
    year: int
    user: object

    @property
    def title(self) -> str:
        return _("Cooperation %(year)s: %(about)s") % {"year": self.year, "about": self.about}

    @cached_property
    def activities(self):
        """In the order of their days; what was cancelled is not among them."""
        rows = Activity.objects.visible_to(self.user).touching(date(self.year, 1, 1), date(self.year, 12, 31))
        found = rows.filter(**self._of_it()).exclude(state=ActivityState.CANCELLED)
        return found.order_by("starts_on", "pk")

    def _of_it(self) -> dict:
        if isinstance(self.about, Unit):
            return {"unit__in": Unit.objects.within([self.about.path])}
        return {"plan" if isinstance(self.about, WorkPlan) else "agreement": self.about}

    @cached_property
    def held(self):
        return self.activities.filter(state__in=ActivityState.took_place)

    @cached_property
    def sums(self) -> dict:
        return self.activities.sums()

    @cached_property
    def outputs(self) -> list[Output]:
        """What came out of them, or is dated in the year."""
        return list(Output.objects.filter(activity__in=self.activities).select_related("activity")[:200])

    @cached_property
    def goals(self) -> list[PlanGoal]:
        """Of a work plan alone: a goal counts over the whole of its period."""
        return list(self.about.goals.with_done()) if isinstance(self.about, WorkPlan) else []
