"""A project's stays in the shape of the Commission's import, by the columns that the table ``ExchangeColumn`` names."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import override

from mobility.enums import MobilityState
from mobility.exchange.enums import ExchangeFact
from mobility.exchange.facts import fact_of, written
from mobility.models import ExchangeColumn, GrantProject, Mobility
from mobility.people.reading import VIEW_SENSITIVE
from partners.models import Institution

IN_THE_FILE = MobilityState.takes_place
LANGUAGE = "en"  # of the Commission's tool, whatever the reader's


@dataclass(frozen=True)
class FileRow:
    """One stay as the file has it; ``missing`` are the headings that must be filled and are not."""

    stay: Mobility
    cells: list[Any]
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ProjectFile:
    columns: list[ExchangeColumn]
    rows: list[FileRow]

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    @property
    def unverified(self) -> list[ExchangeColumn]:
        """Columns whose heading is from memory: nobody has compared them with the tool."""
        return [column for column in self.columns if not column.is_verified]

    @property
    def incomplete(self) -> list[FileRow]:
        return [row for row in self.rows if row.missing]


def project_file(project: GrantProject, user, *, home: Institution) -> ProjectFile:
    """The stays of ``project`` that ``user`` may read and whose place is taken, in order of their first day.

    Whole grants contain what the office alone sees: for others the cells stay empty.
    """
    columns = list(ExchangeColumn.objects.filter(is_used=True))
    hidden = () if user.has_perm(VIEW_SENSITIVE) else (ExchangeFact.GRANT_TOTAL,)
    stays = Mobility.objects.visible_to(user).filter(project=project, state__in=IN_THE_FILE)
    stays = stays.select_related("participant", "project", "partner").prefetch_related("calculations")
    with override(LANGUAGE):
        return ProjectFile(columns, [_row(stay, columns, home, hidden) for stay in stays.order_by("starts_on", "pk")])


def _row(stay: Mobility, columns: list[ExchangeColumn], home: Institution, hidden: Collection[str]) -> FileRow:
    cells = [None if column.fact in hidden else _cell(stay, column, home) for column in columns]
    missing = [
        column.heading for column, cell in zip(columns, cells, strict=True) if column.is_required and cell is None
    ]
    return FileRow(stay, cells, missing)


def _cell(stay: Mobility, column: ExchangeColumn, home: Institution):
    if not column.fact:
        return column.constant or None
    return written(fact_of(stay, column.fact, home), column.form)
