"""The office's way through people's data in a real browser: wide and on a telephone, light and dark, axe clean."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mobility.enums import Direction, MobilityState
from mobility.models import ExchangeColumn, ReportQuestion, SensitiveReading
from mobility.people.exporting import record_export
from mobility.reports.answering import Said, receive_report
from mobility.reports.asking import ask_for_report, token_of
from tests.agreements.factories import InstitutionFactory, home
from tests.axe import accessibility_faults
from tests.mobility.factories import EmergencyContactFactory, GrantProjectFactory, InclusionNeedFactory, MobilityFactory
from tests.reference.factories import CountryFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(unit, other_unit, officer, rules_of_retention, old_stay):
    """Stays in three countries, somebody to call, a report that waits, somebody to forget."""
    home()
    today = timezone.localdate()
    lodz = InstitutionFactory(name="Uniwersytet Łódzki", city="Łódź")
    kyoto = InstitutionFactory(name="Kyoto University", country=CountryFactory(iso2="JP", iso_numeric="392"))
    project = GrantProjectFactory(unit=unit)
    away = {"starts_on": today - timedelta(days=20), "ends_on": today + timedelta(days=90), "project": project}
    away |= {"state": MobilityState.UNDER_WAY}
    stays = [MobilityFactory(unit=unit, partner=lodz, **away) for _number in range(6)]
    stays += [MobilityFactory(unit=other_unit, partner=kyoto, **away) for _number in range(2)]
    MobilityFactory(unit=unit, partner=lodz, direction=Direction.INCOMING, **away)
    EmergencyContactFactory(participant=stays[0].participant)
    InclusionNeedFactory(mobility=stays[0], needs="A room without stairs")
    ExchangeColumn.objects.create(position=1, heading="First Name", fact="given_name", confidence="memory")
    ExchangeColumn.objects.create(position=2, heading="Born", fact="born_on", is_required=True)
    question = ReportQuestion.objects.create(
        code="q", audience="student", position=1, kind="rating", wording_en="How good was it?"
    )
    words = ReportQuestion.objects.create(
        code="w", audience="student", position=2, kind="text", wording_en="What was best?"
    )
    back = [MobilityFactory(unit=unit, partner=lodz, state=MobilityState.COMPLETED) for _number in range(2)]
    asked = [ask_for_report(stay, actor=officer) for stay in back]
    receive_report(asked[0], [Said(question, rating=4), Said(words, text="The lakes")], may_be_shown=True)
    record_export("Mobility", actor=officer, row_count=3, filters="State: Under way", columns=["Name", "Partner"])
    old_stay()
    return {"person": stays[0].participant, "project": project, "report": asked[0], "open": asked[1]}


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_office_looks_reads_calls_and_forgets(open_browser, world, officer, width, dark):
    page = open_browser(officer, width=width, dark=dark)
    person = world["person"]

    def is_sound():
        assert accessibility_faults(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url

    page.goto(person.get_absolute_url())
    is_sound()
    page.get_by_role("button", name="Read them").click()
    page.wait_for_url("**/sensitive/")
    expect(page.get_by_text("A room without stairs")).to_be_visible()
    is_sound()
    assert SensitiveReading.objects.count() == 1
    page.goto("/mobility/where/")
    page.get_by_label("Country").select_option("PL")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="In Poland").wait_for()
    is_sound()
    for address in (
        "people/readings/",
        "people/exports/",
        "people/forgetting/",
        "statistics/",
        "pictures/",
        "reports/",
        f"reports/{world['report'].pk}/",
        f"projects/{world['project'].pk}/exchange/",
    ):
        assert page.goto(f"/mobility/{address}").status == 200
        is_sound()
    page.goto(f"/report/{token_of(world['open'])}/")
    is_sound()
    page.get_by_label("4", exact=True).check()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    is_sound()
