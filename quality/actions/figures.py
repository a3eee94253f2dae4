"""How many actions each person, or each process, has in which state, and how many of them are overdue."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from quality.actions.filters import NOBODY
from quality.enums import ActionState
from quality.models import ProcessVersion

NO_PROCESS = "none"


@dataclass(frozen=True)
class Line:
    """One person or process with its numbers; ``query`` narrows the list to it, "" where it cannot."""

    label: str
    detail: str
    query: str
    planned: int
    under_way: int
    done: int
    verified: int
    overdue: int
    no_date: int

    @property
    def open(self) -> int:
        return self.planned + self.under_way + self.done


def numbers_by(actions, path: str) -> list[dict]:
    """The counts of ``actions`` for each value of ``path``."""
    to_do = Q(state__in=ActionState.to_do)
    states = {state: Count("pk", filter=Q(state=state)) for state in ActionState.main_line}
    return list(
        actions.order_by()
        .values(path)
        .annotate(
            **states,
            overdue=Count("pk", filter=to_do & Q(due_on__lt=timezone.localdate())),
            no_date=Count("pk", filter=to_do & Q(due_on__isnull=True)),
        )
    )


def by_owner(actions) -> list[Line]:
    """Who has most overdue stands first; what nobody is responsible for above all."""
    found = numbers_by(actions, "owner")
    people = User.objects.in_bulk([row["owner"] for row in found if row["owner"]])
    lines = [
        _line(row, str(people.get(row["owner"], _("Nobody"))), "", f"owner={row['owner'] or NOBODY}") for row in found
    ]
    return sorted(lines, key=lambda line: (line.query != f"owner={NOBODY}", -line.overdue, -line.open, line.label))


def by_process(actions) -> list[Line]:
    """In the order of the catalogue, each with the title of its newest version."""
    found = numbers_by(actions, "process")
    newest = (
        ProcessVersion.objects.order_by("process_id", "-valid_from").distinct("process_id").select_related("process")
    )
    in_order = sorted(newest, key=lambda version: (version.process.position, version.process.code))
    numbers = {row["process"]: row for row in found}
    lines = [
        _line(numbers[version.process_id], version.process.code, version.title, f"process={version.process_id}")
        for version in in_order
        if version.process_id in numbers
    ]
    if None in numbers:
        lines.append(_line(numbers[None], _("No process"), "", ""))
    return lines


def _line(row: dict, label: str, detail: str, query: str) -> Line:
    counts = {name: row[name] for name in (*ActionState.main_line, "overdue", "no_date")}
    return Line(label, detail, query, **counts)
