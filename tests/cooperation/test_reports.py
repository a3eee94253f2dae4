"""The report of a year: of a plan, an agreement and a unit, as PDF and spreadsheet."""

import pytest
from django.urls import reverse
from django.utils import timezone

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
