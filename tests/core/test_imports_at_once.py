"""Two people, or two workers, at the same import at the same moment, in real connections."""

import pytest

from agreements.models import Agreement
from core import jobs
from core.errors import PortalError
from core.imports import runs
from core.imports.importer import importer_named
from core.imports.mapping import Mapping
from core.imports.plans import Plan
from core.models import ImportRun, Job
from core.spreadsheets.reading import read_table
from partners.models import Institution
from tests.agreements.test_two_at_once import both
from tests.core.test_import_pages import REGISTER, home, quiet_queue, upload, worked  # noqa: F401 (fixtures)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_tables", "university", "home", "quiet_queue"),
]


@pytest.fixture
def rehearsed(officer):
    run = runs.start_run(importer=importer_named("register"), upload=upload(), actor=officer)
    return worked(runs.rehearse_run(run, actor=officer, mapping=Mapping.from_json(run.mapping)))


def test_of_two_confirmations_one_counts(rehearsed, officer):
    def confirm():
        return runs.confirm_run(rehearsed, actor=officer)

    results = both(confirm, confirm)
    assert sorted(isinstance(result, PortalError) for result in results) == [False, True]
    assert Job.objects.filter(kind="import.carry_out").count() == 1


def test_two_workers_carry_a_job_out_once(rehearsed, officer):
    runs.confirm_run(rehearsed, actor=officer)
    job = ImportRun.objects.get().job_id
    assert both(lambda: jobs.carry_out(job), lambda: jobs.carry_out(job)) == [None, None]
    assert Agreement.objects.count() == 1


def test_the_same_file_taken_in_twice_at_once_is_taken_in_once(officer):
    importer, table = importer_named("register"), read_table(REGISTER.encode())
    mapping = importer.propose(table, file_name="register.csv")

    def take_in():
        return runs.import_table(importer, table, mapping, actor=officer)

    results = both(take_in, take_in)
    assert all(isinstance(result, Plan) for result in results)
    assert sorted(result.counts()["create"] for result in results) == [0, 1]
    assert (Agreement.objects.count(), Institution.objects.count()) == (1, 2)
