"""What may be said of reports without saying whose: ratings of at least three, words that the office let through."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from django.db.models import Avg, Count, QuerySet
from django.utils.translation import gettext_lazy as _

from core.in_languages import english_or_swedish
from mobility.enums import Direction, MobilityState
from mobility.models import Mobility, ParticipantReport, ReportAnswer
from mobility.reports.enums import Audience
from partners.models import Institution
from reference.academic_years import AcademicYear

FEWEST = 3  # a mean of two tells each of them what the other said
MOST_WORDS = 60  # answers in words that one page reads, the newest
AT_FIRST = 3  # reports whose words stand open; those before them are unfolded
BACK = (MobilityState.COMPLETED, MobilityState.CLOSED)
WORDING = ("question__wording_en", "question__wording_sv")

WHOSE = {
    Audience.STUDENT: _("Students who were there"),
    Audience.STAFF: _("Staff who were there"),
    Audience.PROJECT: _("Projects with stays there"),
}


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
    shown = ParticipantReport.objects.shown()
    reports = shown.filter(mobility__in=stays).order_by().values("pk")
    of_projects = shown.filter(project__in=paid.values("project")).order_by().values("pk")
    return ReportAnswer.objects.filter(report__in=reports.union(of_projects, all=True))


def reports_in(answers: QuerySet[ReportAnswer]) -> list[ReportsOf]:
    """What ``answers`` say, kind of people by kind, without those who said nothing. Two queries."""
    found = {audience: ReportsOf(audience) for audience in Audience}
    for audience, rating in _ratings(answers):
        found[audience].ratings.append(rating)
    for audience, told in _told(answers):
        found[audience].told.append(told)
    return [one for one in found.values() if one.ratings or one.told]


def _ratings(answers) -> Iterable[tuple[Audience, Rating]]:
    rated = answers.filter(rating__isnull=False).order_by("question__position", "question")
    rows = rated.values_list("report__audience", "question", "question__position", *WORDING)
    means = rows.annotate(mean=Avg("rating"), reports=Count("pk")).filter(reports__gte=FEWEST)
    for audience, _question, _position, english, swedish, mean, reports in means:
        yield Audience(audience), Rating(english_or_swedish(english, swedish), Decimal(f"{mean:.1f}"), reports)


def _told(answers) -> Iterable[tuple[Audience, Told]]:
    """Newest first; the answers of one report stand together."""
    worded = answers.exclude(text="").order_by("-report__answered_at", "-report", "question__position")
    columns = ("report", "report__audience", "report__mobility__academic_year", "report__project__call_year")
    rows = worded.values_list(*columns, *WORDING, "text")[:MOST_WORDS]
    for (_report, audience, year, call), said in groupby(rows, key=lambda row: row[:4]):
        when = str(AcademicYear(year)) if year else str(call)
        yield Audience(audience), Told(when, tuple((english_or_swedish(*row[4:6]), row[6]) for row in said))
