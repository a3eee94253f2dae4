"""What agreements and mobility tell of a unit in a year: each figure counts its rows and no neighbour's."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from agreements.enums import AgreementState, Recommendation
from core.indicators import all_figures, figure_named, share_of
from mobility.enums import Activity, Direction, MobilityState, Term
from mobility.learning.enums import VersionState
from mobility.models import ComponentResult, ParticipantReport
from mobility.reports.enums import ReportState
from tests.agreements.factories import AgreementFactory, EvaluationFactory
from tests.mobility.factories import (
    LearningAgreementVersionFactory,
    LearningComponentFactory,
    MobilityFactory,
    SchemeFactory,
)

pytestmark = pytest.mark.django_db

YEAR = 2024


def figure(name, unit, year=YEAR):
    return figure_named(name).compute(unit, year)


def test_every_figure_answers_for_a_unit_without_rows(university):
    answers = {each.name: each.compute(university, YEAR) for each in all_figures()}
    assert {name for name, value in answers.items() if value is None} == {
        "agreements.evaluated",
        "mobility.recognised",
        "mobility.reports",
    }
    assert set(answers.values()) == {None, Decimal(0)}


def test_nothing_has_no_share():
    assert [share_of(0, 0), share_of(1, 3), share_of(0, 3)] == [None, Decimal("33.33"), Decimal(0)]


def test_agreements_in_force_on_the_last_day_are_read_from_their_dates(unit, faculty, other_unit):
    made = {"responsible_unit": unit, "starts_on": date(2020, 1, 1)}
    AgreementFactory(**made, ends_on=date(2025, 8, 31))
    AgreementFactory(**made, ends_on=date(2025, 9, 15), state=AgreementState.ENDED)
    AgreementFactory(**made, ends_on=date(2025, 8, 30), state=AgreementState.ENDED)
    AgreementFactory(responsible_unit=unit, starts_on=date(2025, 9, 1))
    AgreementFactory(**made, state=AgreementState.DRAFT)
    AgreementFactory(responsible_unit=other_unit, starts_on=date(2020, 1, 1))
    concerned = AgreementFactory(responsible_unit=other_unit, starts_on=date(2020, 1, 1))
    concerned.further_units.add(faculty)
    assert [figure("agreements.in_force", each) for each in (unit, faculty, other_unit)] == [2, 3, 2]


def test_agreements_of_the_year_under_way_count_as_they_stand_today(unit):
    today = timezone.localdate()
    AgreementFactory(responsible_unit=unit, starts_on=date(2020, 1, 1), ends_on=today)
    AgreementFactory(responsible_unit=unit, starts_on=date(2020, 1, 1), ends_on=today - timedelta(days=1))
    AgreementFactory(responsible_unit=unit, starts_on=date(2020, 1, 1), state=AgreementState.SUSPENDED)
    year_under_way = today.year if today.month >= 9 else today.year - 1
    assert figure("agreements.in_force", unit, year_under_way) == 1


def test_agreements_that_ended_count_unless_a_concluded_one_renews_them(unit):
    ended = {"responsible_unit": unit, "state": AgreementState.ENDED, "ends_on": date(2025, 5, 1)}
    AgreementFactory(**ended)
    AgreementFactory(responsible_unit=unit, predecessor=AgreementFactory(**ended), starts_on=date(2025, 5, 2))
    drafted_anew = AgreementFactory(**ended)
    AgreementFactory(responsible_unit=unit, predecessor=drafted_anew, state=AgreementState.DRAFT)
    AgreementFactory(**{**ended, "ends_on": date(2025, 9, 1)})
    assert figure("agreements.ended", unit) == 2
    assert figure("agreements.begun", unit) == 1


def test_evaluations_written_are_a_share_of_those_due_in_the_year(unit):
    agreement = AgreementFactory(responsible_unit=unit)
    written = {"submitted_at": timezone.now(), "recommendation": Recommendation.RENEW}
    EvaluationFactory(agreement=agreement, due_on=date(2024, 9, 1), **written)
    EvaluationFactory(agreement=agreement, due_on=date(2025, 8, 31))
    EvaluationFactory(agreement=agreement, due_on=date(2025, 9, 1), **written)
    assert figure("agreements.evaluated", unit) == 50


def test_stays_count_by_way_and_people_of_the_unit_and_year(unit, faculty, other_unit):
    done = {"unit": unit, "academic_year": YEAR, "state": MobilityState.CLOSED}
    MobilityFactory(**done)
    MobilityFactory(**done | {"unit": faculty, "state": MobilityState.COMPLETED})
    MobilityFactory(**done | {"state": MobilityState.UNDER_WAY})
    MobilityFactory(**done | {"academic_year": YEAR + 1})
    MobilityFactory(**done | {"unit": other_unit})
    MobilityFactory(**done, direction=Direction.INCOMING)
    MobilityFactory(**done, activity=Activity.TEACHING)
    names = ("students_out", "students_in", "staff_out", "staff_in")
    assert [figure(f"mobility.{name}", faculty) for name in names] == [2, 1, 1, 0]
    assert [figure(f"mobility.{name}", unit) for name in names] == [1, 1, 1, 0]


def test_the_balance_is_counted_in_semesters(unit):
    stays = {"unit": unit, "academic_year": YEAR, "state": MobilityState.CLOSED, "scheme": SchemeFactory()}
    MobilityFactory(**stays, direction=Direction.INCOMING, term=Term.FULL_YEAR)
    MobilityFactory(**stays, term=Term.AUTUMN)
    MobilityFactory(**stays, activity=Activity.TRAINEESHIP, term=Term.FULL_YEAR)
    assert figure("mobility.balance", unit) == 1


def test_credits_recognised_are_a_share_of_those_earned(unit):
    stay = MobilityFactory(unit=unit, academic_year=YEAR, state=MobilityState.COMPLETED)
    replaced = LearningAgreementVersionFactory(agreement__mobility=stay)
    note(replaced, earned=30, recognised=0)
    walk(replaced, VersionState.SUPERSEDED)
    valid = LearningAgreementVersionFactory(agreement=replaced.agreement, number=2)
    note(valid, earned=20, recognised=20)
    note(valid, earned=10, recognised=5)
    walk(valid, *VersionState.main_line[1:])
    assert figure("mobility.recognised", unit) == Decimal("83.33")


def note(version, *, earned, recognised):
    component = LearningComponentFactory(version=version)
    ComponentResult.objects.create(component=component, ects_earned=earned, ects_recognised=recognised)


def walk(version, *states):
    for state in states:
        type(version).objects.filter(pk=version.pk).update(state=state, signed_at=timezone.now())


def test_reports_received_are_a_share_of_those_asked_for(unit, other_unit):
    for number, (where, state) in enumerate(
        [(unit, ReportState.SHOWN), (unit, ReportState.KEPT_BACK), (unit, ReportState.ASKED), (other_unit, "shown")]
    ):
        ParticipantReport.objects.create(
            mobility=MobilityFactory(unit=where, academic_year=YEAR),
            state=state,
            to_address="x@example.org",
            token_hash=str(number),
            may_be_shown=True,
            expires_at=timezone.now(),
        )
    assert figure("mobility.reports", unit) == Decimal("66.67")
