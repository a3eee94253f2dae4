"""The table agencies ask for: recommendation, steps taken, timeline, notes; one row for each finding that asks."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quality.enums import FindingKind
from quality.models import Action, Finding, FollowUp
from quality.reviews.rights import readable_findings


@dataclass(frozen=True)
class TableRow:
    """Text for a person; ``steps`` and ``timeline`` have a line for each action."""

    finding: Finding
    steps: list[str]
    timeline: list[str]
    notes: str
    year_later: str

    @property
    def cells(self) -> list[str]:
        """As the papers and the spreadsheet have them, under ``headings``."""
        asked = f"{self.finding.number}. {self.finding.get_kind_display()}: {self.finding.text}"
        return [asked, "\n".join(self.steps), "\n".join(self.timeline), self.notes, self.year_later]


def headings() -> list[str]:
    return [_("Recommendation"), _("Steps taken"), _("Timeline"), _("Notes"), _("After one year")]


def table_of(follow_up: FollowUp, user) -> list[TableRow]:
    """In the order of their numbers, for who may read them; two queries."""
    asking = readable_findings(user, follow_up).filter(kind__in=FindingKind.asks_for_action)
    rows = asking.prefetch_related("actions__owner").order_by("number")
    return [_row(finding) for finding in rows]


def _row(finding: Finding) -> TableRow:
    actions = sorted(finding.actions.all(), key=_place)
    notes = " ".join(words for words in (finding.response, finding.no_action_because) if words)
    steps, timeline = [_step(action) for action in actions], [_day(action) for action in actions]
    return TableRow(finding, steps, timeline, notes, finding.year_later)


def _place(action: Action):
    return action.due_on is None, action.due_on or date.min, action.pk


def _step(action: Action) -> str:
    words = {"title": action.title, "state": action.get_state_display(), "person": action.owner or _("nobody yet")}
    return _("%(title)s (%(state)s, %(person)s)") % words


def _day(action: Action) -> str:
    return date_format(action.due_on) if action.due_on else _("no day yet")
