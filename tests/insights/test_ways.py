"""Pages of other rooms lead to the reports about what they show, for those who may have them."""

import pytest

from tests.agreements.factories import InstitutionFactory

pytestmark = pytest.mark.django_db

NEW = "/insights/reports/new"


def led_to(page) -> set[str]:
    choices = [choice for action in page.context["actions"] for choice in action.get("choices", [action])]
    return {choice["url"] for choice in choices if choice["url"].startswith(NEW)}


def test_lists_lead_to_the_brief_of_their_country_and_to_the_register(university, officer, reader, browser_of):
    InstitutionFactory()
    brief, register = f"{NEW}/country/?subject=PL", f"{NEW}/register/"
    for who, ways in ((officer, {register}), (reader, set())):
        browser = browser_of(who)
        assert led_to(browser.get("/partners/?country=PL")) == {brief}
        assert led_to(browser.get("/agreements/?country=PL")) == {brief} | ways
        assert led_to(browser.get("/partners/?country=PL&country=SE")) == set()
        assert led_to(browser.get("/partners/?country=zz9")) == set()
        assert browser.get(brief).context["form"].initial["subject"].pk == "PL"


def test_the_tree_of_units_leads_to_their_annual_reports(university, unit, officer, browser_of):
    page = browser_of(officer).get("/people/units/")
    ways = {branch.unit.pk: [way["url"] for way in ways] for branch, ways in page.context["branches"]}
    assert ways[unit.pk] == [f"{NEW}/annual/?subject={unit.pk}"]
