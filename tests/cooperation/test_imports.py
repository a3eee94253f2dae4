"""Work plans and activities out of a spreadsheet: found again, refused row by row in a sentence, never doubled."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from cooperation.imports.cells import euro, period, whole_number
from cooperation.models import Activity, RestrictionOverride, WorkPlan
from core.errors import PortalError, RightMissing
from core.imports.importer import importer_named
from core.imports.runs import import_table, rehearse
from core.spreadsheets.reading import read_table
from tests.agreements.factories import AgreementFactory, InstitutionFactory
from tests.cooperation.factories import ActivityFactory, WorkPlanFactory
from tests.core.hostile_files import workbook_of

pytestmark = pytest.mark.django_db

ACTIVITIES, PLANS = importer_named("activities"), importer_named("work-plans")
TODAY = timezone.localdate()
SOON, LATER = str(TODAY + timedelta(days=10)), str(TODAY + timedelta(days=12))
PAST = str(TODAY - timedelta(days=12))
SWEDISH = {
    "ref": "Löpnummer",
    "title": "Aktivitet",
    "kind": "Typ",
    "unit": "Enhet",
    "who": "Ansvarig",
    "plan": "Arbetsplan",
    "agreement": "Avtalsnummer",
    "partners": "Partneruniversitet",
    "role": "Roll",
    "first": "Datum",
    "last": "Slutdatum",
    "city": "Ort",
    "country": "Land",
    "staff": "Egen personal",
    "came": "Egen personal utfall",
    "cost": "Kostnad",
    "source": "Finansiering",
    "doi": "DOI",
}
POLISH = ("Plan pracy", "Umowa", "Wydział", "Od", "Do", "Cele", "Miernik", "Liczba", "Wykonano", "Na dzień")


@pytest.fixture
def krakow():
    return InstitutionFactory(name="AGH University", aliases=["Akademia Górniczo-Hutnicza"])


@pytest.fixture
def agreement(unit, krakow):
    return AgreementFactory(
        responsible_unit=unit,
        number="BTH-7",
        starts_on=date(2020, 1, 1),
        ends_on=date(2090, 12, 31),
        partners=[krakow],
    )


def row(**cells):
    """A seminar in ten days, unless the cells say otherwise."""
    said = {"title": "Skogsseminarium", "kind": "seminarium", "unit": "DIDA", "first": SOON} | cells
    return [said.get(name, "") for name in SWEDISH]


def read(importer, headings, *rows):
    table = read_table(workbook_of([list(headings), *rows]))
    return table, importer.propose(table)


def of_activities(*rows):
    return read(ACTIVITIES, SWEDISH.values(), *rows)


def tried(importer, actor, sheet):
    return rehearse(importer.of(actor), *sheet)


def test_a_dirty_list_is_told_row_by_row(officer, coordinator, plan, agreement, krakow, minsk):
    rows_and_sentences = [
        (row(ref="B-1", plan="forest  biodiversity", partners="akademia gorniczo hutnicza; AGH University"), ""),
        (row(ref="B-1", title="Again"), "Row 2 already describes this activity"),
        (row(title="With Minsk", partners=minsk.name), "Nothing new can be planned with"),
        (row(title="Told too early", came="3"), "how it was can be told once"),
        (row(title="Paper", kind="artikel", doi="see the web"), "no DOI"),
        (row(title="Too old", agreement="BTH-7", first="2015-05-01"), "begins on"),
        (row(title="Outside the plan", plan="Forest biodiversity", first="1 maja 2015"), "The work plan runs from"),
        (row(title="Other agreement", plan="Forest biodiversity", agreement="BTH-7"), "carries out another agreement"),
        (row(title="Party", kind="fest"), "“fest” has no meaning"),
        (row(title="Many", staff="många"), "“många” is no whole number"),
        (row(title="Crowns", cost="12 000 kr"), "no amount in euro"),
        (row(title="Lost", plan="Nobody's plan"), "There is no work plan “Nobody's plan”"),
        (row(title="Backwards", last=PAST), "It would end before it begins"),
        (row(title="Whose", partners="Atlantis University"), "Atlantis University"),
        (row(title="No day", first=""), "also needs: First day"),
        (row(title="Slip", first="0202-01-01"), "neither a year nor a date"),
        (row(title="Nowhere", unit="XXXX"), "There is no unit “XXXX”"),
        (row(title="Long " * 200), "Title: "),
        (row(title="Web", who="nobody@example.org"), "Nobody with an account"),
    ]
    plan = tried(ACTIVITIES, officer, of_activities(*(cells for cells, _sentence in rows_and_sentences)))
    for told, (cells, sentence) in zip(plan.rows, rows_and_sentences, strict=True):
        assert str(told.action) == ("refuse" if sentence else "create"), (told.title, told.reasons)
        assert sentence in " ".join(told.reasons), cells
    assert not Activity.objects.exists(), "a rehearsal writes nothing"


def test_they_come_in_once_and_a_second_time_changes_nothing(officer, coordinator, agreement, krakow):
    past = {
        "title": "Visit",
        "kind": "besök",
        "agreement": "BTH-7",
        "first": PAST,
        "city": "Kraków",
        "country": "Polen",
    }
    told = {"staff": "4", "came": "3", "cost": "1 200,50 €", "source": "Own means", "who": coordinator.email}
    visit = row(**past, **told, partners="AGH University", role="värd", doi="https://doi.org/10.5555/ABC.")
    fields = {"planned_own_staff": 4, "actual_own_staff": 3, "planned_cost": Decimal("1200.50"), "state": "held"}
    import_table(ACTIVITIES, *of_activities(visit), actor=officer)
    activity = Activity.objects.get()
    assert {name: getattr(activity, name) for name in fields} == fields
    assert (activity.coordinator, activity.agreement, activity.country_id) == (coordinator, agreement, "PL")
    assert activity.partners.values_list("institution", "role").get() == (krakow.pk, "host")
    assert activity.outputs.values_list("doi", flat=True).get() == "10.5555/abc"
    assert tried(ACTIVITIES, officer, of_activities(visit)).changes_nothing

    also = InstitutionFactory(name="Zagreb Forestry")
    changed = row(**past, came="5", partners="Zagreb Forestry", ref="V-1")
    import_table(ACTIVITIES, *of_activities(changed), actor=officer)
    activity.refresh_from_db()
    assert (activity.actual_own_staff, activity.planned_own_staff, activity.reference) == (5, 4, "V-1")
    assert set(activity.partners.values_list("institution", "role")) == {
        (krakow.pk, "host"),
        (also.pk, "co_organiser"),
    }


def test_with_a_partner_under_restriction_the_office_gives_a_reason(officer, unit, minsk):
    table, mapping = of_activities(row(title="Fire safety", partners=minsk.name))
    mapping.options["override_reason"] = "The government agreed."
    plan = rehearse(ACTIVITIES.of(officer), table, mapping)
    assert [str(each.action) for each in plan.rows] == ["create"]
    assert "Goes on by the word of the office" in plan.rows[0].doubts[0]
    assert not RestrictionOverride.objects.exists()
    import_table(ACTIVITIES, table, mapping, actor=officer)
    override = RestrictionOverride.objects.get()
    assert (override.institution, override.reason, override.given_by) == (minsk, "The government agreed.", officer)


def test_what_is_over_is_not_changed_by_a_list(officer, unit):
    ActivityFactory(unit=unit, title="Skogsseminarium", state="cancelled", starts_on=date.fromisoformat(SOON))
    (told,) = tried(ACTIVITIES, officer, of_activities(row(city="Lund"))).rows
    assert "in the state “Cancelled”" in told.reasons[0]


def polish(*rows):
    return read(PLANS, POLISH, *([*cells, *[""] * (len(POLISH) - len(cells))] for cells in rows))


def test_plans_come_in_with_their_goals_and_once(officer, agreement, unit):
    days = ("1 stycznia 2025", "31.12.2089")
    rows = (
        ("Lasy", "BTH-7", "DIDA", *days, "Szkoły letnie", "działania", "3"),
        ("", "", "", "", "", "Artykuły", "publikacje", "5"),
        ("Lasy", "BTH-7", "", "", "", "Umowy", "inne", "2", "1", "2025-06-01"),
        ("lasy", "BTH-7", "", "", "", "Umowy", "inne", "2"),
        ("Lasy", "BTH-7", "", "", "2080", "Inny cel", "", ""),
        ("Wody", "BTH-7", "DIDA", "2025-01-01", "2095-01-01", "Cel", "", ""),
        ("", "", "", "", "", "Drugi cel", "", ""),
        ("Gleby", "Nie ma", "DIDA", *days, "", "", ""),
    )
    plan = tried(PLANS, officer, polish(*rows))
    assert [str(each.action) for each in plan.rows] == ["create"] * 3 + ["refuse"] * 5, [
        each.reasons for each in plan.rows
    ]
    sentences = [" ".join(each.reasons) for each in plan.rows[3:]]
    assert "Row 4 already describes this goal" in sentences[0]
    assert "Row 2 says something else of this work plan: Last day" in sentences[1]
    assert "ends on" in sentences[2]
    assert "Row 7, which describes the work plan, is refused" in sentences[3]
    assert "There is no agreement “Nie ma”" in sentences[4]
    assert not WorkPlan.objects.exists()

    import_table(PLANS, *polish(*rows), actor=officer)
    drawn = WorkPlan.objects.get()
    assert (drawn.title, drawn.starts_on, drawn.ends_on) == ("Lasy", date(2025, 1, 1), date(2089, 12, 31))
    goals = drawn.goals.values_list("text", "measure", "planned_number", "entered_number", "entered_on")
    assert list(goals) == [
        ("Szkoły letnie", "activities", 3, None, None),
        ("Artykuły", "publications", 5, None, None),
        ("Umowy", "entered", 2, 1, date(2025, 6, 1)),
    ]
    assert tried(PLANS, officer, polish(*rows[:3])).changes_nothing
    import_table(PLANS, *polish((*rows[0][:7], "4"), rows[1]), actor=officer)
    assert list(drawn.goals.values_list("planned_number", flat=True)) == [4, 5, 2]


def test_a_plan_with_a_partner_under_restriction_is_refused(officer, unit, minsk):
    AgreementFactory(responsible_unit=unit, number="BY-1", partners=[minsk])
    (told,) = tried(PLANS, officer, polish(("Plan", "BY-1", "DIDA", "2025", "2089"))).rows
    assert "Nothing new can be planned with" in told.reasons[0]


def test_only_the_office_takes_them_in(coordinator, officer, browser_of):
    for importer, sheet in ((ACTIVITIES, of_activities(row())), (PLANS, polish(("Plan",)))):
        with pytest.raises(RightMissing):
            import_table(importer, *sheet, actor=coordinator)
    for page in ("cooperation:activity_list", "cooperation:plan_list"):
        assert b"/imports/new/" not in browser_of(coordinator).get(reverse(page)).content
        content = browser_of(officer).get(reverse(page)).content.decode()
        address = reverse("core:import_create", args=["activities" if "activity" in page else "work-plans"])
        assert address in content
        assert browser_of(officer).get(address).status_code == 200


def test_plans_of_one_title_are_told_apart_by_their_agreement(officer, unit, agreement):
    WorkPlanFactory(unit=unit, title="Lasy")
    plan = tried(PLANS, officer, polish(("Lasy", "BTH-7", "DIDA", "2025", "2089")))
    assert [str(each.action) for each in plan.rows] == ["create"], plan.rows[0].reasons


def test_numbers_and_periods_are_read_as_people_write_them():
    assert [euro(each) for each in ("1.200", "€ 1 200,50", "1,200.50 EUR", "99.5")] == [
        *(Decimal(each) for each in ("1200", "1200.50", "1200.50", "99.50")),
    ]
    assert [whole_number(each) for each in ("12", "1 200", "12.0")] == [12, 1200, 12]
    for reader, written in ((euro, "-5"), (euro, "9" * 5000), (whole_number, "ca 12"), (whole_number, "9" * 5000)):
        with pytest.raises(PortalError):
            reader(written)
    may = (date(2027, 5, 12), date(2027, 5, 16))
    for written in ("12–16.05.2027", "12-16 May 2027", "2027-05-12 to 2027-05-16", "12 maja 2027 – 16 maja 2027"):
        assert period(written) == may, written
    assert period("2027") == (date(2027, 1, 1), date(2027, 12, 31))
    assert period("12.5.2027") == (may[0], may[0])
