"""The report of a year: of a plan, an agreement and a unit, as PDF and spreadsheet."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from cooperation.models import Activity
from cooperation.reports.yearly import YearOfCooperation
from tests.cooperation.factories import ActivityFactory, OutputFactory, PlanGoalFactory, held

pytestmark = pytest.mark.django_db


def test_the_year_of_a_plan_an_agreement_and_a_unit(plan, unit, faculty, other_unit, reader, browser_of):
    activity = held(unit=unit, plan=plan, title="Łódź seminar", planned_own_students=4, actual_own_students=5)
    ActivityFactory(unit=unit, plan=plan, state="cancelled")
    held(unit=other_unit)
    OutputFactory(activity=activity, title="A paper", doi="10.5555/a", authors="Both")
    PlanGoalFactory(plan=plan)
    year = activity.starts_on.year
    for name, about in (("plan", plan), ("agreement", plan.agreement), ("unit", faculty)):
        report = YearOfCooperation(about, year, reader)
        assert list(report.activities) == [activity]
        assert (report.sums["planned_own_students"], report.sums["actual_own_students"]) == (4, 5)
        address = reverse("cooperation:year_report", args=[name, about.pk, year])
        pdf = browser_of(reader).get(address)
        assert pdf.content.startswith(b"%PDF-")
        sheet = browser_of(reader).get(address, {"format": "csv"}).getvalue().decode("utf-8-sig")
        assert "Łódź seminar" in sheet


def test_an_empty_year_and_an_impossible_one(plan, reader, browser_of):
    empty = reverse("cooperation:year_report", args=["plan", plan.pk, timezone.localdate().year - 20])
    assert browser_of(reader).get(empty).content.startswith(b"%PDF-")
    for about, key, year in (("plan", plan.pk, 999_999), ("secret", plan.pk, 2026), ("plan", 10**6, 2026)):
        address = reverse("cooperation:year_report", args=[about, key, year])
        assert browser_of(reader).get(address).status_code == 404


def test_the_figures_of_a_unit_are_those_one_counts_by_hand(unit, faculty, other_unit, reader):
    """Years that only touch an activity, states that do not count, and empty figures, added up row by row."""
    this = timezone.localdate().year
    over_new_year = {"starts_on": date(this - 2, 12, 30), "ends_on": date(this - 1, 1, 2)}
    held(unit=unit, actual_own_staff=3, actual_cost=Decimal("10.50"), planned_cost=Decimal(8))
    held(unit=unit, planned_partner_students=7)
    ActivityFactory(unit=unit, state="reported", actual_own_staff=2, **over_new_year)
    ActivityFactory(unit=unit, state="cancelled", planned_own_staff=99, **over_new_year)
    ActivityFactory(unit=other_unit, state="reported", actual_own_staff=50, **over_new_year)
    ActivityFactory(unit=unit, planned_own_staff=4)
    for year in range(this - 3, this + 2):
        rows = [
            row
            for row in Activity.objects.all()
            if row.unit == unit and row.state != "cancelled" and row.starts_on.year <= year <= row.ends_on.year
        ]
        report = YearOfCooperation(faculty, year, reader)
        assert report.held.count() == sum(row.state in ("held", "reported") for row in rows)
        for name in ("planned_own_staff", "actual_own_staff", "planned_partner_students"):
            assert report.sums[name] == sum(getattr(row, name) or 0 for row in rows), (year, name)
        costs = [row.actual_cost for row in rows if row.actual_cost is not None]
        assert report.sums["actual_cost_sum"] == (sum(costs) if costs else None)


def test_a_list_narrowed_to_a_unit_leads_to_its_report(unit, reader, browser_of):
    client, page = browser_of(reader), reverse("cooperation:activity_list")
    address = reverse("cooperation:year_report", args=["unit", unit.pk, 2025])
    assert address in client.get(page, {"unit": unit.pk, "year": 2025}).content.decode()
    for query in ({"unit": unit.pk, "year": "²"}, {"unit": "mine"}, {"year": 2025}, {"unit": ["1", "2"]}):
        assert "/reports/unit/" not in client.get(page, query).content.decode()


def test_the_page_of_an_agreement_leads_to_its_reports(plan, unit, officer, browser_of):
    activity = held(unit=unit, plan=plan)
    page = browser_of(officer).get(plan.agreement.get_absolute_url()).content.decode()
    year = activity.ends_on.year
    assert reverse("cooperation:year_report", args=["agreement", plan.agreement.pk, year]) in page
