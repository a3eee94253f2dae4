"""What may be moved between the lines of a budget (ICM-08), and what a project has promised, paid and left."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core.errors import PortalError, RightMissing
from mobility.enums import MobilityState, ProjectState
from mobility.models import BudgetLine, BudgetTransfer, GrantCalculation, GrantLine, GrantPayment, GrantProject
from mobility.projects.forecast import Forecast
from mobility.projects.period import unusual_period
from mobility.projects.services import (
    begin_project,
    change_project,
    move_project,
    remove_budget_line,
    save_budget_line,
    transfer,
)
from mobility.projects.share import international_share
from mobility.projects.transfers import amount_of
from mobility.rules.book import RuleBook
from mobility.supplied import DATA
from reference.loading import TABLES, supplied_tables
from tests.mobility.factories import (
    BudgetLineFactory,
    GrantProjectFactory,
    InstitutionFactory,
    MobilityFactory,
    SchemeFactory,
)
from tests.reference.factories import CountryFactory
from tests.supplied import load

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts(db):
    load((*TABLES, *(each for each in supplied_tables() if each.folder == DATA)))


@pytest.fixture
def icm(facts, university):
    """10,000 euro for incoming and 10,000 for outgoing students of two countries of one region."""
    project = GrantProjectFactory(unit=university, scheme=SchemeFactory(code="icm", rules="KA171"))
    lines = {
        (direction, country): BudgetLineFactory(project=project, direction=direction, country_id=country)
        for direction in ("incoming", "outgoing")
        for country in ("AL", "BA")
    }
    return project, lines


def move(project, source, target, amount, actor, **given):
    return transfer(
        project, actor=actor, source=source, target=target, amount=Decimal(amount), reason="Fewer came", **given
    )


def test_at_most_forty_per_cent_go_from_one_direction_to_the_other(icm, officer):
    project, lines = icm
    one, other = lines["incoming", "AL"], lines["outgoing", "AL"]
    move(project, one, other, 10_000, officer)
    back = {"source": other, "target": one}
    move(project, amount=6_000, actor=officer, **back)  # 16,000 of 40,000 have crossed: forty per cent exactly
    with pytest.raises(PortalError, match="at most 40 per cent"):
        move(project, amount="0.01", actor=officer, **back)
    move(project, amount="0.01", actor=officer, amended_on=date(2026, 3, 1), **back)
    assert amount_of(one) == Decimal("6000.01")


def test_between_countries_of_a_region_the_agency_is_asked_first(icm, officer):
    project, lines = icm
    ends = lines["incoming", "AL"], lines["incoming", "BA"]
    with pytest.raises(PortalError, match="national agency has been asked"):
        move(project, *ends, 500, officer)
    move(project, *ends, 500, officer, agency_asked_on=date(2026, 3, 1))
    assert amount_of(ends[1]) == Decimal("10500.00")


def test_no_line_gives_more_than_it_holds(icm, officer):
    project, lines = icm
    with pytest.raises(PortalError, match=r"holds 10,000\.00"):
        move(project, lines["incoming", "AL"], lines["outgoing", "AL"], "10000.01", officer)
    assert not BudgetTransfer.objects.exists()


def test_what_the_tables_do_not_know_is_not_refused(facts, officer, university):
    project = GrantProjectFactory(unit=university)
    students, support = (BudgetLineFactory(project=project, purpose=each) for each in ("students", "organisation"))
    move(project, students, support, 100, officer)
    assert amount_of(support) == Decimal("10100.00")


def test_money_stays_in_its_project_and_with_the_office(icm, officer, coordinator, university):
    project, lines = icm
    elsewhere = BudgetLineFactory(project=GrantProjectFactory(unit=university))
    with pytest.raises(PortalError, match="of this project"):
        move(project, lines["incoming", "AL"], elsewhere, 1, officer)
    with pytest.raises(RightMissing):
        move(project, lines["incoming", "AL"], lines["incoming", "BA"], 1, coordinator)


def test_a_line_never_falls_below_what_was_moved_out_of_it(icm, officer):
    project, lines = icm
    one, other = lines["incoming", "AL"], lines["outgoing", "AL"]
    move(project, one, other, 4_000, officer)
    with pytest.raises(ValidationError, match="moved out of the line"):
        save_budget_line(project, actor=officer, line=one, granted=Decimal(3_999))
    with pytest.raises(PortalError, match="it stays"):
        remove_budget_line(one, actor=officer)


def test_a_line_that_was_lowered_meanwhile_gives_what_it_holds_now(icm, officer):
    project, lines = icm
    seen = BudgetLine.objects.get(pk=lines["incoming", "AL"].pk)
    save_budget_line(project, actor=officer, line=lines["incoming", "AL"], granted=Decimal(100))
    with pytest.raises(PortalError, match=r"holds 100\.00"):
        move(project, seen, lines["outgoing", "AL"], 500, officer)


@pytest.mark.django_db(transaction=True)
def test_two_who_move_the_last_of_a_line_at_once(icm, officer):
    project, lines = icm
    one, other = lines["incoming", "AL"], lines["outgoing", "AL"]

    def attempt(_number):
        try:
            return move(project, one, other, 10_000, officer)
        except PortalError as error:
            return error.sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(attempt, range(2)))
    assert sorted(isinstance(outcome, BudgetTransfer) for outcome in outcomes) == [False, True]
    assert amount_of(one) == 0


def calculated(stay, total, kind="individual", *, paid=None, officer=None):
    calculation = GrantCalculation.objects.create(
        mobility=stay, call_year=2025, starts_on=stay.starts_on, ends_on=stay.ends_on, days=10, total=total,
        public_total=0, facts="x",
    )  # fmt: skip
    GrantLine.objects.create(
        calculation=calculation, position=1, kind=kind, rule="KA131-31", words={}, amount=total, confidence="sourced"
    )
    if paid:
        GrantPayment.objects.create(
            mobility=stay, calculation=calculation, instalment=1, amount=paid, paid_on=date(2026, 9, 1)
        )


@pytest.fixture
def spent(facts, unit):
    """A KA131 project with two students who take places, one nominated, one member of staff outside the programme."""
    project = GrantProjectFactory(unit=unit)
    for purpose, granted in (("students", 1000), ("staff", 100), ("inclusion", 500)):
        BudgetLineFactory(project=project, purpose=purpose, granted=granted, places=3)
    given = {"unit": unit, "project": project, "scheme": project.scheme}
    calculated(MobilityFactory(state=MobilityState.ACCEPTED, **given), Decimal(600), paid=Decimal(420))
    calculated(MobilityFactory(state=MobilityState.UNDER_WAY, **given), Decimal(250), kind="inclusion")
    calculated(MobilityFactory(**given), Decimal(900))
    japan = InstitutionFactory(country=CountryFactory(iso2="JP", iso3="JPN", name_en="Japan"))
    staff = MobilityFactory(state=MobilityState.CLOSED, activity="staff-training", partner=japan, **given)
    calculated(staff, Decimal(350), paid=Decimal(350))
    return project


def figures(forecast):
    return {line.key.purpose: (line.committed, line.paid, line.free) for line in forecast.lines}


def test_a_forecast_counts_stays_from_the_acceptance_on(spent):
    forecast = Forecast(spent, shows_inclusion=True)
    assert figures(forecast) == {
        "inclusion": (250, 0, 250),
        "staff": (350, 350, -250),
        "students": (600, 420, 400),
        "organisation": (1200, 0, -1200),  # three people at 400 (KA131-40), and no line for it
    }
    assert forecast.people == {"taken": 3, "asked": 1, "granted": 9}
    assert (forecast.total.committed, forecast.total.free) == (2400, -800)


def test_inclusion_support_is_left_out_of_lines_and_total_for_others(spent):
    forecast = Forecast(spent, shows_inclusion=False)
    assert "inclusion" not in figures(forecast)
    assert (forecast.total.granted, forecast.total.committed) == (1100, 2150)


def test_a_fifth_of_the_grant_may_leave_the_programme(spent):
    share = international_share(Forecast(spent, shows_inclusion=True))
    assert (share.committed, share.most, share.is_exceeded) == (350, 320, True)  # 20 % of 1,600 (KA131-03)


def test_neither_the_share_nor_travel_tells_who_has_fewer_opportunities(spent):
    """Of the 350 euro in Japan, 100 are travel that follows from inclusion (KA131-38)."""
    far = GrantCalculation.objects.get(mobility__partner__country="JP")
    GrantCalculation.objects.filter(pk=far.pk).update(public_total=250)
    given = {"calculation": far, "rule": "KA131-37", "words": {}, "confidence": "sourced"}
    GrantLine.objects.filter(calculation=far).update(amount=250)
    GrantLine.objects.create(position=2, kind="travel", amount=100, is_sensitive=True, **given)

    seen, hidden = (Forecast(spent, shows_inclusion=shown) for shown in (True, False))
    assert (figures(seen)["travel"][0], "travel" in figures(hidden)) == (100, False)
    assert (international_share(seen).committed, international_share(hidden).committed) == (350, 250)


def test_a_project_is_entered_changed_and_moved(facts, officer, university, coordinator):
    scheme = SchemeFactory()
    fields = {
        "scheme": scheme, "call_year": 2025, "number": "2025-1-SE01-KA131-HED-000300001", "title": "Mobility 2025",
        "starts_on": date(2025, 6, 1), "ends_on": date(2027, 7, 31), "unit": university,
    }  # fmt: skip
    with pytest.raises(RightMissing):
        begin_project(actor=coordinator, **fields)
    project = begin_project(actor=officer, **fields)
    assert project.state == ProjectState.APPLIED
    running = move_project(project, "grant", actor=officer)
    MobilityFactory(unit=university, project=running, scheme=scheme)
    with pytest.raises(ValidationError) as refused:
        change_project(running, actor=officer, call_year=2024)
    assert list(refused.value.error_dict) == ["call_year"]
    with pytest.raises(ValidationError) as refused:
        change_project(running, actor=officer, starts_on=date(202, 6, 1))
    assert list(refused.value.error_dict) == ["starts_on"]
    assert change_project(running, actor=officer, title="Other").title == "Other"
    with pytest.raises(ValidationError):
        begin_project(actor=officer, **fields)  # the number is there already
    assert GrantProject.objects.matching("mobility").count() == 0
    assert GrantProject.objects.matching("other").get() == running


@pytest.mark.parametrize(
    ("rules", "ends_on", "said"),
    [
        ("KA131", date(2027, 7, 31), ""),  # 26 months from 1 June 2025
        ("KA131", date(2027, 8, 1), "more than 26 months;"),
        ("KA171", date(2027, 5, 31), ""),  # 24
        ("KA171", date(2028, 5, 31), ""),  # 36
        ("KA171", date(2027, 7, 31), "24 or 36 months"),
        ("", date(2026, 5, 31), ""),
    ],
)
def test_a_period_that_is_not_the_programmes_is_said(facts, university, rules, ends_on, said):
    scheme = SchemeFactory(code=f"of-{rules}".lower(), rules=rules)
    project = GrantProjectFactory(unit=university, scheme=scheme, ends_on=ends_on)
    found = unusual_period(project, RuleBook.of_call(2025))
    assert (bool(found), said in found) == (bool(said), True)


def test_one_line_for_one_purpose_direction_and_country(icm):
    project, _lines = icm
    with pytest.raises(ValidationError):
        BudgetLine(project=project, purpose="students", direction="incoming", country_id="AL", granted=1).full_clean()


def test_a_lump_sum_has_no_budget_by_lines(icm, officer):
    project, lines = icm
    line = lines["incoming", "AL"]
    with pytest.raises(ValidationError) as refused:
        change_project(project, actor=officer, lump_sum=250_000)
    assert list(refused.value.message_dict) == ["lump_sum"]
    project.budget_lines.all().delete()
    change_project(project, actor=officer, lump_sum=250_000)
    with pytest.raises(PortalError):
        save_budget_line(project, actor=officer, purpose=line.purpose, granted=1)
    assert GrantProject.objects.with_figures().get(pk=project.pk).granted == 250_000
