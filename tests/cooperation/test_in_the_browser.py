"""Lists, pages, forms and the import of cooperation in a real browser: axe finds nothing, and they fit."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cooperation.models import Activity
from tests.agreements.factories import InstitutionFactory
from tests.axe import accessibility_faults
from tests.cooperation.factories import (
    FollowUpTaskFactory,
    OutputFactory,
    PlanGoalFactory,
    ProposalFactory,
    WorkPlanFactory,
    held,
)

pytestmark = pytest.mark.django_db(transaction=True)


def look(page, width):
    assert accessibility_faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_a_delegation_is_planned_with_a_programme(open_browser, coordinator, width, dark):
    page, day = open_browser(coordinator, width=width, dark=dark), timezone.localdate() + timedelta(days=30)
    page.goto("/cooperation/activities/")
    look(page, width)
    page.get_by_role("link", name="New activity").click()
    look(page, width)
    page.get_by_role("link", name="Visit or delegation").click()
    look(page, width)
    page.get_by_label("Title").fill("Visit of the rectors")
    page.get_by_label("First day").fill(day.isoformat())
    page.get_by_label("Last day").fill(day.isoformat())
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_text("The activity is planned.")).to_be_visible()
    look(page, width)
    page.get_by_role("link", name="Add an item of the programme").click()
    page.get_by_label("Title").fill("Reception")
    look(page, width)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Reception").first).to_be_visible()
    look(page, width)
    assert Activity.objects.get().programme.get().title == "Reception"


def test_pages_have_no_accessibility_fault_and_fit(open_browser, unit, officer):
    plan = WorkPlanFactory(unit=unit, title="Forest biodiversity", coordinator=officer)
    PlanGoalFactory(plan=plan, text="Three summer schools in national parks")
    activity = held(unit=unit, plan=plan, partners=[InstitutionFactory(), InstitutionFactory()], coordinator=officer)
    OutputFactory(activity=activity, doi="10.5555/a")
    FollowUpTaskFactory(activity=activity, owner=officer)
    addresses = [
        f"/cooperation/activities/?unit={unit.pk}&kind=seminar",
        activity.get_absolute_url(),
        "/cooperation/plans/",
        plan.get_absolute_url(),
        plan.agreement.get_absolute_url(),
        "/imports/new/activities/",
    ]
    proposal = ProposalFactory(unit=unit, partners=[InstitutionFactory(), InstitutionFactory()], coordinator=officer)
    addresses += ["/cooperation/proposals/", "/cooperation/proposals/board/", proposal.get_absolute_url()]
    page = open_browser(officer, width=390, dark=True)
    for address in addresses:
        assert page.goto(address).status == 200, address
        look(page, 390)
