"""What may be said of reports without saying whose: ratings of at least three, words that the office let through."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import mean
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.in_languages import english_or_swedish
from mobility.enums import Direction, MobilityState
from mobility.models import Mobility, ParticipantReport, ReportAnswer
from mobility.reports.enums import Audience
from mobility.reports.sentences import without
from partners.models import Institution
from reference.academic_years import AcademicYear

FEWEST = 3  # a mean of two tells each of them what the other said
MOST_ANSWERS = 700  # that one page reads, the newest: a hundred reports
MOST_TOLD = 20  # reports whose words one page holds
AT_FIRST = 3  # reports whose words stand open; those before them are unfolded
BACK = (MobilityState.COMPLETED, MobilityState.CLOSED)
COLUMNS = (
    *("report", "report__audience", "report__mobility__academic_year", "report__project__call_year"),
    *("question", "question__position", "question__wording_en", "question__wording_sv", "rating", "text"),
    "left_out",
)

WHOSE = {
    Audience.STUDENT: _("Students who were there"),
    Audience.STAFF: _("Staff who were there"),
    Audience.PROJECT: _("Projects with stays there"),
}


class Answer(NamedTuple):
    """One row of ``COLUMNS``."""

    report: int
    audience: str
    year: int | None
    call: int | None
    question: int
    position: int
    english: str
    swedish: str
    rating: int | None
    text: str
    left_out: list[int]

    @property
    def wording(self) -> str:
        return english_or_swedish(self.english, self.swedish)

    @property
    def told(self) -> str:
        """The words as others may read them."""
        return without(self.text, self.left_out)

    @property
    def when(self) -> str:
        """The academic year of a stay, the call of a project."""
        return str(AcademicYear(self.year)) if self.year else str(self.call)


@dataclass(frozen=True)
class Rating:
    """The mean of one question, from 1 (bad) to 5 (very good), over ``count`` shown reports."""

    wording: str
    mean: Decimal
    count: int


@dataclass(frozen=True)
class Told:
    """The words of one report: when it was, and (question, answer). Whose it is, is not known here."""

    when: str
    answers: tuple[tuple[str, str], ...]
    is_shortened: bool = False


@dataclass
class ReportsOf:
    """What one kind of people said."""

    audience: Audience
    ratings: list[Rating] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    @property
    def whose(self) -> str:
        return str(WHOSE[self.audience])

    @property
    def at_first(self) -> list[Told]:
        return self.told[:AT_FIRST]

    @property
    def earlier(self) -> list[Told]:
        return self.told[AT_FIRST:]


def answers_about(partner: Institution) -> QuerySet[ReportAnswer]:
    """Answers of shown reports on stays *at* ``partner``, and on the projects that paid such stays.

    Who came from there to us tells of us, not of the partner.
    """
    stays = Mobility.objects.filter(partner=partner, direction=Direction.OUTGOING)
    paid = stays.filter(project__isnull=False, state__in=BACK)
    shown = ParticipantReport.objects.shown().order_by()
    of_stays = shown.filter(mobility__in=stays).values("pk")
    of_projects = shown.filter(project__in=paid.values("project")).values("pk")
    return ReportAnswer.objects.filter(report__in=of_stays.union(of_projects, all=True))


def reports_in(answers: QuerySet[ReportAnswer]) -> list[ReportsOf]:
    """What the newest ``answers`` say, kind of people by kind, without those who said nothing. One query."""
    found = {audience: ReportsOf(audience) for audience in Audience}
    newest = answers.order_by("-report__answered_at", "-report", "question__position", "question")
    rows = [Answer(*row) for row in newest.values_list(*COLUMNS)[:MOST_ANSWERS]]
    for audience, of_people in _grouped(rows, "audience").items():
        found[Audience(audience)].ratings = _ratings(of_people)
        found[Audience(audience)].told = _told(of_people)
    return [one for one in found.values() if one.ratings or one.told]


def _grouped(rows: Iterable[Answer], name: str) -> dict[Any, list[Answer]]:
    """The rows by their value of ``name``, in the order of the first of each."""
    groups: dict[Any, list[Answer]] = {}
    for row in rows:
        groups.setdefault(getattr(row, name), []).append(row)
    return groups


def _ratings(rows: list[Answer]) -> list[Rating]:
    """In the order of the questions."""
    rated = sorted((row for row in rows if row.rating is not None), key=lambda row: (row.position, row.question))
    return [
        Rating(same[0].wording, Decimal(f"{mean(row.rating for row in same if row.rating):.1f}"), len(same))
        for same in _grouped(rated, "question").values()
        if len(same) >= FEWEST
    ]


def _told(rows: list[Answer]) -> list[Told]:
    """Newest first; the answers of one report stand together."""
    worded = _grouped((row for row in rows if row.told), "report").values()
    return [
        Told(said[0].when, tuple((row.wording, row.told) for row in said), any(row.left_out for row in said))
        for said in worded
    ][:MOST_TOLD]
