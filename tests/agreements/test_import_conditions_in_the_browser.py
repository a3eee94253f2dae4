"""The way of a sheet of conditions in a real browser: recognised by a saved mapping, rehearsed, imported."""

import pytest
from playwright.sync_api import expect

from agreements.enums import AgreementKind, AgreementState
from agreements.models import Condition
from core import jobs
from core.models import ImportRun
from tests.agreements.factories import AgreementFactory
from tests.agreements.test_import_conditions import NUMBER, ROW, words  # noqa: F401 (a fixture)
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def quiet_queue(monkeypatch):
    """The test does the worker's part itself."""
    monkeypatch.setattr(jobs, "_hand_over", lambda job: None)


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "exchange.csv"
    rows = [ROW, ROW | {"Mobility type": "Tourism"}]
    path.write_text("\n".join([";".join(ROW), *(";".join(row.values()) for row in rows)]), encoding="utf-8")
    return path


def seen(page, name):
    assert accessibility_faults(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], name


def read_file(page, sheet):
    page.goto("/imports/new/conditions/")
    page.set_input_files("input[type=file]", sheet)
    page.get_by_role("button", name="Read the file").click()


def work():
    jobs.carry_out(ImportRun.objects.latest("pk").job_id)


def test_a_sheet_of_conditions_on_its_way_in(open_browser, officer, unit, lodz, sheet, quiet_queue):
    kind, state = AgreementKind.ERASMUS, AgreementState.DRAFT
    AgreementFactory(responsible_unit=unit, kind=kind, number=NUMBER, partners=[lodz], state=state)
    page = open_browser(officer)
    read_file(page, sheet)
    page.get_by_label("Tourism").select_option("Staff training")
    page.get_by_label("Keep this mapping for the next time, as").fill("Exchange system")
    page.get_by_label("Keep it for the whole office").check()
    seen(page, "mapping")
    page.get_by_role("button", name="Rehearse").click()
    read_file(page, sheet)
    expect(page.get_by_role("heading", name="This looks like “Exchange system”")).to_be_visible()
    page.get_by_role("link", name="Fill in as there").click()
    expect(page.get_by_label("Tourism")).to_have_value("staff_training")
    seen(page, "filled in")
    page.get_by_role("button", name="Rehearse").click()
    work()
    page.reload()
    expect(page.get_by_text("2 rows are new.")).to_be_visible()
    seen(page, "rehearsal")
    page.get_by_role("button", name="Import the good rows").click()
    work()
    page.reload()
    assert set(Condition.objects.values_list("kind", flat=True)) == {"student_studies", "staff_training"}
    page.goto("/imports/")
    page.get_by_role("link", name="Exchange system").click()
    expect(page.get_by_role("button", name="Remove the mapping")).to_be_visible()
    seen(page, "saved mapping")
    page.get_by_role("button", name="Remove the mapping").click()
    expect(page.get_by_text("The mapping “Exchange system” was removed.")).to_be_visible()
