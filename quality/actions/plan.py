"""The action plan of a follow-up, as agencies ask for it, and what earlier cycles have left to look at."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Prefetch

from quality.actions.board import forward_moves
from quality.enums import FindingKind
from quality.models import Action, ActionCheck, ActionNote, Finding, FollowUp

MOST_NOTES = 3


@dataclass(frozen=True)
class PlanRow:
    """One action with what its reader can do about it."""

    action: Action
    notes: list[ActionNote]
    moves: list[tuple[str, str]]

    @property
    def more_notes(self) -> int:
        return len(self.action.notes.all()) - len(self.notes)


@dataclass(frozen=True)
class PlanGroup:
    """A finding with its actions; without one, the actions agreed beside the findings."""

    finding: Finding | None
    rows: list[PlanRow]

    @property
    def lacks_action(self) -> bool:
        """Whether the finding asks for an action and has neither one nor a reason why not."""
        finding = self.finding
        if finding is None or self.rows:
            return False
        return finding.kind in FindingKind.asks_for_action and not finding.no_action_because


def plan_of(follow_up: FollowUp, user, *, runs: bool) -> list[PlanGroup]:
    """Every finding in its order with its actions, then the others; three queries."""
    noted = Prefetch("notes", ActionNote.objects.select_related("written_by"))
    actions = Action.objects.filter(follow_up=follow_up).select_related("unit", "owner", "finding", "verified_by")
    ordered = list(actions.prefetch_related(noted).soonest_first())
    by_finding: dict[int | None, list[PlanRow]] = {}
    for key, group in groupby(sorted(ordered, key=lambda row: row.finding_id or 0), key=lambda row: row.finding_id):
        by_finding[key] = [_row(action, user, runs=runs) for action in group]
    groups = [PlanGroup(finding, by_finding.get(finding.pk, [])) for finding in follow_up.findings.all()]
    return [*groups, *([PlanGroup(None, by_finding[None])] if None in by_finding else [])]


def _row(action: Action, user, *, runs: bool) -> PlanRow:
    return PlanRow(action, list(action.notes.all())[:MOST_NOTES], forward_moves(action, user, runs=runs))


def carried_into(follow_up: FollowUp):
    """What was taken over from earlier cycles: open ones first, by date; with how often each was carried."""
    related = ("action__unit", "action__owner", "action__follow_up", "action__verified_by", "checked_by")
    found = ActionCheck.objects.filter(follow_up=follow_up).select_related(*related)
    checks = list(found.annotate(times=Count("action__checks")))
    return sorted(checks, key=lambda check: (not _is_open(check), check.action.due_on is None, check.action.due_on))


def _is_open(check: ActionCheck) -> bool:
    return check.action.state not in ("verified", "cancelled")
