"""What people, or those who mean harm, may put into an address or a form: refused or found nothing, never a fault."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.imports.register_cells import address_in
from core.imports.importer import importer_named
from core.imports.runs import start_run
from core.models import SavedView
from tests.partners.factories import InstitutionFactory

pytestmark = pytest.mark.django_db

SIGN_OF_FIFTEEN_LETTERS = "\U0002b49a"


@pytest.mark.parametrize("address", ["/search/", "/agreements/", "/partners/", "/people/", "/"])
def test_a_word_longer_than_the_index_takes_finds_nothing(address, browser_of, officer):
    page = browser_of(officer).get(address, {"q": SIGN_OF_FIFTEEN_LETTERS * 200})
    assert page.status_code == 200


@pytest.mark.parametrize(
    "address", ["http://[", "http://[::1", "https://x y", "javascript:alert(1)", "http://", "//a.b"]
)
def test_what_is_no_web_address_becomes_no_link(address):
    assert address_in(address) == ""


def test_a_saved_view_keeps_no_sign_that_a_database_cannot_hold(browser_of, officer):
    kept = {"name": "My\x00 view", "query": "state=draft", "next": "/agreements/"}
    browser_of(officer).post("/saved-views/agreements/", kept)
    assert list(SavedView.objects.values_list("name", "query")) == [("My view", "state=draft")]


def test_a_saved_view_that_could_never_be_opened_is_not_kept(browser_of, officer):
    client = browser_of(officer)
    client.post("/saved-views/agreements/", {"name": "Broken", "query": "q=%00", "next": "/agreements/"})
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("seen_at", ["0001-01-01", "2026-01-01T10:00:00", "9999-99-99T10:00:00Z", "\u0660", "x" * 5000])
def test_a_broken_mark_of_the_version_is_no_fault(seen_at, browser_of, officer):
    partner = InstitutionFactory()
    page = browser_of(officer).post(f"/partners/{partner.pk}/edit/", {"name": "Renamed", "seen_at": seen_at})
    assert page.status_code < 500


def test_a_saved_mapping_is_asked_for_by_a_plain_number(browser_of, officer):
    table = SimpleUploadedFile("register.csv", b"Partner;Kind;Ends\nLund;MoC;2029\n")
    run = start_run(importer=importer_named("register"), upload=table, actor=officer)
    assert browser_of(officer).get(f"/imports/{run.pk}/mapping/?profile=²").status_code == 200


@pytest.mark.parametrize("encoding", ["rot13", "hex", "idna", "undefined", "utf-16", "no-such"])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=B"])
def test_a_form_in_a_strange_encoding_is_refused_in_words(kind, encoding, client):
    page = client.generic("POST", "/pages/accessibility/report/", b"text=x", content_type=f"{kind}; charset={encoding}")
    assert page.status_code == 400
    assert "could not be understood" in page.content.decode()


def test_a_form_that_says_it_is_utf8_is_read(client):
    page = client.generic(
        "POST", "/account/login/", b"login=x", content_type="application/x-www-form-urlencoded; charset=UTF-8"
    )
    assert page.status_code == 200
