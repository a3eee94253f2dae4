"""What became of the numbers of the university: who wrote which number, when, from how many to how many."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Window
from django.db.models.functions import Lag

from accounts.models import Unit
from core.history_deeds import deed_done, who_acted
from core.paging import Page
from insights.enums import NumberKind
from insights.models import UniversityNumber
from insights.models.parts import words_of_part
from reference.academic_years import AcademicYear

EVENTS = UniversityNumber.pgh_event_model


@dataclass(frozen=True)
class Deed:
    """``before`` None: it was entered; ``after`` None: it was removed."""

    at: datetime
    who: str
    did: str
    kind: str
    part: str
    unit: str
    year: AcademicYear
    before: int | None
    after: int | None
    source: str


def count_deeds() -> int:
    return EVENTS.objects.count()


def deeds_on(page: Page) -> list[Deed]:
    """Those of the page, the newest first, in two queries; a unit that is gone has no name any more."""
    before = Window(Lag("people"), partition_by=F("pgh_obj_id"), order_by=F("pgh_id").asc())
    events = EVENTS.objects.annotate(before=before).order_by("-pgh_id")[page.part]
    units = Unit.objects.in_bulk({event.unit_id for event in events})
    return [_deed(event, units.get(event.unit_id)) for event in events]


def _deed(event, unit: Unit | None) -> Deed:
    context = event.pgh_context or {}
    return Deed(
        at=event.pgh_created_at,
        who=who_acted(context),
        did=deed_done(context, was_made=event.pgh_label == "insert"),
        kind=str(NumberKind(event.kind).label),
        part=words_of_part(event.divided_by, event.part),
        unit=unit.name if unit else "–",
        year=AcademicYear(event.academic_year),
        before=event.people if event.pgh_label == "delete" else event.before,
        after=None if event.pgh_label == "delete" else event.people,
        source=event.source,
    )
