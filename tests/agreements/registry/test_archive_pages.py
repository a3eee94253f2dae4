"""The pages of archive exports."""

import html
from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.models import Agreement, ArchiveExport
from agreements.registry.archive import exports
from agreements.registry.archive.exports import start_export
from core.enums import JobState
from core.jobs import carry_out
from tests.agreements.factories import AgreementFactory

OK, FOUND, FORBIDDEN, GONE, REFUSED = 200, 302, 403, 404, 422


def text_of(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.fixture
def ready(registered, officer):
    export = start_export(Agreement.objects.filter(pk=registered.pk), actor=officer)
    carry_out(export.job.pk)
    return ArchiveExport.objects.get(pk=export.pk)


def test_one_press_on_an_agreement_leads_to_its_export(browser_of, registered, officer):
    browser = browser_of(officer)
    assert "Write it out for the archive" in text_of(browser.get(registered.get_absolute_url()))
    response = browser.post(f"/agreements/{registered.pk}/archive/")
    export = ArchiveExport.objects.get()
    assert response["Location"] == f"/agreements/archive/{export.pk}/"
    shown = browser.get(response["Location"])
    assert "Waiting for a free worker" in text_of(shown)
    assert "hx-get" in shown.content.decode()
    assert browser.get(f"/agreements/archive/{export.pk}/progress/").status_code == OK
    carry_out(export.job.pk)
    assert browser.get(f"/agreements/archive/{export.pk}/progress/")["HX-Refresh"] == "true"
    assert "Download the ZIP file" in text_of(browser.get(response["Location"]))


def test_the_file_comes_down(browser_of, ready, officer):
    response = browser_of(officer).get(f"/agreements/archive/{ready.pk}/download/")
    assert response.status_code == OK
    assert f'filename="{ready.original_name}"' in response["Content-Disposition"]
    assert b"".join(response.streaming_content).startswith(b"PK")


def test_a_filtered_list_is_written_out_as_it_is_shown(browser_of, unit, officer, registered):
    AgreementFactory(responsible_unit=unit, kind="mou", title="Not this one")
    browser = browser_of(officer)
    listed = browser.get("/agreements/?kind=moc")
    assert "/agreements/archive/new/?kind=moc" in html.unescape(listed.content.decode())
    assert "1 agreement" in text_of(browser.get("/agreements/archive/new/?kind=moc"))
    response = browser.post("/agreements/archive/new/?kind=moc")
    assert response.status_code == FOUND
    assert ArchiveExport.objects.get().agreements == [registered.pk]


def test_an_empty_list_is_refused_in_words(browser_of, officer):
    response = browser_of(officer).post("/agreements/archive/new/?q=nothing")
    assert response.status_code == REFUSED
    assert "There is no agreement to write out" in text_of(response)


def test_what_cannot_go_is_said_before_the_press(browser_of, officer, registered, monkeypatch):
    browser = browser_of(officer)
    address = "/agreements/archive/new/"
    possible = text_of(browser.get(address))
    assert "<b>1 agreement</b>, " in possible
    assert "Write them out" in possible
    monkeypatch.setattr(exports, "MOST_AGREEMENTS", 0)
    refused = text_of(browser.get(address))
    assert "At most 0 agreements at a time: narrow the list." in refused
    assert "<b>1 agreement</b></p>" in refused
    assert "Write them out" not in refused


def test_after_a_day_the_page_says_that_it_is_gone(browser_of, ready, officer):
    ArchiveExport.objects.update(kept_until=timezone.now() - timedelta(minutes=1))
    browser = browser_of(officer)
    response = browser.get(f"/agreements/archive/{ready.pk}/download/")
    assert response.status_code == GONE
    assert "was kept for a day and is gone" in text_of(response)
    assert "was kept for a day and is gone" in text_of(browser.get(f"/agreements/archive/{ready.pk}/"))
    assert "No longer kept" in text_of(browser.get("/agreements/archive/"))


def test_a_failure_is_told(browser_of, registered, officer):
    export = start_export(Agreement.objects.all(), actor=officer)
    export.job.state, export.job.message = JobState.FAILED, "The store is full."
    export.job.save(update_fields=["state", "message"])
    shown = text_of(browser_of(officer).get(f"/agreements/archive/{export.pk}/"))
    assert "did not come to its end" in shown
    assert "The store is full." in shown


def test_an_export_is_its_makers_own(browser_of, ready, person, university):
    other = browser_of(person("officer", university, name="Second officer"))
    for address in ("", "progress/", "download/"):
        assert other.get(f"/agreements/archive/{ready.pk}/{address}").status_code == GONE
    assert ready.original_name not in text_of(other.get("/agreements/archive/"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_many(browser_of, registered, officer, django_assert_num_queries, count):
    for _one in range(count):
        start_export(Agreement.objects.all(), actor=officer)
    browser = browser_of(officer)
    browser.get("/agreements/archive/")
    with django_assert_num_queries(4):
        browser.get("/agreements/archive/")
