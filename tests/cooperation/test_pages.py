"""The pages of work plans and activities: who reads them, and how much they ask of the database."""

import pytest
from django.urls import reverse

from tests.agreements.factories import InstitutionFactory
from tests.cooperation.factories import (
    ActivityFactory,
    FollowUpTaskFactory,
    NamedPersonFactory,
    OutputFactory,
    PlanGoalFactory,
    SeriesFactory,
    WorkPlanFactory,
    held,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(unit, plan, coordinator, minsk):
    """An activity with everything that can hang on one, and a partner under restriction."""
    series = SeriesFactory(unit=unit, title="Summer school of forests")
    fields = {"kind": "summer_school", "title": "Protected forests", "series": series, "edition": 3, "plan": plan}
    activity = held(unit=unit, coordinator=coordinator, partners=[minsk, InstitutionFactory()], **fields)
    NamedPersonFactory(activity=activity, name="Maria Kowalska")
    OutputFactory(activity=activity, doi="10.5555/a", title="A paper")
    FollowUpTaskFactory(activity=activity, owner=coordinator)
    activity.programme.create(day=activity.starts_on, title="Bog walk", kind="site_visit")
    return activity


def addresses(activity):
    plan, series = activity.plan, activity.series
    return [
        reverse("cooperation:activity_list"),
        reverse("cooperation:plan_list"),
        activity.get_absolute_url(),
        plan.get_absolute_url(),
        series.get_absolute_url(),
    ]


def test_all_staff_read_and_nobody_else(school, browser_of, reader, outsider, administrator):
    PlanGoalFactory(plan=school.plan)
    for address in addresses(school):
        for somebody in (reader, outsider):
            assert browser_of(somebody).get(address).status_code == 200, address
        assert browser_of(administrator).get(address).status_code in (403, 404)
        assert browser_of(None).get(address).status_code == 302
    for url in ("activity_history", "plan_history"):
        key = school.pk if url == "activity_history" else school.plan.pk
        address = reverse(f"cooperation:{url}", args=[key])
        assert browser_of(reader).get(address).status_code == 403
        assert browser_of(school.coordinator).get(address).status_code == 200


def test_the_page_says_what_was_planned_and_what_holds_it_up(school, browser_of, reader):
    page = browser_of(reader).get(school.get_absolute_url()).content.decode()
    for words in (
        "Protected forests",
        "Suspended",
        "left alone",
        "Bog walk",
        "Maria Kowalska",
        "https://doi.org/10.5555/a",
    ):
        assert words in page


def test_a_move_is_the_keepers(plan, unit, browser_of, coordinator, outsider):
    activity = ActivityFactory(unit=unit)
    address = reverse("cooperation:activity_move", args=[activity.pk, "confirm"])
    assert browser_of(outsider).post(address).status_code == 403
    assert browser_of(coordinator).post(address).status_code == 302
    activity.refresh_from_db()
    assert activity.state == "confirmed"


@pytest.mark.parametrize(
    "query",
    ["?kind=seminar&state=held&unit=mine", "?country=BY", "?restricted=yes", "?year=2019&year=2026", "?report=missing",
     "?partner=99999999999999999999", "?year=x&kind=nothing", "?plan=-1&series=abc", "?sort=-people", "?q=%00"],
)  # fmt: skip
def test_filters_bear_anything(school, browser_of, reader, query):
    assert browser_of(reader).get(reverse("cooperation:activity_list") + query).status_code in (200, 400)


def test_filters_find_what_they_say(school, unit, browser_of, reader):
    other = ActivityFactory(unit=unit, title="Another seminar", partners=[InstitutionFactory()])
    for query, found in (
        ({"restricted": "yes"}, {school}),
        ({"country": "BY"}, {school}),
        ({"report": "missing"}, {school}),
        ({"partner": other.partners.get().institution_id}, {other}),
        ({"plan": school.plan_id}, {school}),
        ({"kind": "seminar"}, {other}),
        ({"q": "kowalska"}, set()),
    ):
        page = browser_of(reader).get(reverse("cooperation:activity_list"), query)
        assert set(page.context["rows"]) == found, query


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(unit, coordinator, browser_of, reader, count, django_assert_num_queries):
    for _number in range(count):
        plan = WorkPlanFactory(unit=unit)
        PlanGoalFactory(plan=plan)
        held(unit=unit, plan=plan, coordinator=coordinator, partners=[InstitutionFactory(), InstitutionFactory()])
    browser = browser_of(reader)
    for name, queries in (("activity_list", 12), ("plan_list", 12)):
        browser.get(reverse(f"cooperation:{name}"))
        with django_assert_num_queries(queries):
            browser.get(reverse(f"cooperation:{name}"))


def test_the_export_holds_the_same_rows(school, browser_of, officer, reader):
    for name in ("activity_export", "plan_export"):
        address = reverse(f"cooperation:{name}")
        page = browser_of(officer).get(address, {"format": "csv"})
        assert "Forest" in page.getvalue().decode("utf-8-sig") or "forests" in page.getvalue().decode("utf-8-sig")
        assert browser_of(reader).get(address).status_code == 403
