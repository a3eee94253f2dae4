"""Imports in a real browser with a real worker: seen by axe, on a telephone, and without scripts."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import expect

from agreements.models import Agreement
from core import jobs
from core.imports import runs
from core.imports.importer import importer_named
from core.imports.mapping import Mapping
from intl_portal import servers
from tests.axe import accessibility_faults
from tests.core.test_import_pages import REGISTER, home, quiet_queue, upload, worked  # noqa: F401 (fixtures)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_tables", "university", "home"),
]

SIZES = [(1440, False), (390, True)]
SECONDS = 60_000


@pytest.fixture
def worker():
    """A worker as ``make run`` starts it, on this test's database, queue and files."""
    environment = {
        **os.environ,
        "DATABASE_URL": servers.database_url().rpartition("/")[0] + f"/{connection.settings_dict['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": "x" * 60,
        "SITE_URL": "http://portal.example.org",
        "EMAIL_URL": "dummymail://",
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
    }
    command = ["-m", "celery", "-A", "intl_portal", "worker", "--pool", "solo", "--loglevel", "WARNING"]
    queue = ["--queues", settings.CELERY_TASK_DEFAULT_QUEUE]
    process = subprocess.Popen([sys.executable, *command, *queue], cwd=settings.BASE_DIR, env=environment)
    yield process
    process.terminate()
    process.wait(timeout=30)


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


@pytest.fixture
def stages(officer, quiet_queue):  # noqa: F811
    """One import in each of its states, by name."""
    importer = importer_named("register")

    def start():
        return runs.start_run(importer=importer, upload=upload(), actor=officer)

    def rehearse():
        run = start()
        return runs.rehearse_run(run, actor=officer, mapping=Mapping.from_json(run.mapping))

    imported = worked(rehearse())
    runs.confirm_run(imported, actor=officer)
    return {
        "uploaded": start(),
        "working": rehearse(),
        "rehearsed": worked(rehearse()),
        "imported": worked(imported),
        "discarded": runs.discard_run(start(), actor=officer),
    }


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_pages_have_no_accessibility_fault_and_fit(open_browser, stages, officer, width, dark):
    page = open_browser(officer, width=width, dark=dark)
    addresses = ["/imports/", "/imports/new/register/", "/imports/new/charter/"]
    addresses += [f"/imports/{run.pk}/" for run in stages.values()]
    for address in addresses:
        assert page.goto(address).status == 200
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_an_officer_takes_a_register_in(open_browser, officer, register, worker):
    page = open_browser(officer)
    page.goto("/imports/new/register/")
    page.set_input_files("input[type=file]", register)
    page.get_by_role("button", name="Read the file").click()
    page.locator("#id_column-programme").select_option("Country")
    expect(page.locator("[name=words-programme]").first).to_have_value("Suecia")
    page.locator("#id_column-programme").select_option("Programmes")
    expect(page.get_by_label("ERASMUS+")).to_be_visible()
    page.get_by_role("button", name="Rehearse").click()
    page.get_by_role("button", name="Import the good rows").click(timeout=SECONDS)
    expect(page.get_by_role("heading", name="Imported")).to_be_visible(timeout=SECONDS)
    assert Agreement.objects.count() == 1


def test_without_scripts_the_page_is_read_again_by_itself(open_browser, officer, register, worker):
    page = open_browser(officer, scripts=False)
    page.goto("/imports/new/register/")
    page.set_input_files("input[type=file]", register)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Rehearse").click()
    page.get_by_role("button", name="Import the good rows").click(timeout=SECONDS)
    expect(page.get_by_role("heading", name="Imported")).to_be_visible(timeout=SECONDS)
    assert Agreement.objects.count() == 1


def test_one_can_leave_and_come_back(open_browser, officer, stages):
    run = stages["working"]
    page = open_browser(officer)
    page.goto(f"/imports/{run.pk}/")
    page.goto("/imports/")
    jobs.carry_out(run.job_id)
    page.get_by_role("link", name="register.csv").nth(1).click()
    page.goto(f"/imports/{run.pk}/")
    expect(page.get_by_text("There is nothing to import")).to_be_visible()
