"""The registry of what waits for somebody's decision: each source is a queryset over a room's own rows.

The desk shows what a person may decide; the mails (``reminders.decision_mails``) tell those whose decision it is.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, CharField, DateTimeField, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from accounts.models import Unit
from core.statements import count_of, rows_of
from reminders.grouping import ALONE, Grouping, Naming
from reminders.sources import Act

COLUMNS = (
    "waiting_source",
    "waiting_object",
    "waiting_since",
    "waiting_unit",
    "waiting_role",
    "waiting_asker",
    "waiting_title",
    "waiting_page",
    "waiting_person",
    "waiting_detail",
    "waiting_group",
)
MOST = 100
SUBJECT = gettext_lazy("Waits for your decision: %(title)s")


@dataclass(frozen=True)
class DecisionSource:
    """One kind of decision about the rows of one model.

    ``rows()`` gives every row that waits for it; the queryset has ``visible_to(user)``. ``right`` is what one needs in
    the unit to decide, ``role`` whose decision it is (an ``accounts`` role, or the path to one): who holds that role in
    the unit or the nearest above it is told. ``unit``, ``since``, ``title`` and ``page`` are field paths in the
    rows: where, since which instant it waits, the words, the key of the page on which it is decided. ``asked_by``
    is who brought it up and is not told of it where anybody else can decide. ``person`` is whose it is in particular:
    as long as they, or who stands in for them, are reached, nobody else is told. ``detail`` are words of the row that
    the sentence needs. ``sentence(row)`` says, in the language active then, what is to be decided; ``subject`` is the
    subject of a mail about it alone. ``acts(row, user)`` are the moves that can be made at once, asking the database
    nothing. ``grouping`` lets alike rows stand as one, ``naming`` says that titles name people. ``office`` is the role
    of those who are told where nobody else can decide. Where the right does not go by the unit alone,
    ``decided_by(rows, user)`` gives the rows ``user`` may decide.
    """

    name: str
    label: str | Promise
    rows: Callable[[], Any]  # a QuerySet with visible_to(user)
    right: str
    role: str | Combinable
    since: str
    title: str | Combinable
    sentence: Callable[["WaitingDecision"], str]
    address: Callable[["WaitingDecision"], str]
    unit: str = ""
    page: str = "pk"
    asked_by: str | Combinable = ""
    person: str | Combinable = ""
    detail: str | Combinable = ""
    subject: str | Promise = SUBJECT
    acts: Callable[["WaitingDecision", Any], list[Act]] = lambda row, user: []
    grouping: Grouping = ALONE
    naming: Naming | None = None
    office: Role = Role.OFFICER
    decided_by: Callable[[QuerySet, Any], QuerySet] | None = None

    def waiting(self, rows: QuerySet) -> QuerySet:
        """``rows`` of the source as plain values (``COLUMNS``), alike for every source so that they can be united."""
        return (
            rows.annotate(
                waiting_source=Value(self.name, output_field=CharField()),
                waiting_object=Cast("pk", BigIntegerField()),
                waiting_since=Cast(self.since, DateTimeField()),
                waiting_unit=_key(self.unit),
                waiting_role=Cast(self.role, CharField()),
                waiting_asker=_key(self.asked_by),
                waiting_title=Cast(self.title, CharField()),
                waiting_page=_key(self.page),
                waiting_person=_key(self.person),
                waiting_detail=Cast(self.detail or Value(""), CharField()),
                waiting_group=self.grouping.column(),
            )
            .order_by()
            .values_list(*COLUMNS)
        )

    def decidable_by(self, user) -> QuerySet:
        """The rows ``user`` may read and has the right to decide."""
        rows = self.rows().visible_to(user)
        if self.decided_by is not None:
            return self.decided_by(rows, user)
        return rows.filter(**{f"{self.unit}__in": Unit.objects.where(user, self.right)}) if self.unit else rows


def _key(path: str | Combinable):
    value = F(path) if isinstance(path, str) and path else path or Value(None)
    return Cast(value, BigIntegerField())


@dataclass(frozen=True)
class WaitingDecision:
    """One row of one source, as ``DecisionSource.waiting`` gives it. ``asked_at`` is since when it waits."""

    source_name: str
    object_id: int
    asked_at: datetime
    unit_id: int | None
    role: str
    asker_id: int | None
    title: str
    page_id: int
    person_id: int | None = None
    detail: str = ""
    group: str | None = None

    @property
    def source(self) -> DecisionSource:
        return source(self.source_name)

    @property
    def since(self) -> date:
        return localdate(self.asked_at)

    @property
    def text(self) -> str:
        return str(self.source.sentence(self))

    @property
    def url(self) -> str:
        """Where it is decided; the decision stands first on that page."""
        return self.source.address(self)

    def acts(self, user) -> list[Act]:
        return self.source.acts(self, user)


_sources: dict[str, DecisionSource] = {}


def register(decision_source: DecisionSource):
    """Called by a room's ``decisions.py``."""
    _sources[decision_source.name] = decision_source


def sources() -> list[DecisionSource]:
    return list(_sources.values())


def source(name: str) -> DecisionSource:
    return _sources[name]


def decisions_for(user, most: int = MOST) -> list[WaitingDecision]:
    """What ``user`` may decide, longest waiting first, at most ``most``; one query over all sources."""
    return [WaitingDecision(*row) for row in rows_of(_statement_key(user, most), lambda: _longest_waiting(user, most))]


def decision_count(user) -> int:
    """How many decisions ``user`` may make; one query over all sources."""
    return count_of(_statement_key(user, "all"), lambda: _united(_parts(user)))


def _longest_waiting(user, most: int) -> QuerySet | None:
    order = ("waiting_since", "waiting_source", "waiting_object")
    parts = [part.order_by(*order)[:most] for part in _parts(user)]
    united = _united(parts)
    return united.order_by(*order)[:most] if united is not None and len(parts) > 1 else united


def _parts(user) -> list[QuerySet]:
    return [known.waiting(known.decidable_by(user)) for known in sources() if user.has_perm(known.right)]


def _united(parts: list[QuerySet]) -> QuerySet | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return parts[0].union(*parts[1:], all=True)


def _statement_key(user, about: Hashable) -> tuple:
    """What the statement follows from."""
    return tuple(map(id, sources())), user.pk, user.rights.key, about
