"""A made-up world to count in: units, agreements, people who go and come, drawn from one seed."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from insights.enums import NumberKind
from insights.kpis.all_measures import measure_of
from insights.kpis.divided import parts_of
from insights.kpis.shown import Figures
from insights.models import UniversityNumber
from mobility.enums import Activity, Direction, MobilityState, Term
from mobility.learning.enums import VersionState
from mobility.models import ComponentResult, StepKind
from reference.academic_years import AcademicYear
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory
from tests.mobility.factories import (
    GrantProjectFactory,
    InclusionNeedFactory,
    LearningAgreementFactory,
    LearningAgreementVersionFactory,
    LearningComponentFactory,
    MobilityFactory,
    ParticipantFactory,
    SchemeFactory,
    StayStepFactory,
)

THIS_YEAR = AcademicYear.current().first_year
STATES = [*MobilityState.values, MobilityState.UNDER_WAY, MobilityState.COMPLETED, MobilityState.CLOSED]


class World:
    """Every row as an instance, to be counted by hand: ``stays``, ``agreements``, ``conditions`` …"""

    def __init__(self, units, *, seed: int, stays: int = 90, agreements: int = 14):
        self.chance, self.units = Random(seed), units
        self.partners = [InstitutionFactory() for _each in range(4)]
        self.people = [ParticipantFactory() for _each in range(stays // 2)]
        self.scheme, self.project = SchemeFactory(is_balanced=True), GrantProjectFactory(unit=units[0])
        self.transcript = StepKind.objects.create(code="transcript-sent", name_en="Transcript of records sent")
        self.agreements = [self._agreement() for _each in range(agreements)]
        self.conditions = [
            ConditionFactory(agreement=each, people_per_year=self.chance.choice([None, 1, 3]))
            for each in self.agreements
        ]
        self.needs, self.signed, self.sent, self.results, self.stays = set(), {}, {}, {}, []
        for _each in range(stays):
            self._stay()
        self.numbers = {}

    def enter(self, kind: NumberKind, unit, year: int, people: int):
        UniversityNumber.objects.create(kind=kind, unit=unit, academic_year=year, people=people, source="by hand")
        self.numbers[kind, unit.pk, year] = people

    def _agreement(self):
        chance, today = self.chance, timezone.localdate()
        starts_on = chance.choice([None, today - timedelta(days=chance.randint(1, 1500))])
        ends_on = chance.choice([None, today + timedelta(days=chance.randint(-300, 500))])
        if starts_on and ends_on and ends_on < starts_on:
            ends_on = None
        return AgreementFactory(
            responsible_unit=chance.choice(self.units),
            kind=chance.choice(["erasmus", "moc", "student_exchange", "staff_exchange"]),
            state=chance.choice(["draft", "signed", "active", "active", "active", "notice_given", "ended"]),
            starts_on=starts_on,
            ends_on=ends_on,
            renewal=(renewal := chance.choice(["none", "none", "automatic"])),
            renewal_months=12 if renewal == "automatic" else None,
            partners=[chance.choice(self.partners)],
        )

    def _stay(self):
        chance, year = self.chance, THIS_YEAR - self.chance.randint(0, 3)
        starts_on = date(year, 9, 1) + timedelta(days=chance.randint(0, 60))
        condition = chance.choice([None, *self.conditions])
        stay = MobilityFactory(
            participant=chance.choice(self.people),
            unit=chance.choice(self.units),
            scheme=self.scheme,
            direction=chance.choice(Direction.values),
            activity=chance.choice([*Activity.values, Activity.STUDIES, Activity.STUDIES]),
            state=chance.choice(STATES),
            term=chance.choice(Term.values),
            partner=chance.choice(self.partners),
            academic_year=year,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=chance.randint(20, 200)),
            arrived_on=chance.choice([None, starts_on + timedelta(days=1)]),
            project=chance.choice([None, self.project]),
            is_zero_grant=chance.random() < 0.2,
            is_green_travel=chance.random() < 0.4,
            condition=condition,
            agreement=condition and condition.agreement,
        )
        self.stays.append(stay)
        if chance.random() < 0.3:
            InclusionNeedFactory(mobility=stay)
            self.needs.add(stay.pk)
        if chance.random() < 0.6:
            self._learning_agreement(stay)
        if chance.random() < 0.6:
            self.sent[stay.pk] = stay.ends_on + timedelta(days=chance.randint(20, 50))
            StayStepFactory(mobility=stay, kind=self.transcript, done_on=self.sent[stay.pk])

    def _learning_agreement(self, stay):
        day = stay.starts_on + timedelta(days=self.chance.randint(-20, 20))
        signed_at = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))
        version = LearningAgreementVersionFactory(agreement=LearningAgreementFactory(mobility=stay))
        self.signed[stay.pk] = day
        earned, counted = Decimal(self.chance.randint(6, 30)), Decimal(self.chance.randint(0, 6))
        component = LearningComponentFactory(version=version, ects=earned)
        for state in (VersionState.SIGNED_STUDENT, VersionState.SIGNED_SENDING, VersionState.SIGNED_ALL):
            type(version).objects.filter(pk=version.pk).update(state=state, signed_at=signed_at)
        ComponentResult.objects.create(component=component, ects_earned=earned, ects_recognised=counted)
        self.results[stay.pk] = (earned, counted)


def parts(code: str, unit, user, part: str = ""):
    """What is told of the parts of a figure, by name of the division and words of the part."""
    figures = Figures([unit], user)
    found = parts_of(figures.shown(measure_of(code, part), unit, THIS_YEAR), user=user)
    return {each.division.name: {row.words: (row.number, row.of) for row in each.rows} for each in found}
