"""Files made to do harm, or just odd: each is refused in a clear sentence, or kept and never run."""

import tracemalloc
from contextlib import closing

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.models import Document
from core.errors import PortalError
from core.private_files import ACCEPTED, bare_name, check_upload
from tests.agreements.factories import DocumentFactory
from tests.agreements.test_documents import PDF, attach
from tests.office_files import KINDS, archive, bomb, long_pdf, word_file

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_STREAM, VBA_STREAM = "WordDocument".encode("utf-16-le"), "_VBA_PROJECT".encode("utf-16-le")
OPEN_TEXT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office/>"}


def encrypted() -> bytes:
    """The flag of a password on the first part, in both places where it stands."""
    data = bytearray(word_file())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


REFUSED = {
    "macros by name": ("a.docm", word_file(), "contains macros"),
    "macros under another name": ("a.docx", word_file(**{"word/vbaProject.bin": b"x"}), "contains macros"),
    "macros in capitals": ("a.docx", word_file(**{"WORD/VBAPROJECT.BIN": b"x"}), "contains macros"),
    "controls": ("a.docx", word_file(**{"word/activeX/activeX1.bin": b"x"}), "contains macros"),
    "a kind with macros": (
        "a.docx",
        word_file(**{"[Content_Types].xml": KINDS + "application/vnd.ms-word.document.macroEnabled.main+xml"}),
        "contains macros",
    ),
    "macros in an open document": ("a.odt", archive({**OPEN_TEXT, "Basic/Standard/M.xml": "x"}), "contains macros"),
    "macros in an old document": ("a.doc", OLE + WORD_STREAM + bytes(3_000_000) + VBA_STREAM, "contains macros"),
    "old file without a text": ("a.doc", OLE + bytes(500), "something else"),
    "macro workbook": ("a.xlsm", PDF, "contains macros"),
    "bomb": ("a.docx", bomb(), "unpacks to more than"),
    "very many parts": ("a.docx", word_file(**{f"x{number}": b"" for number in range(2_001)}), "too many parts"),
    "second table": ("a.docx", word_file()[:-22] + b"PK\x06\x07" + bytes(16) + word_file()[-22:], "unpacks to more"),
    "archive": ("a.docx", archive({"readme.txt": "hello"}), "something else"),
    "workbook as text": ("a.docx", archive({"[Content_Types].xml": KINDS, "xl/workbook.xml": "x"}), "something else"),
    "other kind": ("a.docx", word_file(**{"[Content_Types].xml": "<Types/>"}), "something else"),
    "sheet as text": ("a.odt", archive({**OPEN_TEXT, "mimetype": "application/zip"}), "something else"),
    "path inside": ("a.docx", word_file(**{"../../etc/cron.d/x": b"x"}), "damaged"),
    "absolute path inside": ("a.docx", word_file(**{"/etc/passwd": b"x"}), "damaged"),
    "drive inside": ("a.docx", word_file(**{"C:\\x": b"x"}), "damaged"),
    "cut off": ("a.docx", word_file()[:-40], "damaged"),
    "only a beginning": ("a.xlsx", b"PK\x03\x04", "damaged"),
    "password": ("a.docx", encrypted(), "password"),
    "pdf and archive": ("a.pdf", PDF + archive({"a.html": "<script>"}), "two kinds of file at once"),
    "picture and archive": ("a.png", PNG + archive({"a.html": "<script>"}), "two kinds of file at once"),
    "picture and pdf": ("a.png", PNG + b"%PDF-1.7", "two kinds of file at once"),
    "text and pdf": ("a.txt", b"hello %PDF-1.7", "two kinds of file at once"),
    "program as text": ("a.txt", b"MZ\x90 program", "something else"),
    "late zero": ("a.txt", b"a" * 2_000_000 + b"\x00", "something else"),
    "page as picture": ("a.png", b"<html><script>alert(1)</script>", "something else"),
    "empty": ("a.docx", b"", "empty"),
    "page": ("a.html", b"<script>", "not accepted"),
    "drawing": ("a.svg", b"<svg onload='x'/>", "not accepted"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_file_is_refused_in_a_sentence(case):
    name, content, sentence = REFUSED[case]
    with pytest.raises(PortalError, match=sentence):
        check_upload(SimpleUploadedFile(name, content))


KEPT = {
    "word": ("a.docx", word_file()),
    "open document": ("a.odt", archive(OPEN_TEXT)),
    "old document": ("a.doc", OLE + WORD_STREAM),
    "300 pages": ("a.pdf", long_pdf(300)),
    "picture": ("a.png", PNG),
    "text": ("a.txt", "Łódź, 5 €".encode()),
}


@pytest.mark.parametrize("case", KEPT)
def test_an_honest_file_is_kept(case):
    name, content = KEPT[case]
    checked = check_upload(SimpleUploadedFile(name, content))
    assert (checked.name, checked.size) == (name, len(content))


def test_a_bomb_is_refused_without_being_unpacked():
    upload = SimpleUploadedFile("a.docx", bomb())
    tracemalloc.start()
    with pytest.raises(PortalError):
        check_upload(upload)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4 * 1024 * 1024


def test_a_part_that_lies_about_its_size_is_read_in_bounds():
    """The list of kinds is read by its first megabyte only, whatever follows."""
    kinds = KINDS + " " * (8 * 1024 * 1024) + "macroEnabled"
    tracemalloc.start()
    check_upload(SimpleUploadedFile("a.docx", word_file(**{"[Content_Types].xml": kinds})))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 16 * 1024 * 1024


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../x.pdf", "x.pdf"),
        ("..\\..\\etc\\passwd.pdf", "passwd.pdf"),
        ("/etc/passwd", "passwd"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("exe\u202efdp.exe", "exefdp.exe"),
        ("Å" * 300 + ".pdf", "Å" * 180 + ".pdf"),
        ("../..", ".."),
    ],
)
def test_a_name_is_only_a_name(given, name):
    assert bare_name(given) == name


def test_a_file_with_a_path_in_its_name_lands_where_every_other_does(browser_of, registered, coordinator):
    attach(browser_of(coordinator), registered, name="../../x.pdf")
    document = Document.objects.get()
    assert document.file.name.startswith("documents/")
    assert ".." not in document.file.name
    refused = attach(browser_of(coordinator), registered, name="../../x")
    assert "does not end in what it is. Accepted are: DOC" in refused.content.decode()
    assert Document.objects.count() == 1


@pytest.mark.parametrize("query", ["", "?show"])
@pytest.mark.parametrize("kind", sorted({kind for kind, _beginnings in ACCEPTED.values()}))
def test_only_pdf_and_images_are_shown_and_nothing_runs(browser_of, registered, coordinator, kind, query):
    document = DocumentFactory(agreement=registered, content_type=kind)
    is_shown = query and kind in {"application/pdf", "image/png", "image/jpeg"}
    address = f"/agreements/{registered.pk}/documents/{document.pk}/{query}"
    with closing(browser_of(coordinator).get(address)) as response:
        assert response["Content-Disposition"].startswith("inline" if is_shown else "attachment")
        assert response["Content-Type"] == kind
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert response["X-Frame-Options"] == "DENY"


def test_a_pdf_of_300_pages_comes_and_goes_whole(browser_of, registered, coordinator):
    content = long_pdf(300)
    assert attach(browser_of(coordinator), registered, content=content).status_code == 302
    document = Document.objects.get()
    with closing(browser_of(coordinator).get(f"/agreements/{registered.pk}/documents/{document.pk}/")) as response:
        assert b"".join(response.streaming_content) == content


def test_a_lost_file_is_not_found_instead_of_an_error(browser_of, registered, coordinator):
    document = DocumentFactory(agreement=registered)
    document.file.storage.delete(document.file.name)
    address = f"/agreements/{registered.pk}/documents/{document.pk}/"
    assert browser_of(coordinator).get(address).status_code == 404
