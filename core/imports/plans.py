"""What an import would do, row by row: the same plan is shown in the rehearsal and carried out."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class RowAction(models.TextChoices):
    CREATE = "create", _("New")
    UPDATE = "update", _("Changed")
    UNCHANGED = "unchanged", _("Already there")
    REFUSE = "refuse", _("Refused")


@dataclass
class RowPlan:
    """One row of the person's file. ``number`` is the one their spreadsheet programme shows.

    ``notes`` say what was understood or matched, ``doubts`` what a person should look at,
    ``reasons`` why the row is refused. ``payload`` is the importer's own and never stored.
    """

    number: int
    title: str
    action: str = RowAction.UNCHANGED
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    payload: Any = None

    def refuse(self, *sentences: str):
        """Add reasons; without any, nothing changes."""
        if not sentences:
            return
        self.action = RowAction.REFUSE
        self.reasons.extend(str(sentence) for sentence in sentences)

    @property
    def is_refused(self) -> bool:
        return self.action == RowAction.REFUSE


@dataclass
class Section:
    """Something to tell beside the rows: a title with the things it concerns."""

    title: str
    items: list[str]


@dataclass
class Plan:
    """The whole of an import. ``facts`` are (sentence part, count) for the summary, ``remarks`` sentences above it."""

    rows: list[RowPlan]
    facts: list[tuple[str, int]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    payload: Any = None

    @property
    def good_rows(self) -> list[RowPlan]:
        return [row for row in self.rows if not row.is_refused]

    @property
    def refused_rows(self) -> list[RowPlan]:
        return [row for row in self.rows if row.is_refused]

    @property
    def changes_nothing(self) -> bool:
        return not any(row.action in (RowAction.CREATE, RowAction.UPDATE) for row in self.rows)

    def counts(self) -> dict[str, int]:
        found = Counter(str(row.action) for row in self.rows)
        return {action: found[action] for action in RowAction.values}

    def as_report(self) -> dict:
        """JSON of everything a page shows, without payloads."""
        return {
            "counts": self.counts(),
            "doubtful": sum(1 for row in self.rows if row.doubts),
            "facts": [[str(label), count] for label, count in self.facts],
            "remarks": [str(remark) for remark in self.remarks],
            "changes_nothing": self.changes_nothing,
            "sections": [asdict(section) for section in self.sections],
            "rows": [
                {
                    "number": row.number,
                    "title": row.title,
                    "action": str(row.action),
                    "notes": row.notes,
                    "doubts": row.doubts,
                    "reasons": row.reasons,
                }
                for row in self.rows
            ],
        }
