"""What waits for a person's decision, as their desk shows it: one by one, and what is alike as one line that opens."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from reminders.decisions import WaitingDecision, decisions_for
from reminders.grouping import put_together, who
from reminders.sources import Act

MOST = 40  # that are read; the others come up as these are decided
MOST_MEMBERS = 12
MOST_SHOWN = 8  # lines; a fold holds the others


@dataclass(frozen=True)
class ShownDecision:
    """One decision with the moves that ``reader`` can make at once."""

    waiting: WaitingDecision
    reader: object

    is_group = False

    @property
    def acts(self) -> list[Act]:
        return self.waiting.acts(self.reader)

    @property
    def name_in_group(self) -> str:
        """What it is called among others of its kind."""
        return self.waiting.source.grouping.member(self.waiting)


@dataclass(frozen=True)
class DecisionGroup:
    """Decisions that are made together, the longest waiting first. ``is_cut``: there may be more than were read."""

    decisions: list[ShownDecision]
    is_cut: bool = False

    is_group = True

    @property
    def title(self) -> str:
        first, number = self.decisions[0].waiting, len(self.decisions)
        return first.source.grouping.title(first, number, f"{number}+" if self.is_cut else str(number))

    @property
    def who(self) -> str:
        """The first of them by name."""
        return who(self.decisions, lambda each: each.name_in_group, is_cut=self.is_cut)

    @property
    def since(self) -> date:
        """The day from which on the first of them waits."""
        return self.decisions[0].waiting.since

    @property
    def url(self) -> str:
        """The list of just these; "" where the room has none."""
        first = self.decisions[0].waiting
        return first.source.grouping.address(first)

    @property
    def shown(self) -> list[ShownDecision]:
        """As many as the desk opens, where a list has them all."""
        return self.decisions[:MOST_MEMBERS] if self.url else self.decisions


class DecisionsOf:
    """What ``reader`` may decide, the longest waiting first, at most ``MOST``."""

    def __init__(self, reader):
        found = decisions_for(reader, MOST + 1)
        self.is_cut = len(found) > MOST
        self._decisions = [ShownDecision(each, reader) for each in found[:MOST]]

    def __len__(self):
        return len(self._decisions)

    @property
    def count(self) -> str:
        """How many, as a figure."""
        return f"{len(self)}+" if self.is_cut else str(len(self))

    @cached_property
    def entries(self) -> list[ShownDecision | DecisionGroup]:
        """Line by line."""
        return [
            alike[0] if len(alike) == 1 else DecisionGroup(alike, self.is_cut)
            for alike in put_together(self._decisions, _alike)
        ]

    @property
    def shown(self) -> list[ShownDecision | DecisionGroup]:
        """The lines that are seen at once."""
        return self.entries[:MOST_SHOWN]

    @property
    def more(self) -> list[ShownDecision | DecisionGroup]:
        """Those in the fold."""
        return self.entries[MOST_SHOWN:]


def _alike(decision: ShownDecision) -> tuple | None:
    waiting = decision.waiting
    return None if waiting.group is None else (waiting.source_name, waiting.group)
