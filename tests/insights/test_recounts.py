"""Parts of the annual report and pictures, counted a second time the slow, obvious way on generated rows."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.utils import timezone

from accounts.enums import Role
from agreements.enums import AgreementState
from cooperation.activities.enums import ActivityState
from insights.enums import NumberKind
from insights.kpis.keeping import count_key_figures
from insights.models import UniversityNumber
from insights.pictures import drawn
from insights.reports import yearly
from insights.reports.asked import Asked
from mobility.enums import MobilityState
from mobility.models import GrantCalculation, GrantPayment
from quality.enums import ActionState, FollowUpState
from reference.academic_years import AcademicYear
from tests.cooperation.factories import ActivityFactory
from tests.insights.worlds import THIS_YEAR, World, parts
from tests.mobility.factories import (
    ApplicantFactory,
    ApplicationRoundFactory,
    BipFactory,
    BudgetLineFactory,
    GrantCalculationFactory,
    GrantLineFactory,
)
from tests.quality.factories import ActionFactory, FollowUpFactory, ProcessFactory, ProcessVersionFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


@pytest.fixture
def world(kpis, university, unit, other_unit):
    return World([unit, other_unit], seed=23, stays=120, agreements=24)


def day_between(chance: Random, first: date, last: date) -> date:
    return first + timedelta(days=chance.randint(0, (last - first).days))


def held_on(agreement, day: date) -> bool:
    if day >= TODAY() and agreement.state not in AgreementState.in_force:
        return False
    if agreement.state not in AgreementState.concluded or (agreement.starts_on and agreement.starts_on > day):
        return False
    return agreement.ends_on >= day if agreement.ends_on else agreement.state != AgreementState.ENDED


@pytest.mark.parametrize("back", [0, 1, 2])
def test_agreements_and_partners_of_a_year_are_those_that_held_on_its_last_day(world, unit, officer, back):
    year = AcademicYear(THIS_YEAR - back)
    asked, day = Asked(unit, officer, year.first_year), min(year.ends_on, TODAY())
    held = [each for each in world.agreements if each.responsible_unit == unit and held_on(each, day)]
    partners = Counter(party.institution.name for each in held for party in each.parties.all() if not party.is_home)

    assert held
    assert yearly.agreements(asked).facts[0][1] == str(len(held))
    assert {name: int(count) for name, _country, count in yearly.partners(asked).rows} == partners
    assert bool(yearly.agreements(asked).paragraphs) == bool(back)


def test_programmes_and_activities_of_a_year_are_those_of_the_rows(university, unit, other_unit, officer):
    chance, year = Random(31), AcademicYear(THIS_YEAR - 1)
    units, bips, activities = [unit, other_unit], [], []
    for _each in range(40):
        first = day_between(chance, year.starts_on - timedelta(days=90), year.ends_on + timedelta(days=90))
        last = first + timedelta(days=chance.randint(0, 120))
        where, state = chance.choice(units), chance.choice(ActivityState.values)
        kind = chance.choice(["seminar", "summer_school"])
        activities.append(ActivityFactory(unit=where, state=state, kind=kind, starts_on=first, ends_on=last))
        bips.append(BipFactory(unit=chance.choice(units), academic_year=year.first_year + chance.randint(-1, 1)))
    asked = Asked(unit, officer, year.first_year)
    titles = {each.title for each in bips if each.unit == unit and each.academic_year == year.first_year}
    kinds = Counter(
        each.get_kind_display()
        for each in activities
        if each.unit == unit
        and each.state in ("held", "reported")
        and any(year.starts_on <= each.starts_on + timedelta(days=n) <= year.ends_on for n in range(121))
        and each.ends_on >= year.starts_on
        and each.starts_on <= year.ends_on
    )

    assert {row[0] for row in yearly.bips(asked).rows} == titles
    assert {bar.label: int(bar.figure) for bar in yearly.activities(asked).bars} == kinds


def test_actions_stand_as_their_rows_say(university, unit, other_unit, officer):
    chance = Random(37)
    rows = [
        ActionFactory(
            unit=chance.choice([unit, other_unit]),
            owner=officer,
            process=ProcessFactory(),
            state=chance.choice(ActionState.values),
            due_on=TODAY() + timedelta(days=chance.randint(-60, 60)),
        )
        for _each in range(40)
    ]
    own = [each for each in rows if each.unit == unit]
    overdue = sum(each.state in ("planned", "under_way") and each.due_on < TODAY() for each in own)
    by_hand = Counter(str(ActionState(each.state).label) for each in own)

    *states, (_label, told) = yearly.actions(Asked(unit, officer, THIS_YEAR)).facts
    assert {label: int(count) for label, count in states} == by_hand
    assert int(told) == overdue


def test_flows_in_are_those_of_the_rows(world, officer):
    newest = max(stay.academic_year for stay in world.stays if stay.state in MobilityState.went)
    by_hand = Counter(
        (str(stay.partner.country), str(stay.unit))
        for stay in world.stays
        if stay.state in MobilityState.went and stay.academic_year == newest and stay.direction == "incoming"
    )
    chart = drawn.flows_in(officer, is_leaving=False)
    assert {(flow.source, flow.target): flow.count for flow in chart.flows} == by_hand


def test_the_wheel_has_the_follow_ups_of_the_rows(university, unit, other_unit, person):
    chance, years = Random(41), range(THIS_YEAR - 4, THIS_YEAR + 7)
    versions = [ProcessVersionFactory(process=ProcessFactory(code=code)) for code in ("QU-1", "QU-2", "QU-3")]
    rows = {}
    for _each in range(60):
        where, version, year = chance.choice([unit, other_unit]), chance.choice(versions), chance.choice(years)
        if (where, version, year) not in rows:
            state = chance.choice(FollowUpState.values)
            rows[where, version, year] = FollowUpFactory(unit=where, version=version, academic_year=year, state=state)
    chart = drawn.wheel(person(Role.QUALITY_OFFICER, university), is_leaving=False)
    told = {
        (ring.label, sector): sum(int(part.split(" ", 1)[0]) for part in field.short.split(", "))
        for ring in chart.rings
        for sector, field in zip(chart.sectors, ring.fields, strict=True)
        if field
    }
    shown = range(THIS_YEAR - drawn.YEARS_BACK, THIS_YEAR + drawn.YEARS_AHEAD + 1)
    assert told == Counter(
        (row.process.code, str(AcademicYear(row.academic_year))) for row in rows.values() if row.academic_year in shown
    )


def test_the_burn_of_a_budget_is_that_of_its_grants_and_payments(world, officer):
    chance, project = Random(43), world.project
    funded = [stay for stay in world.stays if stay.project == project]
    for purpose, granted in (("students", 90_000), ("staff", 8_000)):
        BudgetLineFactory(project=project, purpose=purpose, granted=granted)
    for stay in funded:
        total = Decimal(chance.randint(100, 900))
        calculation = GrantCalculationFactory(mobility=stay, total=total, public_total=total)
        GrantLineFactory(calculation=calculation, amount=total)
        if chance.random() < 0.5:
            amount = total * chance.choice([1, Decimal("0.7")])
            GrantPayment.objects.create(
                mobility=stay, calculation=calculation, instalment=1, amount=amount, paid_on=TODAY()
            )
    counted = {stay.pk for stay in funded if stay.state in MobilityState.takes_place}
    promised = sum(row.total for row in GrantCalculation.objects.all() if row.mobility_id in counted)
    paid = sum(row.amount for row in GrantPayment.objects.all() if row.mobility_id in counted)

    (bar,) = drawn.burn(officer, is_leaving=False).bars
    assert [part.count for part in bar.parts] == [round(paid), round(promised - paid), round(98_000 - promised)]


def of(counted, whole) -> str:
    return f"{counted:,} of {whole:,}"


def test_agreements_in_force_by_faculty_are_those_of_the_rows(world, university, faculty, unit, other_unit, officer):
    count_key_figures(kpis=["KPI-08"], years=[THIS_YEAR])
    held = [each for each in world.agreements if held_on(each, TODAY())]
    by_hand = Counter(faculty.name if each.responsible_unit == unit else other_unit.name for each in held)
    told = parts("KPI-08", university, officer)["faculty"]

    assert {name: int(number) for name, (number, _of) in told.items()} == by_hand


def test_places_by_agreement_are_those_of_the_rows(world, university, officer):
    count_key_figures(kpis=["KPI-11"], years=[THIS_YEAR])
    counted, places = Counter(), Counter()
    year = AcademicYear(THIS_YEAR)
    for row in world.conditions:
        agreement = row.agreement
        over = agreement.ends_on < year.starts_on if agreement.ends_on else agreement.state == AgreementState.ENDED
        begun = agreement.starts_on is None or agreement.starts_on <= year.ends_on
        if agreement.state in AgreementState.concluded and begun and not over and row.people_per_year is not None:
            places[row.agreement_id] += row.people_per_year
            counted[row.agreement_id] += sum(
                stay.condition_id == row.pk
                and stay.direction == "outgoing"
                and stay.academic_year == THIS_YEAR
                and stay.state in MobilityState.takes_place
                for stay in world.stays
            )
    told = parts("KPI-11", university, officer)["agreement"]
    assert sorted(row[1] for row in told.values()) == sorted(of(counted[key], places[key]) for key in places)
    assert sum(counted.values())


def test_credits_by_programme_are_those_of_the_rows(world, university, unit, officer):
    chance, named = Random(47), {}
    round_of = ApplicationRoundFactory(unit=unit)
    for stay in world.stays:
        named[stay.pk] = chance.choice(["Computing", "Game art", "", None])
        if named[stay.pk] is not None:
            ApplicantFactory(round=round_of, stay=stay, programme=named[stay.pk])
    count_key_figures(kpis=["KPI-12"], years=[THIS_YEAR])
    recognised, earned = Counter(), Counter()
    for stay in world.stays:
        if stay.pk in world.results and stay.direction == "outgoing" and stay.academic_year == THIS_YEAR:
            programme = named[stay.pk] or "not said"
            earned[programme] += world.results[stay.pk][0]
            recognised[programme] += world.results[stay.pk][1]

    assert len(earned) > 1
    told = parts("KPI-12", university, officer)["programme"]
    assert {name: row[1] for name, row in told.items()} == {key: of(recognised[key], earned[key]) for key in earned}


def test_graduates_by_level_gender_and_programme_are_the_sums_of_the_units(
    kpis, university, faculty, unit, other_unit, officer
):
    """Programmes are each unit's own; a level or gender that one unit does not tell is not told of the whole."""
    chance, sums = Random(53), {}
    for where in (unit, other_unit):
        for kind in (NumberKind.GRADUATES_ABROAD, NumberKind.GRADUATES):
            most = 400 if kind == NumberKind.GRADUATES else 100
            rows = [("", "", most * 4), ("level", "6", 2 * most), ("level", "7", most)]
            rows += [("programme", f"Of {where.code}", most), ("gender", "women", most)][: 1 if where == unit else 2]
            for way, part, top in rows:
                people = top - chance.randint(0, 50)
                UniversityNumber.objects.create(
                    kind=kind, unit=where, academic_year=THIS_YEAR, divided_by=way, part=part, people=people, source="-"
                )
                sums.setdefault((way, part), Counter())[kind] += people
    count_key_figures(kpis=["KPI-01"], years=[THIS_YEAR])
    told = parts("KPI-01", university, officer)

    def by_hand(way, part):
        return of(sums[way, part][NumberKind.GRADUATES_ABROAD], sums[way, part][NumberKind.GRADUATES])

    assert {name: row[1] for name, row in told["level"].items()} == {
        "EQF 6, bachelor": by_hand("level", "6"),
        "EQF 7, master": by_hand("level", "7"),
    }
    assert {name: row[1] for name, row in told["programme"].items()} == {
        f"Of {where.code}": by_hand("programme", f"Of {where.code}") for where in (unit, other_unit)
    }
    assert "gender" not in told
