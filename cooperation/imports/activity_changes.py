"""What one row writes of an activity, by the services of the room."""

from dataclasses import dataclass
from itertools import chain

from cooperation.activities.enums import ActivityState, OutputKind
from cooperation.activities.partners import PartnerValues, save_partners
from cooperation.activities.results import add_output
from cooperation.activities.services import change_activity, move_activity, plan_activity, tell_how_it_was
from cooperation.models import Activity

TO_HELD = {ActivityState.PLANNED: ("confirm", "hold"), ActivityState.CONFIRMED: ("hold",)}


@dataclass
class ActivityChange:
    """A new activity, or what changes of the one there is: ``partners`` come in, ``told`` is how it was."""

    existing: Activity | None
    fields: dict
    partners: list[PartnerValues]
    told: dict
    dois: list[str]
    override_reason: str = ""

    @property
    def is_empty(self) -> bool:
        return bool(self.existing) and not (self.fields or self.partners or self.told or self.dois)

    def write(self, actor, override_reason: str) -> Activity:
        """Raises what the services raise."""
        activity = self._planned(actor, override_reason)
        if self.told:
            for move in TO_HELD.get(activity.state, ()):
                activity = move_activity(activity, move, actor=actor)
            tell_how_it_was(activity, actor=actor, **self.told)
        for doi in self.dois:
            add_output(activity, actor=actor, kind=OutputKind.PUBLICATION, title=activity.title, doi=doi)
        return activity

    def _planned(self, actor, override_reason: str) -> Activity:
        by_whom = {"actor": actor, "override_reason": override_reason}
        if self.existing is None:
            return plan_activity(partners=self.partners, **by_whom, **self.fields)
        activity = self.existing
        if self.fields:
            activity = change_activity(activity, **by_whom, **self.fields)
        if self.partners:
            activity = save_partners(activity, rows=self._with_those_there(activity), **by_whom)
        return activity

    def _with_those_there(self, activity: Activity) -> list[PartnerValues]:
        """Nobody is taken out, and whom the row names has the role it says."""
        named = {row.institution.pk: row for row in self.partners}
        others = activity.partners.exclude(institution__in=named).select_related("institution")
        kept = [PartnerValues(row.institution, row.role, row.partner_unit) for row in others]
        return list(chain(kept, named.values()))
