"""Documents are private: checked when they come, asked for when they go."""

from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.enums import Visibility
from agreements.models import Document
from tests.agreements.factories import AgreementFactory, DocumentFactory

PDF = b"%PDF-1.7 a signed copy"


def attach(client, agreement, name="copy.pdf", content=PDF, **changes):
    upload = SimpleUploadedFile(name, content)
    data = {"file": upload, "title": "Signed copy", "kind": "signed_copy", "visibility": "office", **changes}
    return client.post(f"/agreements/{agreement.pk}/documents/new/", data)


@pytest.mark.parametrize(
    ("who", "state", "visibility", "status"),
    [
        ("coordinator", "active", "office", 200),
        ("head", "active", "office", 200),
        ("officer", "active", "office", 200),
        ("auditor", "active", "office", 200),
        ("outsider", "active", "office", 404),
        ("reader", "active", "office", 404),
        ("administrator", "active", "office", 404),
        ("outsider", "active", "staff", 200),
        ("reader", "active", "staff", 200),
        ("administrator", "active", "staff", 404),
        ("reader", "active", "public", 200),
        ("reader", "draft", "staff", 404),
        ("outsider", "draft", "public", 404),
        ("coordinator", "draft", "office", 200),
    ],
)
def test_who_may_download_what(request, browser_of, unit, who, state, visibility, status):
    document = DocumentFactory(
        agreement=AgreementFactory(responsible_unit=unit, state=state), visibility=Visibility(visibility)
    )
    client = browser_of(request.getfixturevalue(who))
    with closing(client.get(f"/agreements/{document.agreement_id}/documents/{document.pk}/")) as response:
        assert response.status_code == status


def test_a_download_is_a_download(browser_of, registered, coordinator):
    document = DocumentFactory(agreement=registered, original_name='say "hi".txt')
    with closing(browser_of(coordinator).get(f"/agreements/{registered.pk}/documents/{document.pk}/")) as response:
        assert b"".join(response.streaming_content) == b"paper"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_a_document_is_not_reached_through_another_agreement_or_by_its_address(browser_of, registered, draft, officer):
    document = DocumentFactory(agreement=registered)
    client = browser_of(officer)
    assert client.get(f"/agreements/{draft.pk}/documents/{document.pk}/").status_code == 404
    for address in (f"/media/{document.file.name}", f"/files/{document.file.name}", f"/static/{document.file.name}"):
        assert client.get(address).status_code == 404
    assert "note" not in document.file.name


def test_a_document_is_attached_described_and_removed_with_a_reason(
    browser_of, registered, coordinator, django_capture_on_commit_callbacks
):
    client = browser_of(coordinator)
    assert attach(client, registered).status_code == 302
    anew = {"content": PDF + b".", "version_note": "A better scan"}
    assert attach(client, registered, **anew).status_code == 302
    documents = list(Document.objects.order_by("version"))
    assert [(row.version, row.original_name, row.size) for row in documents] == [
        (1, "copy.pdf", 22),
        (2, "copy.pdf", 23),
    ]
    document = documents[1]
    base = f"/agreements/{registered.pk}/documents/{document.pk}/"
    changed = {"title": "Copy", "kind": "annex", "visibility": "staff", "review_on": "2027-01-01"}
    assert client.post(f"{base}edit/", changed).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.visibility, document.review_on.isoformat()) == ("Copy", "staff", "2027-01-01")
    path = Path(settings.MEDIA_ROOT) / document.file.name
    assert path.exists()
    assert "Reason" in client.post(f"{base}remove/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{base}remove/", {"confirmed": "yes", "note": "The wrong file"})
    assert not Document.objects.filter(pk=document.pk).exists()
    assert not path.exists()
    history = browser_of(coordinator).get(f"/agreements/{registered.pk}/history/").content.decode()
    assert "The wrong file" in history
    assert "Document removed: Copy" in history


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("virus.exe", b"MZ", "not accepted"),
        ("page.html", b"<html>", "not accepted"),
        ("picture.svg", b"<svg>", "not accepted"),
        ("noname", b"x", "does not end in what it is"),
        ("copy.pdf", b"", "empty"),
        ("copy.pdf", b"MZ not a pdf", "something else"),
        ("copy.docx", b"%PDF-1.7", "something else"),
        ("text.txt", b"a\x00b", "something else"),
    ],
)
def test_a_bad_file_is_refused_in_words(browser_of, registered, coordinator, name, content, sentence):
    response = attach(browser_of(coordinator), registered, name, content, title="Typed title")
    assert response.status_code == 200
    assert sentence in response.context["form"].errors["file"][0]
    assert "Typed title" in response.content.decode()
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_refused_in_words(browser_of, registered, coordinator, settings):
    settings.UPLOAD_LIMIT_BYTES = 10
    response = attach(browser_of(coordinator), registered)
    assert "too large" in response.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize("field", [{"kind": "x"}, {"visibility": "world"}, {"review_on": "soon"}, {"title": "x" * 300}])
def test_bad_words_about_a_document_are_refused(browser_of, registered, coordinator, field):
    response = attach(browser_of(coordinator), registered, **field)
    assert response.status_code == 200
    assert set(response.context["form"].errors) == set(field)


def test_a_document_without_a_title_is_called_after_its_file(browser_of, registered, coordinator):
    attach(browser_of(coordinator), registered, name="Signed by both.pdf", title="")
    assert Document.objects.get().title == "Signed by both"


def test_a_name_with_a_path_is_a_name(browser_of, registered, coordinator):
    attach(browser_of(coordinator), registered, name="..\\..\\etc\\passwd.pdf")
    assert Document.objects.get().original_name in {"passwd.pdf", "....etcpasswd.pdf"}


@pytest.mark.parametrize("who", ["reader", "outsider", "auditor"])
def test_others_attach_nothing(request, browser_of, registered, who):
    assert attach(browser_of(request.getfixturevalue(who)), registered).status_code == 403
    assert not Document.objects.exists()
