from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from mobility.enums import Direction, MobilityState
from mobility.exchange.enums import ExchangeForm
from mobility.exchange.facts import written
from mobility.exchange.project_file import project_file
from mobility.models import ExchangeColumn, PersonalExport
from tests.agreements.factories import InstitutionFactory, home
from tests.mobility.factories import GrantCalculationFactory, GrantProjectFactory, MobilityFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(unit):
    home()
    project = GrantProjectFactory(unit=unit, number="2025-1-SE01-KA131-HED-1")
    rows = [
        ("Project", "project_number", "plain", "", True, "memory"),
        ("Last name", "family_name", "plain", "", True, "sourced"),
        ("Born", "born_on", "date_dmy", "", True, "memory"),
        ("From", "sending_country", "plain", "", True, "local"),
        ("To", "receiving_name", "plain", "", False, "local"),
        ("Days", "days", "plain", "", False, "local"),
        ("Green", "is_green", "yes_no", "", False, "local"),
        ("Kind", "", "plain", "Individual", False, "local"),
    ]
    for position, (heading, fact, form, constant, is_required, confidence) in enumerate(rows):
        ExchangeColumn.objects.create(
            position=position, heading=heading, fact=fact, form=form, constant=constant, is_required=is_required,
            confidence=confidence,
        )  # fmt: skip
    ExchangeColumn.objects.create(position=99, heading="Unused", fact="email", is_used=False)
    return project


def stay_in(project, **fields):
    given = {"state": MobilityState.AGREED, "project": project, "scheme": project.scheme, "unit": project.unit}
    return MobilityFactory(**given | fields)


def test_a_row_for_each_stay_whose_place_is_taken(project, officer):
    lodz = InstitutionFactory(name="Uniwersytet Łódzki")
    who = ParticipantFactory(family_name="Lind", born_on=date(2001, 2, 3))
    stay_in(project, participant=who, partner=lodz, is_green_travel=True)
    comes = ParticipantFactory(family_name="Nowak")
    stay_in(project, participant=comes, partner=lodz, direction=Direction.INCOMING, starts_on=date(2026, 9, 2))
    stay_in(project, state=MobilityState.NOMINATED)
    file = project_file(project, officer, home=home())
    assert file.headings == ["Project", "Last name", "Born", "From", "To", "Days", "Green", "Kind"]
    number = project.number
    assert [row.cells for row in file.rows] == [
        [number, "Lind", "03/02/2001", "SE", "Uniwersytet Łódzki", 138, "Yes", "Individual"],
        [number, "Nowak", None, "PL", home().name, 137, "No", "Individual"],
    ]
    assert [row.missing for row in file.rows] == [[], ["Born"]]
    assert [column.heading for column in file.unverified] == ["Project", "Born"]


def test_whole_grants_stand_in_the_file_of_the_office_alone(project, officer, coordinator):
    """They contain the top-up for fewer opportunities (LG-08)."""
    ExchangeColumn.objects.update(is_used=False)
    ExchangeColumn.objects.create(position=1, heading="Grant", fact="grant_total", is_required=True)
    stay = stay_in(project)
    made = GrantCalculationFactory(mobility=stay)
    files = [project_file(project, user, home=home()) for user in (officer, coordinator)]
    assert [file.rows[0].cells for file in files] == [[made.total], [None]]


def test_a_date_asked_of_words_leaves_the_words():
    assert written("Lind", ExchangeForm.DATE_DMY) == "Lind"


def test_the_page_says_what_is_not_verified_and_the_download_is_recorded(project, officer, browser_of):
    stay_in(project, participant=ParticipantFactory(family_name="=1+1"))
    browser = browser_of(officer)
    page = browser.get(reverse("mobility:exchange_file", args=[project.pk])).content.decode()
    assert "2 headings are from memory" in page
    assert "not verified" in page
    response = browser.post(reverse("mobility:exchange_download", args=[project.pk]))
    workbook = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content)))
    first = workbook.get_sheet_by_index(0).to_python()
    assert first[1][1] == "=1+1"
    assert ["Headings that are not verified", "Project, Born"] in workbook.get_sheet_by_index(1).to_python()
    assert PersonalExport.objects.get().row_count == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_file_asks_as_often_for_one_stay_as_for_three(project, officer, count, django_assert_num_queries):
    for _number in range(count):
        stay_in(project)
    ours = home()
    with django_assert_num_queries(4):
        project_file(project, officer, home=ours)
