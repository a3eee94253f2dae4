"""Spreadsheets on their way in, as people and their browsers meet them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements.models import Agreement
from core import jobs
from core.enums import ImportState, JobState
from core.errors import PortalError, RightMissing
from core.imports import runs
from core.imports.importer import importer_named
from core.imports.mapping import Mapping
from core.models import ImportRun, Job, MappingProfile
from core.spreadsheets.reading import read_table
from partners.services import create_institution
from tests.core.hostile_files import HOSTILE_FILES
from tests.partners.test_import_eche import BTH, holders

pytestmark = pytest.mark.usefixtures("reference_tables", "university", "home", "quiet_queue")

REGISTER = (
    "Code;Partner university;Country;Programmes;Valid until\n"
    "S_LUND01;Lund University;Suecia;ERASMUS+;2099\n"
    "CHNBEIJING04;Beihang University;China;UPC-MON;2\n"
)


@pytest.fixture
def home():
    return create_institution(actor=None, name="BTH", country_id="SE", erasmus_code="S  KARLSKR01")


@pytest.fixture
def quiet_queue(monkeypatch):
    """Nobody works the queue: the tests carry a job out themselves, when they mean to."""
    monkeypatch.setattr(jobs, "_hand_over", lambda job: None)


def upload(content=REGISTER, name="register.csv"):
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


@pytest.fixture
def uploaded(officer):
    return runs.start_run(importer=importer_named("register"), upload=upload(), actor=officer)


@pytest.fixture
def rehearsed(uploaded, officer):
    runs.rehearse_run(uploaded, actor=officer, mapping=Mapping.from_json(uploaded.mapping))
    return worked(uploaded)


def worked(run):
    """The run after its job was carried out."""
    run.refresh_from_db()
    jobs.carry_out(run.job_id)
    return ImportRun.objects.get(pk=run.pk)


def page_of(run, name="import_detail"):
    return reverse(f"core:{name}", args=[run.pk])


def test_the_whole_way_in_a_browser(browser_of, officer):
    client = browser_of(officer)
    response = client.post(reverse("core:import_create", args=["register"]), {"file": upload()}, follow=True)
    assert "What do the columns mean?" in response.content.decode()
    run = ImportRun.objects.get()
    form = response.context["form"]
    posted = {name: form[name].value() or "" for name in form.fields} | {"save_as": "Faculty"}
    posted |= {f"words-{group['target'].name}": [line.word for line in group["lines"]] for group in form.word_groups}
    response = client.post(page_of(run, "import_mapping"), posted, follow=True)
    assert "Waiting for a free worker" in response.content.decode()
    worked(run)
    response = client.get(page_of(run))
    assert "Import the good rows" in response.content.decode()
    assert not Agreement.objects.exists()
    client.post(page_of(run, "import_confirm"))
    assert not Agreement.objects.exists()
    worked(run)
    assert "1 new, 0 changed, 0 already there, 1 refused." in client.get(page_of(run)).content.decode()
    assert Agreement.objects.count() == 1
    assert MappingProfile.objects.get().name == "Faculty"


@pytest.mark.parametrize("name", HOSTILE_FILES)
def test_a_hostile_file_gives_a_sentence_beside_the_field_and_leaves_nothing(browser_of, officer, name):
    make, sentence = HOSTILE_FILES[name]
    for importer in ("charter", "register"):
        response = browser_of(officer).post(
            reverse("core:import_create", args=[importer]), {"file": upload(make(), "list.xlsx")}
        )
        assert response.status_code == 422
        assert sentence in str(response.context["form"].errors["file"])
    assert not ImportRun.objects.exists()
    assert not Job.objects.exists()


def test_no_file_at_all_is_told(browser_of, officer):
    response = browser_of(officer).post(reverse("core:import_create", args=["register"]), {})
    assert response.status_code == 422


def test_a_file_too_large_is_told(browser_of, officer, settings):
    settings.UPLOAD_LIMIT_BYTES = 100
    response = browser_of(officer).post(reverse("core:import_create", args=["register"]), {"file": upload("x" * 101)})
    assert "at most 100" in str(response.context["form"].errors["file"])


@pytest.mark.parametrize(
    ("role", "pages", "of_the_run"),
    [("reader", 403, 403), ("coordinator", 200, 404), ("outsider", 200, 404), ("auditor", 403, 403)],
)
def test_only_the_office_imports_the_register(request, browser_of, rehearsed, role, pages, of_the_run):
    """Coordinators have imports of their own: they see the page, and nothing of the others."""
    client = browser_of(request.getfixturevalue(role))
    listed = client.get(reverse("core:import_list"))
    assert listed.status_code == pages
    assert rehearsed.original_name not in listed.content.decode()
    assert client.get(reverse("core:import_create", args=["register"])).status_code == 403
    for name in ("import_detail", "import_mapping", "import_progress", "import_refused"):
        assert client.get(page_of(rehearsed, name)).status_code == of_the_run
    for name in ("import_confirm", "import_discard", "import_rehearse"):
        assert client.post(page_of(rehearsed, name)).status_code == of_the_run
    assert not Agreement.objects.exists()


def test_who_makes_other_imports_sees_none_of_these(browser_of, rehearsed, administrator):
    client = browser_of(administrator)
    assert "register.csv" not in client.get(reverse("core:import_list")).content.decode()
    assert client.get(reverse("core:import_create", args=["register"])).status_code == 403
    assert client.get(page_of(rehearsed)).status_code == 404
    assert client.post(page_of(rehearsed, "import_confirm")).status_code == 404


def test_a_stranger_signs_in_first(browser_of, rehearsed):
    for name in ("import_detail", "import_mapping", "import_progress", "import_refused"):
        assert "/login/" in browser_of().get(page_of(rehearsed, name))["Location"]


def test_a_service_asks_for_the_right_itself(rehearsed, coordinator):
    for act in (runs.confirm_run, runs.discard_run):
        with pytest.raises(RightMissing):
            act(rehearsed, actor=coordinator)


def test_reading_a_page_writes_nothing(browser_of, officer, rehearsed):
    before = ImportRun.objects.values().get(pk=rehearsed.pk)
    for name in ("import_detail", "import_mapping", "import_progress", "import_refused"):
        b"".join(browser_of(officer).get(page_of(rehearsed, name)))
    assert ImportRun.objects.values().get(pk=rehearsed.pk) == before
    assert browser_of(officer).get(page_of(rehearsed, "import_confirm")).status_code == 405


def test_of_two_confirmations_the_second_is_refused(rehearsed, officer):
    runs.confirm_run(rehearsed, actor=officer)
    with pytest.raises(PortalError, match="Being imported"):
        runs.confirm_run(rehearsed, actor=officer)
    assert Job.objects.filter(kind="import.carry_out").count() == 1


def test_a_job_delivered_twice_works_once(rehearsed, officer):
    run = worked(runs.confirm_run(rehearsed, actor=officer))
    finished = run.finished_at
    jobs.carry_out(run.job_id)
    run.refresh_from_db()
    assert (run.finished_at, Agreement.objects.count()) == (finished, 1)


def test_a_refusal_in_the_worker_is_told_and_can_be_mended(browser_of, officer, rehearsed, home):
    runs.confirm_run(rehearsed, actor=officer)
    home.erasmus_code = "S  OTHER01"
    home.save(update_fields=["erasmus_code"])
    run = worked(rehearsed)
    assert run.job.state == JobState.FAILED
    content = browser_of(officer).get(page_of(run)).content.decode()
    assert "The home institution is not in the register yet" in content
    assert not Agreement.objects.exists()
    home.erasmus_code = "S  KARLSKR01"
    home.save(update_fields=["erasmus_code"])
    browser_of(officer).post(page_of(run, "import_rehearse"))
    assert worked(run).state == ImportState.REHEARSED


def test_work_that_nobody_does_any_more_can_be_begun_anew(browser_of, officer, rehearsed):
    runs.confirm_run(rehearsed, actor=officer)
    rehearsed.refresh_from_db()
    Job.objects.filter(pk=rehearsed.job_id).update(state=JobState.RUNNING)  # by a worker that was killed
    client = browser_of(officer)
    assert "The work was interrupted." in client.get(page_of(rehearsed)).content.decode()
    lost = rehearsed.job_id
    client.post(page_of(rehearsed, "import_rehearse"))
    assert worked(rehearsed).state == ImportState.REHEARSED
    jobs.carry_out(lost)  # delivered again after all
    assert not Agreement.objects.exists()


def test_a_job_nobody_takes_is_given_up_after_a_while(uploaded, officer):
    run = runs.rehearse_run(uploaded, actor=officer, mapping=Mapping.from_json(uploaded.mapping))
    assert runs.state_of(run) == ImportState.REHEARSING
    run.job.created_at -= jobs.LONGEST_WAIT * 2
    assert runs.state_of(run) == ImportState.FAILED


@pytest.mark.logs_errors
def test_a_fault_in_the_worker_changes_nothing_and_is_told(browser_of, officer, rehearsed, monkeypatch):
    runs.confirm_run(rehearsed, actor=officer)
    importer = type(importer_named("register"))
    genuine = importer.carry_out

    def fail_late(self, plan, **rest):
        genuine(self, plan, **rest)
        raise RuntimeError("the machine stumbles")

    monkeypatch.setattr(importer, "carry_out", fail_late)
    run = worked(rehearsed)
    assert not Agreement.objects.exists()
    assert "Something went wrong" in browser_of(officer).get(page_of(run)).content.decode()


def test_progress_is_shown_while_the_worker_works(browser_of, officer, uploaded):
    run = runs.rehearse_run(uploaded, actor=officer, mapping=Mapping.from_json(uploaded.mapping))
    client = browser_of(officer)
    page = client.get(page_of(run)).content.decode()
    assert 'http-equiv="refresh"' in page
    jobs.reporter(run.job)(50, 200)
    assert 'max="200" value="50"' in client.get(page_of(run, "import_progress")).content.decode()
    worked(run)
    assert client.get(page_of(run, "import_progress"))["HX-Refresh"] == "true"


def test_choosing_another_column_shows_its_words(browser_of, officer, uploaded):
    posted = {"column-partner": "Partner university", "column-programme": "Country", "refresh": "1"}
    response = browser_of(officer).post(page_of(uploaded, "import_mapping"), posted)
    groups = {group["target"].name: group for group in response.context["form"].word_groups}
    assert [line.word for line in groups["programme"]["unknown"]] == ["Suecia", "China"]
    assert ImportRun.objects.get().state == ImportState.UPLOADED


def test_words_of_an_earlier_choice_of_columns_do_no_harm(browser_of, officer, uploaded):
    form = browser_of(officer).get(page_of(uploaded, "import_mapping")).context["form"]
    posted = {name: form[name].value() or "" for name in form.fields if not name.startswith("word-")}
    posted |= {"words-programme": ["yes", "no"], "word-programme-0": "", "word-programme-1": ""}
    browser_of(officer).post(page_of(uploaded, "import_mapping"), posted)
    uploaded.refresh_from_db()
    assert uploaded.mapping["values"]["programme"]["ERASMUS+"] == "erasmus"


def test_an_incomplete_mapping_stays_on_the_page_with_what_was_chosen(browser_of, officer, uploaded):
    posted = {"column-partner": "", "column-country": "Country", "column-programme": "Programmes"}
    posted |= {
        "option-source": "Mine",
        "option-responsible_unit": "BTH",
        "option-bare_year": "09-30",
        "option-publication": "no",
    }
    response = browser_of(officer).post(page_of(uploaded, "import_mapping"), posted)
    assert response.status_code == 422
    content = response.content.decode()
    assert "Please choose the column for: Partner." in content
    assert 'value="Mine"' in content


def test_nonsense_in_the_mapping_is_refused(browser_of, officer, uploaded):
    posted = {"column-partner": "Nowhere", "column-country": "Country", "option-responsible_unit": "NOPE"}
    assert browser_of(officer).post(page_of(uploaded, "import_mapping"), posted).status_code == 422
    for query in ("?profile=x", "?profile=999", "?profile=99999999999999999999"):
        assert browser_of(officer).get(page_of(uploaded, "import_mapping") + query).status_code == 200


def test_a_saved_mapping_fills_in_the_page(browser_of, officer, uploaded):
    mapping = Mapping.from_json(uploaded.mapping)
    mapping.options["bare_year"] = "06-30"
    profile = runs.save_profile(importer_named("register"), "Faculty", mapping, actor=officer)
    form = browser_of(officer).get(page_of(uploaded, "import_mapping"), {"profile": profile.pk}).context["form"]
    assert form["option-bare_year"].value() == "06-30"


def test_refused_rows_can_be_downloaded(browser_of, officer, rehearsed):
    response = browser_of(officer).get(page_of(rehearsed, "import_refused"))
    table = read_table(b"".join(response.streaming_content))
    assert [(row["Row of the file"], row["Reasons"]) for row in table.rows] == [
        ("3", "“2” is neither a year nor a date.")
    ]
    assert "register-refused.xlsx" in response["Content-Disposition"]


def test_rows_are_shown_by_what_happens_to_them(browser_of, officer, rehearsed):
    client = browser_of(officer)
    assert [row["number"] for row in client.get(page_of(rehearsed), {"show": "refuse"}).context["rows"]] == [3]
    assert [row["number"] for row in client.get(page_of(rehearsed), {"show": "create"}).context["rows"]] == [2]
    for query in ({"show": "nonsense"}, {"page": "99"}, {"page": "-1"}):
        assert len(client.get(page_of(rehearsed), query).context["rows"]) == 2


def test_a_discarded_file_is_gone(browser_of, officer, rehearsed, django_capture_on_commit_callbacks):
    storage, name = rehearsed.file.storage, rehearsed.file.name
    with django_capture_on_commit_callbacks(execute=True):
        browser_of(officer).post(page_of(rehearsed, "import_discard"))
    assert not storage.exists(name)
    assert "was discarded" in browser_of(officer).get(page_of(rehearsed)).content.decode()
    assert browser_of(officer).get(page_of(rehearsed, "import_refused")).status_code == 404
    browser_of(officer).post(page_of(rehearsed, "import_confirm"))
    assert not Agreement.objects.exists()


def test_the_edition_of_a_list_can_be_said_beside_the_file(browser_of, officer):
    address = reverse("core:import_create", args=["charter"])
    for edition, status in (("soon", 422), ("2026-05-01", 302)):
        response = browser_of(officer).post(
            address, {"file": upload(holders(BTH), "list.xlsx"), "option-edition": edition}
        )
        assert response.status_code == status
    assert ImportRun.objects.get().mapping["options"]["edition"] == "2026-05-01"


def test_an_unknown_import_is_not_found(browser_of, officer):
    assert browser_of(officer).get(reverse("core:import_create", args=["nothing"])).status_code == 404
    assert browser_of(officer).get(reverse("core:import_detail", args=[999])).status_code == 404


def test_the_list_asks_the_same_for_one_import_and_for_three(browser_of, officer, django_assert_num_queries):
    client = browser_of(officer)
    for more in (1, 2):
        for _number in range(more):
            runs.start_run(importer=importer_named("register"), upload=upload(), actor=officer)
        client.get(reverse("core:import_list"))
        with django_assert_num_queries(5):
            client.get(reverse("core:import_list"))


def test_markup_in_a_file_is_shown_as_text(browser_of, officer):
    content = REGISTER.replace("Lund University", "<script>alert(1)</script>")
    run = runs.start_run(importer=importer_named("register"), upload=upload(content, "<b>x</b>.csv"), actor=officer)
    page = browser_of(officer).get(page_of(run, "import_mapping")).content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>x" not in page
